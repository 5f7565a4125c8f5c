"""Visits and what was told of them: candidates for merging, saving, and every question about visits."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import permutations
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, select, tuple_, union_all, update

from bot.model import Grade, Known, Merge, Sighting, State, Status, Told, Visit
from bot.records import conflicts_to_json, sighting_to_json
from bot.storage import Tx, revisions
from bot.storage.loading import extent, load, load_known
from bot.storage.schema import articles, related, sightings
from bot.storage.schema import visits as table
from bot.storage.sql import AnyRow, insert

Order = Literal["newest", "upcoming"]

# Wider than any window of the merger: at most two weeks before or after publication, and its margins.
_NEAR = timedelta(days=31)
# No vowels, so that no id is a word; no l, 0, 1, which look alike.
_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
_ID_LENGTH = 7  # 27 ** 7: at a million visits one new id in 10,000 is taken and drawn again


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


async def near(tx: Tx, sighting: Sighting, day: date) -> list[Known]:
    """List the visits that `sighting`, published on `day`, might tell of: same two countries, dates about.

    Generous on purpose: `merger.merge` decides.
    """
    first, last = extent(sighting, [day])
    return await load_known(
        tx,
        select(table)
        .where(
            table.c.visitor_country == sighting.visitor.country,
            table.c.host_country == sighting.host.country,
            table.c.grade == sighting.visitor.grade,
            table.c.state != "merged",
            table.c.first_day <= _shift(max(last, day), _NEAR),
            table.c.last_day >= _shift(min(first, day), -_NEAR),
        )
        .order_by(table.c.created_at, table.c.id),
    )


def _shift(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


async def save(tx: Tx, merge: Merge, told: Told, article_id: int, position: int, *, now: datetime) -> Visit:
    """Keep the sighting and the visit as it stands with it; `position` is its place in the verdict.

    The revision grows by one for `material` and `minor`, and not for `copy` and `none`.
    """
    if merge.into is None:
        visit = await _create(tx, merge, told, now)
    else:
        visit = await _grow(tx, merge, merge.into, told, now)
    values = {
        "article_id": article_id,
        "position": position,
        "visit_id": visit.id,
        "record": sighting_to_json(told.sighting),
        "copied": merge.change == "copy",
    }
    await tx.execute(insert(tx, sightings).values(values))
    return visit


async def _create(tx: Tx, merge: Merge, told: Told, now: datetime) -> Visit:
    state: State = "held" if merge.change == "held" else "shown"
    visit_id = await make(tx, merge, [told.day], state, now=now)
    visit = Visit(visit_id, merge.record, 1, now, now, (told.source,), conflicts=merge.conflicts)
    return replace(visit, state=state)


async def make(tx: Tx, merge: Merge, days_told: Sequence[date], state: State, *, now: datetime) -> str:
    """Make a visit out of what was merged, told of on these days, and give its id."""
    values = columns(merge, days_told) | {
        "revision": 1,
        "state": state,
        "created_at": now,
        "updated_at": now,
    }
    while True:
        visit_id = "".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH))
        statement = insert(tx, table).values(id=visit_id, **values)
        statement = statement.on_conflict_do_nothing(index_elements=["id"])
        if (await tx.execute(statement)).rowcount:
            return visit_id


async def _grow(tx: Tx, merge: Merge, into: Visit, told: Told, now: datetime) -> Visit:
    days = select(func.min(articles.c.day), func.max(articles.c.day)).select_from(articles).join(sightings)
    row = (await tx.execute(days.where(sightings.c.visit_id == into.id))).one()
    values = columns(merge, [told.day, *filter(None, row)])
    if merge.change == "material":
        await revisions.keep(tx, into)
    grown = replace(into, record=merge.record, conflicts=merge.conflicts)
    grown = replace(grown, sources=(*into.sources, told.source))
    if merge.change in ("material", "minor"):
        grown = replace(grown, revision=into.revision + 1, updated_at=now)
        values |= {"revision": grown.revision, "updated_at": now}
    await tx.execute(update(table).where(table.c.id == into.id).values(values))
    return grown


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
    }


async def relate(tx: Tx, visit_ids: Sequence[str]) -> None:
    """Link every one of these visits with every other (the legs of a tour, the guests of a conference)."""
    rows = [{"visit_id": one, "other_id": other} for one, other in permutations(dict.fromkeys(visit_ids), 2)]
    if rows:
        await tx.execute(insert(tx, related).on_conflict_do_nothing(), rows)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which visits are meant; what is left empty lets everything through."""

    countries: tuple[str, ...] = ()  # any of them in either role
    pair: bool = False  # both of exactly two, in either direction
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
    asked = select(table).where(*_where(wanted))
    place = await _place(tx, before or after)
    backwards = before is not None and place is not None
    found = await load(tx, _page(asked, place, (order == "newest") != backwards).limit(limit))
    return found[::-1] if backwards else found


async def _place(tx: Tx, visit_id: str | None) -> AnyRow | None:
    """Give the place of a visit in the list; it is a key and no number, so new visits shift no page."""
    if visit_id is None:
        return None
    asked = select(table.c.first_day, table.c.id).where(table.c.id == visit_id)
    return (await tx.execute(asked)).one_or_none()


def _page(
    asked: Select[*tuple[Any, ...]], place: AnyRow | None, latest_first: bool
) -> Select[*tuple[Any, ...]]:
    key = tuple_(table.c.first_day, table.c.id)
    if place is not None:
        asked = asked.where(key < tuple_(*place) if latest_first else key > tuple_(*place))
    if latest_first:
        return asked.order_by(table.c.first_day.desc(), table.c.id.desc())
    return asked.order_by(table.c.first_day, table.c.id)


async def count(tx: Tx, wanted: Filter = ALL) -> int:
    """Count what `query` would list without a limit."""
    return (await tx.execute(select(func.count()).select_from(table).where(*_where(wanted)))).scalar_one()


def _where(wanted: Filter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [table.c.state == "shown"]
    if wanted.countries:
        visitor = table.c.visitor_country.in_(wanted.countries)
        host = table.c.host_country.in_(wanted.countries)
        where.append(visitor & host if wanted.pair else visitor | host)
    if wanted.start is not None:
        where.append(table.c.last_day >= wanted.start)
    if wanted.end is not None:
        where.append(table.c.first_day <= wanted.end)
    if wanted.statuses:
        where.append(table.c.status.in_(wanted.statuses))
    if wanted.grades:
        where.append(table.c.grade.in_(wanted.grades))
    return where


async def counts(tx: Tx, *, grades: Sequence[Grade] = ()) -> list[tuple[str, int]]:
    """Count the visits of each country in either role, most first, then by code."""
    where = _where(Filter(grades=tuple(grades)))
    roles = [
        select(column.label("country"), func.count().label("number")).where(*where).group_by(column)
        for column in _ROLES
    ]
    both = union_all(*roles).subquery()
    number = func.sum(both.c.number).label("number")
    asked = select(both.c.country, number).group_by(both.c.country).order_by(number.desc(), both.c.country)
    return [(row.country, int(row.number)) for row in await tx.execute(asked)]


_ROLES = (table.c.visitor_country, table.c.host_country)


async def between(tx: Tx, a: str, b: str, *, grades: Sequence[Grade] = ()) -> list[Visit]:
    """List the visits between two countries in both directions, newest first."""
    where = _where(Filter((a, b), pair=True, grades=tuple(grades)))
    return await load(tx, select(table).where(*where).order_by(table.c.first_day.desc(), table.c.id.desc()))
