"""Visits: making one, and every question about them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Executable, Select, func, select, tuple_, union, union_all

from bot.looking import words_of
from bot.model import Grade, History, Merge, State, Status, Visit
from bot.records import conflicts_to_json, sighting_to_json
from bot.storage import Tx
from bot.storage.loading import extent, load
from bot.storage.schema import visits as table
from bot.storage.sql import AnyRow, insert, once
from bot.storage.words_index import ID_LENGTH, ID_LETTERS

Order = Literal["newest", "upcoming"]
Role = Literal["either", "from", "to"]
HAPPENED: tuple[Status, ...] = ("ongoing", "completed")


async def get(tx: Tx, visit_id: str) -> Visit | None:
    """Give one visit with its sources, related visits and conflicts; None where the id is unknown."""
    return (await many(tx, [visit_id])).get(visit_id)


async def followed(tx: Tx, visit_id: str) -> Visit | None:
    """Give the visit that an id leads to, of a merged one the whole; None where that is not shown."""
    visit = await get(tx, visit_id)
    while visit is not None and visit.into is not None:
        visit = await get(tx, visit.into)
    return visit if visit is not None and visit.state == "shown" else None


async def many(tx: Tx, visit_ids: Sequence[str]) -> dict[str, Visit]:
    """Give several visits by id; unknown ids are left out."""
    found = await load(tx, select(table).where(table.c.id.in_(set(visit_ids))))
    return {visit.id: visit for visit in found}


async def planned(tx: Tx, by: date) -> list[str]:
    """Name the visits still planned whose last day, or last report where no day is known, was by then."""
    asked = select(table.c.id).where(table.c.status == "planned", table.c.last_day <= by)
    return list((await tx.execute(asked.order_by(table.c.first_day, table.c.id))).scalars())


async def make(tx: Tx, merge: Merge, days_told: Sequence[date], state: State, *, now: datetime) -> str:
    """Make a visit out of what was merged, told of on these days, and give its id."""
    values = columns(merge, days_told) | {
        "revision": 1,
        "state": state,
        "created_at": now,
        "updated_at": now,
    }
    while True:
        visit_id = "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))
        if (await tx.execute(_insert(tx), {"id": visit_id, **values})).rowcount:
            return visit_id


@once
def _insert(tx: Tx) -> Executable:
    return insert(tx, table).on_conflict_do_nothing(index_elements=["id"])


def columns(merge: Merge, days_told: Sequence[date]) -> dict[str, Any]:
    """Give what a visit's row says once a merge is kept."""
    record = merge.record
    first, last = extent(record, days_told)
    return {
        "record": sighting_to_json(record),
        "conflicts": conflicts_to_json(merge.conflicts),
        "visitor_country": record.visitor.country,
        "host_country": record.host.country,
        "grade": record.visitor.grade,
        "status": record.status,
        "first_day": first,
        "last_day": last,
        "words": words_of(record),
    }


@dataclass(frozen=True, slots=True)
class Filter:
    """Which visits are meant; what is left empty lets everything through."""

    countries: tuple[str, ...] = ()  # any of them in either role
    pair: bool = False  # both of exactly two, in either direction; in the role `from` the first to the second
    role: Role = "either"  # of the countries
    start: date | None = None  # the visit overlaps these days, both included
    end: date | None = None
    statuses: tuple[Status, ...] = ()
    grades: tuple[Grade, ...] = ()


ALL = Filter()


async def query(
    tx: Tx,
    wanted: Filter = ALL,
    *,
    order: Order = "newest",
    limit: int = 100,
    after: str | None = None,
    before: str | None = None,
) -> list[Visit]:
    """List visits in order: `newest` has the latest day first, `upcoming` the soonest.

    Paging: `after` is the id of the last visit of the page before, `before` the id of the first of the page
    behind; an id that is not in the store begins at the beginning.
    """
    place = await _place(tx, before or after)
    backwards = before is not None and place is not None
    latest_first = (order == "newest") != backwards
    # Each role has an index in the order of the list; a condition with OR would sort all that it finds.
    parts = [keys(part, place, latest_first).limit(limit).subquery() for part in by_role(wanted)]
    both = union(*(select(part.c.first_day, part.c.id) for part in parts)).subquery()
    listed = _page(select(both.c.id), (both.c.first_day, both.c.id), None, latest_first).limit(limit)
    ids = list((await tx.execute(listed)).scalars())
    known = {visit.id: visit for visit in await load(tx, select(table).where(table.c.id.in_(ids)))}
    return [known[visit_id] for visit_id in (ids[::-1] if backwards else ids)]


