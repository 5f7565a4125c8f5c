"""Visits counted: by pair of countries and by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import case, extract, func, select

from bot.storage import Tx
from bot.storage.schema import visits as table
from bot.storage.visits import HAPPENED, Filter, conditions


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened by visitor's and host's country, the most frequent pair first; how much is planned."""

    pairs: list[tuple[str, str, int]]
    planned: int


async def tally(tx: Tx, wanted: Filter) -> Tally:
    """Count visits, in one look at them, whatever status `wanted` names."""
    countries = (table.c.visitor_country, table.c.host_country)
    counts = [func.count(case((table.c.status.in_(which), 1))) for which in (HAPPENED, ("planned",))]
    asked = select(*countries, *counts).where(*conditions(replace(wanted, statuses=())))
    rows = (await tx.execute(asked.group_by(*countries))).all()
    pairs = [(visitor, host, happened) for visitor, host, happened, _ in rows if happened]
    return Tally(sorted(pairs, key=lambda pair: (-pair[2], pair)), sum(row[3] for row in rows))


async def months(tx: Tx, wanted: Filter) -> Mapping[tuple[int, int], int]:
    """Count visits by the year and month of their first day; months without any are left out."""
    year, month = extract("year", table.c.first_day), extract("month", table.c.first_day)
    asked = select(year, month, func.count()).where(*conditions(wanted)).group_by(year, month)
    return {(int(row[0]), int(row[1])): row[2] for row in await tx.execute(asked)}
