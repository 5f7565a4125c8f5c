"""Where a visit can be seen: in which chats it has a card, or an alert on its way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from bot.storage import Tx
from bot.storage.schema import chats, messages, outbox
from bot.storage.sql import pages


def there(visit_id: str | ColumnElement[str]) -> Select[*tuple[Any, ...]]:
    """Ask for the cards of a visit."""
    return select(messages.c.chat_id).where(messages.c.visit_id == visit_id)


def under_way(visit_id: str | ColumnElement[str]) -> Select[*tuple[Any, ...]]:
    """Ask for the alerts of a visit that have not arrived, and may yet."""
    return select(outbox.c.chat_id).where(
        outbox.c.visit_id == visit_id,
        outbox.c.kind == "alert",
        outbox.c.state.not_in(["sent", "cancelled"]),
    )


async def shown(tx: Tx, visit_id: str) -> AsyncIterator[dict[int, bool]]:
    """Say page by page in which chats the visit has a card or an alert under way; False: out of reach.

    Who is given stays until the transaction ends.
    """
    cards = (
        select(messages.c.chat_id, messages.c.message_id, chats.c.paused)
        .join(chats, chats.c.id == messages.c.chat_id)
        .where(messages.c.visit_id == visit_id)
        .with_for_update(read=True, key_share=True, of=chats)
    )
    async for page in pages(tx, cards):
        yield {chat_id: message_id is not None and paused is None for chat_id, message_id, paused in page}
    alerts = (
        under_way(visit_id)
        .add_columns(outbox.c.state)
        .join(chats, chats.c.id == outbox.c.chat_id)
        .where(~there(visit_id).where(messages.c.chat_id == outbox.c.chat_id).exists())
        .with_for_update(read=True, key_share=True, of=chats)
    )
    async for page in pages(tx, alerts):
        yield {chat_id: state in ("queued", "sending") for chat_id, state in page}
