"""What the store holds at the moment, in a few numbers that are quick to get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.storage import Tx
from bot.storage.schema import feeds, outbox


@dataclass(frozen=True, slots=True)
class Overview:
    """`waiting` counts the open rows of the outbox by state; the oldest is due since `due_since`."""

    waiting: Mapping[str, int]
    due_since: datetime | None
    failing: int  # feeds whose last poll failed


async def overview(tx: Tx, now: datetime) -> Overview:
    """Count what is open; rows that have ended are left out, for there may be millions."""
    is_open = outbox.c.ended_at.is_(None)
    states = select(outbox.c.state, func.count().label("number")).where(is_open).group_by(outbox.c.state)
    oldest = select(func.min(outbox.c.due_at)).where(is_open, outbox.c.due_at <= now)
    failing = select(func.count()).select_from(feeds).where(feeds.c.failures > 0)
    return Overview(
        waiting={row.state: row.number for row in await tx.execute(states)},
        due_since=(await tx.execute(oldest)).scalar_one(),
        failing=(await tx.execute(failing)).scalar_one(),
    )
