"""What the store holds at the moment, in a few numbers that are quick to get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, select

from bot.storage import Tx
from bot.storage.schema import feeds, outbox


@dataclass(frozen=True, slots=True)
class Overview:
    """`waiting` counts the open rows of the outbox by state; the oldest is due since `due_since`."""

    waiting: Mapping[str, int]
    due_since: datetime | None
    failing: int  # feeds whose last poll failed
    silent: int  # that answer, and bring nothing for longer than they ever rest
    stopped: int  # that their publisher has ended


async def overview(tx: Tx, now: datetime) -> Overview:
    """Count what is open; rows that have ended are left out, for there may be millions."""
    is_open = outbox.c.ended_at.is_(None)
    states = select(outbox.c.state, func.count().label("number")).where(is_open).group_by(outbox.c.state)
    oldest = select(func.min(outbox.c.due_at)).where(is_open, outbox.c.due_at <= now)
    failing = and_(feeds.c.failures > 0, feeds.c.stopped_at.is_(None))
    silent = and_(feeds.c.failures == 0, feeds.c.silent_at <= now, feeds.c.silent_at <= feeds.c.last_ok_at)
    stopped = feeds.c.stopped_at.is_not(None)
    counts = [func.count(case((claim, 1))) for claim in (failing, silent, stopped)]
    troubled = (await tx.execute(select(*counts))).one()
    return Overview(
        waiting={row.state: row.number for row in await tx.execute(states)},
        due_since=(await tx.execute(oldest)).scalar_one(),
        failing=troubled[0],
        silent=troubled[1],
        stopped=troubled[2],
    )
