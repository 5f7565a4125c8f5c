"""Plans that nobody confirmed in time: once an hour they become not confirmed, and their cards say so."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

from bot import matcher, merger
from bot.fixing import Fix, fixed
from bot.model import Visit
from bot.storage import Store, Tx, articles, corrections, outbox, plans

_log = logging.getLogger(__name__)


async def lapse(store: Store, now: datetime) -> int:
    """Mark the plans that lapsed by `now` and queue silent edits of their cards; gives how many lapsed."""
    today = now.date()
    async with store.writing() as tx:
        await articles.one_at_a_time(tx)  # or a report that comes now would be judged by the old status
        due = await plans.over(tx, today - merger.PATIENCE)
        fixes = await corrections.fixes(tx, [visit.id for visit in due])
        lapsed = [visit for visit in due if _is_over(visit, fixes[visit.id], today)]
        for visit in lapsed:
            _log.info("visit %s: nobody confirmed it", visit.id)
            await _edit_cards(tx, await plans.not_confirmed(tx, visit, now=now), now)
    return len(lapsed)


def _is_over(visit: Visit, fixes: Sequence[Fix], today: date) -> bool:
    return fixed(merger.as_of(visit.record, visit.sources, today), fixes) != visit.record


async def _edit_cards(tx: Tx, visit: Visit, now: datetime) -> None:
    async for shown in outbox.shown(tx, visit.id):
        await outbox.put(tx, matcher.match("minor", visit, (), shown, now=now), now=now)
