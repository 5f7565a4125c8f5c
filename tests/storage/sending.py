"""The outbox from the sender's side, one transaction a step."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.model import Notice
from bot.outcomes import Outcome, Sent
from bot.storage import Store, outbox
from bot.storage.outbox import Due
from tests.storage.situations import NOW

MINUTE = timedelta(minutes=1)


async def put(store: Store, *notices: Notice, now: datetime = NOW) -> int:
    async with store.writing() as tx:
        return await outbox.put(tx, notices, now=now)


async def claim(store: Store, now: datetime = NOW, limit: int = 30) -> list[Due]:
    async with store.writing() as tx:
        return await outbox.claim(tx, limit, now)


async def finish(store: Store, due: Due, outcome: Outcome, now: datetime = NOW, **more: Any) -> str | None:
    async with store.writing() as tx:
        return await outbox.finish(tx, due, outcome, now=now, **more)


async def shown_in(store: Store, visit_id: str, *chat_ids: int) -> None:
    """Send the alert of a visit to these chats; message 100 + chat."""
    await put(store, *(Notice(chat, visit_id, 1, "alert") for chat in chat_ids))
    for due in await claim(store):
        await finish(store, due, Sent(100 + due.chat.id), rendered="old")
