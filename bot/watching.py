"""Looks after the feeds every minute; what operators hear of them is noted in the same transaction."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from bot import telling
from bot.alarms import Watched, changes, outage
from bot.storage import Store, Tx, alarms

_log = logging.getLogger(__name__)

_APART = timedelta(minutes=15)  # between two messages about single feeds, which so come together
_SOON = timedelta(minutes=5)  # until feeds are tried again that fail by our fault


async def look(store: Store, names: Collection[str], operators: Collection[int], now: datetime) -> None:
    """See how the feeds `names` do and queue what operators are to hear; each thing is told once.

    Everything is remembered in the store, so it makes no difference how many processes look, or which dies.
    """
    now = now.replace(second=0, microsecond=0)  # a message is known by its minute
    async with store.writing() as tx:
        watched = await alarms.in_question(tx, names, now)
        ours = await _look_for_outage(tx, watched, len(names), operators, now)
        told = changes(watched, now, ours)
        last = await alarms.last_told(tx) if told else None
        if not told or (last is not None and now - last < _APART):
            return
        await alarms.note(tx, told, now)
        await telling.tell_of_feeds(tx, operators, now)
    for name, trouble in told.items():
        _log.warning("feed %s: %s", name, trouble or "well again")


async def _look_for_outage(
    tx: Tx, watched: Collection[Watched], number: int, operators: Collection[int], now: datetime
) -> datetime | None:
    """Give since when feeds fail by our fault, also where that has just ended."""
    known = min((one.told_at for one in watched if one.told == "outage" and one.told_at), default=None)
    since = outage([one.state for one in watched], number, known)
    if since is not None:
        since = since.replace(second=0, microsecond=0)
        await alarms.spare(tx, since, now, _SOON)
        if known is None:
            _log.error("most feeds fail since %s: the trouble is probably ours", f"{since:%H:%M} UTC")
            await telling.tell_of_outage(tx, operators, since, None, now)
    elif known is not None:
        await alarms.forgive(tx, known)
        _log.warning("most feeds can be read again; they could not since %s", f"{known:%H:%M} UTC")
        await telling.tell_of_outage(tx, operators, known, now, now)
    return since or known
