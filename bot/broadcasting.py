"""Broadcasts on their way into the outbox, page by page, so that nobody waits for them."""

from __future__ import annotations

from datetime import datetime

from bot.storage import Store, broadcasts, outbox


async def queue_broadcasts(store: Store, now: datetime) -> None:
    """Queue what operators have let go for all its chats; each page is a transaction of its own."""
    async with store.reading() as tx:
        if not await broadcasts.is_any_going(tx):
            return
    more = True
    while more:
        async with store.writing() as tx:
            more = await broadcasts.queue_page(tx, now)
    async with store.writing() as tx:
        await outbox.recount(tx)
