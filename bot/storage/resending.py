"""Messages that did not arrive, or perhaps did not: how many there are, and sending them once more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, select, update

from bot.storage import Tx
from bot.storage.schema import outbox as table

_YOUNG = timedelta(days=7)  # what is older is no news to anybody


async def parked(tx: Tx, now: datetime) -> Mapping[tuple[str, str], int]:
    """Count what ended dead or uncertain within the week, by state and reason, the most frequent first."""
    number = func.count()
    asked = select(table.c.state, table.c.reason, number).where(_parked(now))
    rows = await tx.execute(asked.group_by(table.c.state, table.c.reason).order_by(number.desc()))
    return {(row[0], row[1] or ""): row[2] for row in rows}


async def resend(tx: Tx, now: datetime) -> int:
    """Queue it again as if it were new; what may have arrived is marked as perhaps a repetition."""
    again = case((table.c.state == "uncertain", True), else_=table.c.again)
    values = {
        "state": "queued", "again": again, "attempts": 0, "put_off": False,
        "queued_at": now, "due_at": now, "ended_at": None, "reason": None,
    }  # fmt: skip
    return (await tx.execute(update(table).where(_parked(now)).values(values))).rowcount


def _parked(now: datetime) -> ColumnElement[bool]:
    return and_(table.c.state.in_(["dead", "uncertain"]), table.c.ended_at > now - _YOUNG)
