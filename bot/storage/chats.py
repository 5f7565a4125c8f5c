"""Chats and what they subscribe to."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Chat, Subscription
from bot.storage import Tx


async def get(tx: Tx, chat_id: int) -> Chat | None:
    """Give one chat; None where it is unknown."""
    raise NotImplementedError


async def ensure(tx: Tx, chat_id: int, type: str, language: str) -> tuple[Chat, bool]:
    """Give the chat, made now (True) when it was unknown; a known one keeps its own language."""
    raise NotImplementedError


async def set_language(tx: Tx, chat_id: int, language: str) -> None:
    """Switch the language of all that the chat will be sent."""
    raise NotImplementedError


async def pause(tx: Tx, chat_id: int, reason: str) -> None:
    """Send nothing more there and cancel what waits; subscriptions stay."""
    raise NotImplementedError


async def resume(tx: Tx, chat_id: int) -> bool:
    """Send there again; says whether the chat was paused."""
    raise NotImplementedError


async def forget(tx: Tx, chat_id: int) -> None:
    """Erase the chat, its subscriptions, what waits for it and what it was shown."""
    raise NotImplementedError


async def move(tx: Tx, old: int, new: int) -> None:
    """Re-key a chat whose group became a supergroup; doing it again does nothing."""
    raise NotImplementedError


async def subscriptions(tx: Tx, chat_id: int) -> list[Subscription]:
    """List the chat's subscriptions: everything first, then countries, then pairs."""
    raise NotImplementedError


async def subscribe(tx: Tx, chat_id: int, countries: Sequence[str]) -> tuple[Subscription, bool]:
    """Subscribe a known chat to everything (no country), a country or a pair; True when that is new."""
    raise NotImplementedError


async def unsubscribe(tx: Tx, chat_id: int, countries: Sequence[str] | None) -> int:
    """End the one subscription to exactly these countries, or with None all of them; gives how many."""
    raise NotImplementedError


async def subscribers(tx: Tx, countries: Sequence[str]) -> list[tuple[Chat, Subscription]]:
    """List who is told of a visit between these two countries: every unpaused chat, by each subscription."""
    raise NotImplementedError
