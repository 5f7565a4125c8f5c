"""What operators decided: kept for ever, read whenever a visit is added up, undone but never erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select, update

from bot.decisions import Correction, CorrectionKind
from bot.fixing import Fix
from bot.storage import Tx
from bot.storage.schema import corrections as table
from bot.storage.sql import AnyRow, batches, insert


async def add(
    tx: Tx, visit_id: str, kind: CorrectionKind, detail: Mapping[str, Any], *, by: str, now: datetime
) -> None:
    """Keep a decision; `by` says whose it is."""
    values = {"visit_id": visit_id, "kind": kind, "detail": dict(detail), "made_by": by, "made_at": now}
    await tx.execute(insert(tx, table).values(values))


async def log(tx: Tx, visit_id: str) -> list[Correction]:
    """List all that was ever decided about a visit, oldest first."""
    found = await tx.execute(select(table).where(table.c.visit_id == visit_id).order_by(table.c.id))
    return [_correction(row) for row in found]


async def standing(tx: Tx, visit_ids: Sequence[str]) -> list[Correction]:
    """List what was decided about these visits and stands, oldest first."""
    found: list[Correction] = []
    for batch in batches(visit_ids):
        asked = select(table).where(table.c.visit_id.in_(batch), table.c.undone_at.is_(None))
        found += [_correction(row) for row in await tx.execute(asked.order_by(table.c.id))]
    return found


def stand_on(visit_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Say in a query whether a decision about this visit stands."""
    return exists().where(table.c.visit_id == visit_id, table.c.undone_at.is_(None))


async def fixes(tx: Tx, visit_ids: Sequence[str]) -> defaultdict[str, list[Fix]]:
    """Give the fields that were fixed, by visit, in the order in which they were."""
    found: defaultdict[str, list[Fix]] = defaultdict(list)
    for one in await standing(tx, visit_ids):
        if one.kind == "fix":
            found[one.visit_id].append((one.detail["field"], one.detail["value"]))
    return found


async def bound(tx: Tx) -> set[tuple[int, int]]:
    """Give the sightings (article, place in its verdict) that operators have put where they are."""
    decided = table.c.kind.in_(["merge", "split"]) & table.c.undone_at.is_(None)
    found = (await tx.execute(select(table.c.detail).where(decided))).scalars().all()
    return {(article, place) for one in found for article, place in (*one["moved"], *one["kept"])}


async def undo(tx: Tx, correction: Correction, *, now: datetime) -> None:
    """Note that a decision counts no more."""
    await tx.execute(update(table).where(table.c.id == correction.id).values(undone_at=now))


def _correction(row: AnyRow) -> Correction:
    return Correction(row.id, row.visit_id, row.kind, row.made_at, row.made_by, row.detail, row.undone_at)
