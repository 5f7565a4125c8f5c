"""What was told of visits: what is near a new report, and keeping visits as merging has sorted them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, and_, bindparam, or_, select, tuple_, update

from bot import days
from bot.model import Change, Known, Merge, Source, State, Told, Visit
from bot.records import sighting_to_json
from bot.storage import Tx, loading, revisions, visits
from bot.storage.schema import sightings as table
from bot.storage.schema import visits as visits_table
from bot.storage.sql import AnyRow, insert, once
from bot.windows import Block, block, reach

# Looked at beside the days in question, so that what reaches a little farther costs no second look.
_MARGIN = timedelta(days=30)
# Reports; a neighbourhood that has so many is followed no farther. It takes a visit a fortnight for months.
_MANY = 200

Number = tuple[int, int]  # of an article and the place of a sighting in its verdict
_Rows = Mapping[str, Sequence[AnyRow]]  # of sightings, by visit


async def near(tx: Tx, told: Told, also: Collection[str] = ()) -> list[Known]:
    """List the visits that a report might tell of, those within reach of these, and so on.

    They share countries and grade, and days follow on days; so what is left out can have no part in where the
    report belongs, unless there are hundreds. `also` are visits to be sorted with them whatever they tell.
    """
    (first, last), blocks = reach(told), {block(told.sighting)}
    while True:
        wide = days.shifted(first, -_MARGIN), days.shifted(last, _MARGIN)
        found = await _about(tx, blocks, *wide, also)
        close, first, last = _chained(found, first, last, also)
        more = {_place(row) for visit_id in close for row in found[visit_id]} - blocks
        is_whole = wide[0] <= first and last <= wide[1] and not more
        if is_whole or sum(len(found[visit_id]) for visit_id in close) > _MANY:
            return await loading.known(tx, {visit_id: found[visit_id] for visit_id in close})
        blocks |= more


async def homes(tx: Tx, numbers: Collection[Number]) -> list[str]:
    """Name the visits under which these sightings are kept."""
    asked = select(table.c.visit_id).where(tuple_(table.c.article_id, table.c.position).in_(numbers))
    return list((await tx.execute(asked.distinct())).scalars())


async def of(tx: Tx, visit_ids: Collection[str]) -> list[Known]:
    """List these visits with what was told of them; those of which nothing was told are left out."""
    return await loading.known(
        tx, await loading.told(tx, loading.told_where(table.c.visit_id.in_(visit_ids)))
    )


async def _about(
    tx: Tx, blocks: Collection[Block], first: date, last: date, also: Collection[str]
) -> dict[str, list[AnyRow]]:
    if len(blocks) == 1 and not also:
        values = dict(zip(_PLACE, next(iter(blocks)), strict=True)) | {"first": first, "last": last}
        return await loading.told(tx, _NEAR, values)
    # Not a tuple among tuples: SQLite would look at every sighting there is.
    places = or_(*(_reaching(first, last, *block) for block in sorted(blocks)))
    return await loading.told(tx, loading.told_where(or_(_of_visits(places), table.c.visit_id.in_(also))))


def _reaching(first: Any, last: Any, *block: Any) -> ColumnElement[bool]:
    place = (table.c[name] == value for name, value in zip(_PLACE, block, strict=True))
    return and_(*place, table.c.last_day >= first, table.c.first_day <= last)


def _of_visits(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return table.c.visit_id.in_(select(table.c.visit_id).where(condition))


_PLACE = ("visitor_country", "host_country", "grade")
_NEAR: Select[*tuple[Any, ...]] = loading.told_where(
    _of_visits(_reaching(*map(bindparam, ("first", "last", *_PLACE))))
)


def _chained(found: _Rows, first: date, last: date, also: Collection[str]) -> tuple[set[str], date, date]:
    """Follow the visits from one to the next that its days touch; gives them, and their days."""
    spans = {
        visit_id: (min(row.first_day for row in rows), max(row.last_day for row in rows))
        for visit_id, rows in found.items()
    }
    close: set[str] = set()
    while True:
        more = {
            visit_id
            for visit_id, (begin, end) in spans.items()
            if visit_id not in close and ((begin <= last and first <= end) or visit_id in also)
        }
        if not more:
            return close, first, last
        close |= more
        first = min(first, *(spans[visit_id][0] for visit_id in more))
        last = max(last, *(spans[visit_id][1] for visit_id in more))


async def save(tx: Tx, merge: Merge, *, now: datetime) -> list[tuple[Visit, Change]]:
    """Keep visits as merging has sorted them; gives each that it touched, the one in question first.

    The revision grows by one for `material` and `minor`, and not for `copy` and `none`. A visit that has lost
    all of its reports becomes part of the one that has them.
    """
    saved: list[tuple[Visit, Change]] = []
    absorbed: list[Visit] = []
    for one in (merge, *merge.others):
        visit = await (_create(tx, one, now) if one.into is None else _grow(tx, one, one.into, now))
        await _keep(tx, one.moved, visit.id)
        saved.append((visit, one.change))
        absorbed += [await _absorb(tx, gone, visit.id, now) for gone in one.emptied]
    return saved + [(visit, "minor") for visit in absorbed]


async def _keep(tx: Tx, moved: Iterable[Told], visit_id: str) -> None:
    """Write each sighting under its visit; one that is there is replaced."""
    if rows := [_row(told, visit_id) for told in moved]:
        await tx.execute(_upsert(tx), rows)


@once
def _upsert(tx: Tx) -> Executable:
    statement = insert(tx, table)
    key = ["article_id", "position"]
    rest = {column.name: column for column in statement.excluded if column.name not in (*key, "bound")}
    return statement.on_conflict_do_update(index_elements=key, set_=rest)


def _row(told: Told, visit_id: str) -> dict[str, Any]:
    if told.number is None:
        raise ValueError("a sighting is kept with its article, which has a number")
    visitor, host, grade = block(told.sighting)
    first, last = reach(told)
    return {
        "article_id": told.number[0],
        "position": told.number[1],
        "visit_id": visit_id,
        "record": sighting_to_json(told.sighting),
        "copied": told.source.copied,
        "bound": False,
        "visitor_country": visitor,
        "host_country": host,
        "grade": grade,
        "first_day": first,
        "last_day": last,
    }


async def _create(tx: Tx, merge: Merge, now: datetime) -> Visit:
    state = _state(merge)
    visit_id = await visits.make(tx, merge, _days(merge), state, now=now)
    made = Visit(visit_id, merge.record, 1, now, now, _sources(merge), conflicts=merge.conflicts)
    return replace(made, state=state)


async def _grow(tx: Tx, merge: Merge, into: Visit, now: datetime) -> Visit:
    state = into.state if into.state == "rejected" else _state(merge)
    values = visits.columns(merge, _days(merge)) | {"state": state}
    if merge.change == "material":
        await revisions.keep(tx, into)
    grown = replace(
        into, record=merge.record, conflicts=merge.conflicts, state=state, sources=_sources(merge)
    )
    if merge.change in ("material", "minor"):
        grown = replace(grown, revision=into.revision + 1, updated_at=now)
        values |= {"revision": grown.revision, "updated_at": now}
    await tx.execute(_UPDATE, values | {"visit": into.id})
    return grown


_UPDATE = update(visits_table).where(visits_table.c.id == bindparam("visit"))


def _state(merge: Merge) -> State:
    return "held" if merge.change == "held" else "shown"


def _days(merge: Merge) -> list[date]:
    return [told.day for told in merge.told]


async def _absorb(tx: Tx, gone: Visit, into: str, now: datetime) -> Visit:
    """Mark a visit as part of another."""
    merged = replace(gone, state="merged", into=into, sources=(), revision=gone.revision + 1, updated_at=now)
    await tx.execute(
        update(visits_table)
        .where(visits_table.c.id == gone.id)
        .values(state=merged.state, into_id=into, revision=merged.revision, updated_at=now)
    )
    return merged


def _sources(merge: Merge) -> tuple[Source, ...]:
    """List the sources by day of publication, an article once."""
    in_order = sorted(merge.told, key=lambda one: (one.day, one.number or (0, 0)))
    return tuple({one.number and one.number[0]: one.source for one in in_order}.values())


def _place(row: AnyRow) -> Block:
    return row.visitor_country, row.host_country, row.grade
