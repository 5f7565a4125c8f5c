"""Which entries of a feed are news: those it has not shown before; and what is kept of those it has shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot.model import Entry, Feed
from bot.storage import Store, Tx, articles


async def unseen(store: Store, feed: Feed, entries: Sequence[Entry], waiting: Collection[str]) -> list[Entry]:
    """Give the entries not seen before, the oldest first: the first report of a visit makes it.

    `waiting` are the keys of entries whose page is still to come.
    """
    async with store.reading() as tx:
        seen = await articles.entries_seen(tx, feed.name, [entry.key for entry in entries])
    return [entry for entry in reversed(entries) if entry.key not in seen and entry.key not in waiting]


async def remember(
    tx: Tx, feed: Feed, entries: Iterable[Entry], *, but: Collection[str], now: datetime
) -> None:
    """Keep that the feed has shown these entries, `but` those with a key that is to be looked at again.

    Those seen long ago too: whatever a feed still shows stays known.
    """
    keys = [entry.key for entry in entries if entry.key not in but]
    await articles.mark_entries(tx, feed.name, keys, now=now)
