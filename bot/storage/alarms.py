"""What operators were told of feeds; a poll leaves these two columns alone, and only this writes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, update

from bot.alarms import Trouble, Watched
from bot.storage import Tx, feeds
from bot.storage.schema import feeds as table
from bot.storage.sql import AnyRow, among


async def in_question(tx: Tx, names: Collection[str], now: datetime) -> list[Watched]:
    """Give those of the feeds `names` that are or were in trouble; there may be thousands that do well."""
    troubled = or_(table.c.failures > 0, table.c.silent_at <= now, table.c.told.is_not(None))
    found = await tx.execute(select(table).where(troubled, among(tx, table.c.name, list(names))))
    return [_watched(row) for row in found]


async def told_in(tx: Tx, at: datetime) -> list[Watched]:
    """Give the feeds of which was told at this moment, and of which nothing newer was."""
    found = await tx.execute(select(table).where(table.c.told_at == at).order_by(table.c.name))
    return [_watched(row) for row in found]


async def last_told(tx: Tx) -> datetime | None:
    """Say when operators were told of single feeds the last time."""
    single = or_(table.c.told.is_(None), table.c.told != "outage")
    last: datetime | None = (await tx.execute(select(func.max(table.c.told_at)).where(single))).scalar_one()
    return last


async def note(tx: Tx, told: Mapping[str, Trouble | None], at: datetime) -> None:
    """Write down what operators are told of these feeds."""
    for trouble in set(told.values()):
        names = [name for name, one in told.items() if one == trouble]
        chosen = update(table).where(among(tx, table.c.name, names))
        await tx.execute(chosen.values(told=trouble, told_at=at))


async def spare(tx: Tx, since: datetime, now: datetime, within: timedelta) -> None:
    """Let the feeds that fail since an outage belong to it if nothing was told of them, and be tried soon.

    A server that has answered waits as ever: it may have asked for it.
    """
    part = and_(table.c.failures > 0, table.c.failing_since >= since)
    await tx.execute(update(table).where(part, table.c.told.is_(None)).values(told="outage", told_at=since))
    answered = table.c.error_kind.startswith("http_", autoescape=True)
    late = and_(part, table.c.due_at > now + within, ~answered)
    await tx.execute(update(table).where(late).values(due_at=now + within))


async def forgive(tx: Tx, since: datetime) -> None:
    """Count what failed since an outage, which is over, against no feed."""
    clean = {"failures": 0, "failing_since": None, "last_error": None, "error_kind": None}
    part = and_(table.c.failures > 0, table.c.failing_since >= since, table.c.stopped_at.is_(None))
    await tx.execute(update(table).where(part).values(clean))
    ended = update(table).where(table.c.told == "outage")
    await tx.execute(ended.values(told=None, told_at=None))


def _watched(row: AnyRow) -> Watched:
    return Watched(feeds.state_of(row), row.told, row.told_at)
