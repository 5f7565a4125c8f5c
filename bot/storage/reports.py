"""What readers report of visits, and what waits for an operator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_, update

from bot.decisions import ReportKind, Waiting
from bot.storage import Tx
from bot.storage.loading import load
from bot.storage.schema import reports as table
from bot.storage.schema import visits
from bot.storage.sql import insert

_OPEN = table.c.closed_at.is_(None)


async def add(tx: Tx, chat_id: int, visit_id: str, kind: ReportKind, *, now: datetime) -> bool:
    """Keep a report of a known chat; False when it has reported just this, and nobody has looked yet."""
    values = {"chat_id": chat_id, "visit_id": visit_id, "kind": kind, "made_at": now}
    statement = insert(tx, table).values(values)
    statement = statement.on_conflict_do_nothing(
        index_elements=["visit_id", "chat_id", "kind"], index_where=_OPEN
    )
    return (await tx.execute(statement)).rowcount > 0


async def since(tx: Tx, chat_id: int, when: datetime) -> int:
    """Count what a chat has reported from `when` on."""
    asked = select(func.count()).where(table.c.chat_id == chat_id, table.c.made_at >= when)
    return (await tx.execute(asked)).scalar_one()


async def closed(tx: Tx, visit_id: str) -> int:
    """Count the reports of a visit that somebody has looked at."""
    asked = select(func.count()).where(table.c.visit_id == visit_id, ~_OPEN)
    return (await tx.execute(asked)).scalar_one()


async def number_reported(tx: Tx) -> int:
    """Count the visits with open reports, quickly however many visits there are."""
    asked = select(func.count(table.c.visit_id.distinct())).where(_OPEN)
    return (await tx.execute(asked)).scalar_one()


async def close(tx: Tx, visit_id: str, *, now: datetime) -> int:
    """Settle the open reports of a visit; gives how many there were."""
    settled = update(table).where(table.c.visit_id == visit_id, _OPEN).values(closed_at=now)
    return (await tx.execute(settled)).rowcount


async def move(tx: Tx, gone: str, into: str, *, now: datetime) -> None:
    """Let the open reports of a visit be about another one, of each chat and kind once."""
    same = table.alias()
    has_it = select(same.c.chat_id).where(
        same.c.visit_id == into,
        same.c.chat_id == table.c.chat_id,
        same.c.kind == table.c.kind,
        same.c.closed_at.is_(None),
    )
    here = update(table).where(table.c.visit_id == gone, _OPEN)
    await tx.execute(here.where(~has_it.exists()).values(visit_id=into))
    await close(tx, gone, now=now)


async def open_of(tx: Tx, visit_ids: Sequence[str]) -> dict[str, dict[ReportKind, int]]:
    """Count the open reports of these visits by kind."""
    found: dict[str, dict[ReportKind, int]] = defaultdict(dict)
    asked = (
        select(table.c.visit_id, table.c.kind, func.count().label("number"))
        .where(_OPEN, table.c.visit_id.in_(visit_ids))
        .group_by(table.c.visit_id, table.c.kind)
        .order_by(table.c.kind)
    )
    for row in await tx.execute(asked):
        found[row.visit_id][row.kind] = row.number
    return found


async def waiting(tx: Tx, limit: int, after: str | None = None) -> list[Waiting]:
    """List what waits for an operator, held visits and those with open reports, the oldest first.

    `after` is the id of a visit: those behind it. An id that is not in the store begins at the beginning.
    """
    asked = select(visits).where(_waits()).order_by(visits.c.created_at, visits.c.id)
    key = (visits.c.created_at, visits.c.id)
    place = (await tx.execute(select(*key).where(visits.c.id == (after or "")))).one_or_none()
    if place is not None:
        asked = asked.where(tuple_(*key) > tuple_(*place))
    found = await load(tx, asked.limit(limit))
    reported = await open_of(tx, [visit.id for visit in found])
    return [Waiting(visit, reported[visit.id]) for visit in found]


async def number_waiting(tx: Tx) -> int:
    """Count what `waiting` would list."""
    return (await tx.execute(select(func.count()).select_from(visits).where(_waits()))).scalar_one()


def _waits() -> ColumnElement[bool]:
    reported = and_(visits.c.state == "shown", visits.c.id.in_(select(table.c.visit_id).where(_OPEN)))
    return or_(visits.c.state == "held", reported)
