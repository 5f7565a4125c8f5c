"""Plans that nobody confirmed in time: once an hour they become not confirmed, and their cards say so."""

from __future__ import annotations

import logging
from datetime import datetime

from bot import matcher, merger
from bot.model import Visit
from bot.storage import Store, Tx, articles, outbox, plans

_log = logging.getLogger(__name__)


async def lapse(store: Store, now: datetime) -> int:
    """Mark the plans that lapsed by `now` and queue silent edits of their cards; gives how many lapsed."""
    today = now.date()
    async with store.writing() as tx:
        await articles.one_at_a_time(tx)  # or a report that comes now would be judged by the old status
        due = await plans.over(tx, today - merger.PATIENCE)
        lapsed = [visit for visit in due if merger.as_of(visit.record, visit.sources, today) != visit.record]
        for visit in lapsed:
            _log.info("visit %s: nobody confirmed it", visit.id)
            await _edit_cards(tx, await plans.not_confirmed(tx, visit, now=now), now)
    return len(lapsed)


async def _edit_cards(tx: Tx, visit: Visit, now: datetime) -> None:
    async for shown in outbox.shown(tx, visit.id):
        await outbox.put(tx, matcher.match("minor", visit, (), shown, now=now), now=now)
