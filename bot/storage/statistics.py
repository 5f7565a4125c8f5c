"""Visits counted: by pair of countries and by month."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import extract, func, select

from bot.storage import Tx
from bot.storage.schema import visits as table
from bot.storage.visits import Filter, conditions


async def pairs(tx: Tx, wanted: Filter) -> list[tuple[str, str, int]]:
    """Count visits by the visitor's and the host's country, the most frequent pair first."""
    number = func.count().label("number")
    columns = (table.c.visitor_country, table.c.host_country)
    asked = select(*columns, number).where(*conditions(wanted)).group_by(*columns)
    return [(row[0], row[1], row[2]) for row in await tx.execute(asked.order_by(number.desc(), *columns))]


async def months(tx: Tx, wanted: Filter) -> Mapping[tuple[int, int], int]:
    """Count visits by the year and month of their first day; months without any are left out."""
    year, month = extract("year", table.c.first_day), extract("month", table.c.first_day)
    asked = select(year, month, func.count()).where(*conditions(wanted)).group_by(year, month)
    return {(int(row[0]), int(row[1])): row[2] for row in await tx.execute(asked)}
