"""Visits that were planned and never seen: which are due to be looked at, and what became of their plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select, update

from bot.model import Visit
from bot.records import sighting_to_json
from bot.storage import Tx
from bot.storage.loading import load
from bot.storage.schema import visits as table


async def over(tx: Tx, by: date) -> list[Visit]:
    """List the visits still planned whose last day, or last report where no day is known, was by then."""
    asked = select(table).where(table.c.status == "planned", table.c.last_day <= by)
    return await load(tx, asked.order_by(table.c.first_day, table.c.id))


async def not_confirmed(tx: Tx, visit: Visit, *, now: datetime) -> Visit:
    """Keep that nobody confirmed this visit, as a revision of its own."""
    record = replace(visit.record, status="not_confirmed")
    values = {
        "record": sighting_to_json(record),
        "status": record.status,
        "revision": visit.revision + 1,
        "updated_at": now,
    }
    await tx.execute(update(table).where(table.c.id == visit.id).values(values))
    return replace(visit, record=record, revision=visit.revision + 1, updated_at=now)
