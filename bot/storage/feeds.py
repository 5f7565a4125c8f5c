"""What is known of each feed between two polls, and who polls it next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update

from bot.feedstate import FeedState
from bot.model import Feed
from bot.storage import Tx
from bot.storage.schema import feeds as table
from bot.storage.sql import AnyRow, among, clock, insert

__all__ = [
    "FeedState", "claim_due", "ensure", "hasten", "resume", "save_state", "state_of", "states",
]  # fmt: skip

LEASE = timedelta(minutes=5)


async def ensure(tx: Tx, feeds: Sequence[Feed]) -> None:
    """Give each configured feed a state; one whose address changed begins anew, baseline included."""
    for feed in feeds:
        values = _columns(FeedState(feed.name, feed.url))
        statement = insert(tx, table).values(values)
        # Another process may begin at the same moment, and must not undo what this one has read since.
        moved = table.c.url != statement.excluded.url
        anew = values | {"told": None, "told_at": None}
        await tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_=anew, where=moved))


async def states(tx: Tx) -> dict[str, FeedState]:
    """Give every state by the feed's name, of feeds no longer configured too."""
    return {row.name: state_of(row) for row in await tx.execute(select(table))}


async def save_state(tx: Tx, state: FeedState) -> bool:
    """Write a state and end the claim on the feed; False when it had run out for somebody else."""
    values = _columns(state)
    if state.claim is not None:
        ours = and_(table.c.name == state.name, table.c.claimed_until == state.claim)
        return (await tx.execute(update(table).where(ours).values(values))).rowcount > 0
    statement = insert(tx, table).values(values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
    return True


def _columns(state: FeedState) -> dict[str, Any]:
    values = asdict(state) | {"claimed_until": None}
    del values["claim"]
    return values


async def claim_due(
    tx: Tx, now: datetime, limit: int, *, names: Sequence[str], lease: timedelta = LEASE
) -> list[FeedState]:
    """Take at most `limit` of the feeds `names` that are due, longest due first; nobody else gets them.

    A claim ends with `save_state`, or after `lease` by the store's clock when its holder has died.
    """
    due = (
        select(table.c.name)
        .where(
            among(tx, table.c.name, names),
            table.c.stopped_at.is_(None),
            or_(table.c.due_at.is_(None), table.c.due_at <= now),
            or_(table.c.claimed_until.is_(None), table.c.claimed_until <= clock(tx)),
        )
        .order_by(table.c.due_at.is_not(None), table.c.due_at, table.c.name)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")  # PostgreSQL runs this once, and a subquery as often as it likes
    )
    claimed = update(table).where(table.c.name.in_(select(due.c.name))).values(claimed_until=clock(tx, lease))
    rows = (await tx.execute(claimed.returning(table))).all()
    states = [state_of(row, row.claimed_until) for row in rows]
    return sorted(states, key=lambda state: (state.due_at or _LONG_AGO, state.name))


async def hasten(tx: Tx, now: datetime, beyond: timedelta) -> int:
    """Let feeds due later than `beyond` from now be due at once: their times come from a wrong clock."""
    far = table.c.due_at > now + beyond
    return (await tx.execute(update(table).where(far).values(due_at=now))).rowcount


async def resume(tx: Tx, name: str) -> None:
    """Poll a feed again, whose publisher had ended it or that was left alone for its failures."""
    anew = {"stopped_at": None, "failures": 0, "failing_since": None, "due_at": None}
    await tx.execute(update(table).where(table.c.name == name).values(anew))


_LONG_AGO = datetime.fromisoformat("0001-01-01T00:00:00+00:00")


def state_of(row: AnyRow, claim: datetime | None = None) -> FeedState:
    """Read a row of the table."""
    values = dict(row._mapping)
    for name in ("claimed_until", "told", "told_at"):
        del values[name]
    return FeedState(**values, claim=claim)