def by_role(wanted: Filter) -> tuple[Filter, ...]:
    """Part what asks for countries in either role into a filter for each."""
    if wanted.pair or wanted.role != "either" or not wanted.countries:
        return (wanted,)
    return replace(wanted, role="from"), replace(wanted, role="to")


async def _place(tx: Tx, visit_id: str | None) -> AnyRow | None:
    """Give the place of a visit in the list; it is a key and no number, so new visits shift no page."""
    if visit_id is None:
        return None
    asked = select(table.c.first_day, table.c.id).where(table.c.id == visit_id)
    return (await tx.execute(asked)).one_or_none()


def keys(wanted: Filter, place: AnyRow | None = None, latest_first: bool = True) -> Select[Any, Any]:
    """Ask for the days and ids of what a filter lets through, in the order of a list, from a place on."""
    return _page(select(*_KEY).where(*conditions(wanted)), _KEY, place, latest_first)


_Key = tuple[ColumnElement[Any], ColumnElement[Any]]
_KEY: _Key = (table.c.first_day, table.c.id)


def _page(
    asked: Select[*tuple[Any, ...]], key: _Key, place: AnyRow | None, latest_first: bool
) -> Select[*tuple[Any, ...]]:
    if place is not None:
        edge = tuple_(*place)
        asked = asked.where(tuple_(*key) < edge if latest_first else tuple_(*key) > edge)
    return asked.order_by(*(column.desc() if latest_first else column for column in key))


async def count(tx: Tx, wanted: Filter = ALL) -> int:
    """Count what `query` would list without a limit."""
    return (await tx.execute(select(func.count()).select_from(table).where(*conditions(wanted)))).scalar_one()


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """Write a filter as conditions on the rows of visits."""
    where: list[ColumnElement[bool]] = [table.c.state == "shown"]
    if wanted.countries:
        where.append(_of_countries(wanted))
    if wanted.start is not None:
        where.append(table.c.last_day >= wanted.start)
    if wanted.end is not None:
        where.append(table.c.first_day <= wanted.end)
    if wanted.statuses:
        # Of several statuses SQLite would take them from their index one by one and sort what it has.
        status = table.c.status if len(wanted.statuses) == 1 else table.c.status.concat("")
        where.append(status.in_(wanted.statuses))
    if wanted.grades:
        where.append(table.c.grade.in_(wanted.grades))
    return where


def _of_countries(wanted: Filter) -> ColumnElement[bool]:
    if wanted.pair and wanted.role != "either":
        first, second = wanted.countries if wanted.role == "from" else wanted.countries[::-1]
        return (table.c.visitor_country == first) & (table.c.host_country == second)
    visitor = table.c.visitor_country.in_(wanted.countries)
    host = table.c.host_country.in_(wanted.countries)
    if wanted.pair:
        return visitor & host
    return {"either": visitor | host, "from": visitor, "to": host}[wanted.role]


async def counts(tx: Tx, *, grades: Sequence[Grade] = ()) -> list[tuple[str, int]]:
    """Count the visits of each country in either role, most first, then by code."""
    where = conditions(Filter(grades=tuple(grades)))
    roles = [
        select(column.label("country"), func.count().label("number")).where(*where).group_by(column)
        for column in _ROLES
    ]
    both = union_all(*roles).subquery()
    number = func.sum(both.c.number).label("number")
    asked = select(both.c.country, number).group_by(both.c.country).order_by(number.desc(), both.c.country)
    return [(row.country, int(row.number)) for row in await tx.execute(asked)]


_ROLES = (table.c.visitor_country, table.c.host_country)


async def before(tx: Tx, visit: Visit, today: date) -> History | None:
    """Sum up the earlier visits between the two countries, in either direction; None where there are none.

    Plans whose days have passed did not take place, nor what was cancelled or never confirmed.
    """
    place = await _place(tx, visit.id)
    if place is None:
        return None
    earlier = (
        *conditions(Filter((visit.record.visitor.country, visit.record.host.country), pair=True)),
        tuple_(*_KEY) < tuple_(*place),
        table.c.status.concat("").not_in(("cancelled", "not_confirmed")),
        (table.c.status != "planned") | (table.c.last_day >= today),
    )
    first, number = (
        await tx.execute(select(func.min(table.c.first_day), func.count()).where(*earlier))
    ).one()
    if first is None:
        return None
    newest = _page(select(table.c.first_day, table.c.record).where(*earlier), _KEY, None, True).limit(1)
    day, record = (await tx.execute(newest)).one()
    last = record["start"] or record["end"] or day.isoformat()
    return History(number, first.year, last, is_recent=first.year == place.first_day.year)
