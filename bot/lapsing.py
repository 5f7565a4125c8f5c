"""Plans that nobody confirmed in time: once an hour they become not confirmed, and their cards say so."""

from __future__ import annotations

import logging
from datetime import datetime

from bot import merger, telling
from bot.model import Known
from bot.storage import Store, Tx, articles, revising, sightings, visits

_log = logging.getLogger(__name__)


async def lapse(store: Store, now: datetime) -> int:
    """Mark the plans that lapsed by `now` and queue silent edits of their cards; gives how many lapsed."""
    today = now.date()
    async with store.writing() as tx:
        await articles.one_at_a_time(tx)  # or a report that comes now would be judged by the old status
        due = await visits.planned(tx, today - merger.PATIENCE)
        return sum([await _lapse(tx, known, now) for known in await sightings.of(tx, due)])


async def _lapse(tx: Tx, known: Known, now: datetime) -> bool:
    merge = merger.summed_up(known, now.date(), known.fixes)
    if merge.record.status == known.visit.record.status:
        return False
    _log.info("visit %s: nobody confirmed it", known.visit.id)
    await telling.follow(tx, await revising.rewrite(tx, known.visit.id, merge, now=now), now)
    return True
