"""Links between visits: which come into question, and keeping those that hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    Text,
    and_,
    bindparam,
    delete,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from bot import days
from bot.model import Sighting, Visit
from bot.records import sighting_from_json
from bot.storage import Tx
from bot.storage.loading import extent
from bot.storage.schema import related as table
from bot.storage.schema import sightings, visits
from bot.storage.sql import insert, once

_CLOSE = timedelta(days=7)  # generous on purpose, as the next two: merging decides
_LONG = timedelta(days=60)  # no visit with known days takes longer
_YEAR = timedelta(days=400)


async def renew(tx: Tx, visit: Visit, are_related: Callable[[Sighting, Sighting], bool]) -> None:
    """Link a visit with those related to it and those that one article tells of with it, and no others."""
    before, wanted = set(), set()
    is_dated = visit.record.date_precision == "day"
    asked = _asked(is_dated, is_dated and visit.record.occasion is not None)
    for why, other_id, record in await tx.execute(asked, _values(visit)):
        if why == "linked":
            before.add(other_id)
        elif why == "told" or are_related(visit.record, sighting_from_json(json.loads(record))):
            wanted.add(other_id)
    if gone := before - wanted:
        await tx.execute(delete(table).where(or_(*(_is_pair(pair) for pair in _both_ways(visit.id, gone)))))
    if new := [{"visit_id": a, "other_id": b} for a, b in _both_ways(visit.id, wanted - before)]:
        await tx.execute(_insert(tx), new)


def _values(visit: Visit) -> dict[str, Any]:
    """Give the values of what `_asked` asks; too many are none the worse."""
    record = visit.record
    values = {"visit": visit.id}
    if record.date_precision != "day":
        return values
    first, last = extent(record, [])
    return values | {
        "visitor": record.visitor.country,
        "host": record.host.country,
        "grade": record.visitor.grade,
        "since": days.shifted(first, -_CLOSE),
        "since_at_most": days.shifted(first, -_CLOSE - _LONG),
        "until": days.shifted(last, _CLOSE),
        "year_before": days.shifted(first, -_YEAR - _LONG),
        "year_after": days.shifted(last, _YEAR),
    }


@cache
def _asked(is_dated: bool, has_event: bool) -> Executable:
    """Ask for the links that are, the visits told together, and those of the visitor or host about then."""
    other = sightings.alias()
    asked: list[Select[*tuple[Any, ...]]] = []
    if is_dated:
        asked += [
            _maybe(visits.c.visitor_country == bindparam("visitor"), *_about_then()),
            _maybe(*_return()),
        ]
    if has_event:
        asked.append(_maybe(visits.c.host_country == bindparam("host"), *_about_then()))
    linked = select(literal("linked"), table.c.other_id, null()).where(table.c.visit_id == bindparam("visit"))
    told = (
        select(literal("told"), other.c.visit_id, null())
        .join(sightings, sightings.c.article_id == other.c.article_id)
        .where(sightings.c.visit_id == bindparam("visit"), other.c.visit_id != bindparam("visit"))
    )
    return union_all(*asked, linked, told)


def _maybe(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(literal("maybe"), visits.c.id, type_coerce(visits.c.record, Text)).where(
        visits.c.state == "shown",
        visits.c.grade == bindparam("grade"),
        visits.c.id != bindparam("visit"),
        *where,
    )


def _about_then() -> tuple[ColumnElement[bool], ...]:
    begins = visits.c.first_day.between(bindparam("since_at_most"), bindparam("until"))
    return begins, visits.c.last_day >= bindparam("since")


def _return() -> tuple[ColumnElement[bool], ...]:
    return (
        visits.c.visitor_country == bindparam("host"),
        visits.c.host_country == bindparam("visitor"),
        visits.c.first_day.between(bindparam("year_before"), bindparam("year_after")),
    )


def _both_ways(visit_id: str, others: set[str]) -> Iterator[tuple[str, str]]:
    for other_id in sorted(others):
        yield visit_id, other_id
        yield other_id, visit_id


def _is_pair(pair: tuple[str, str]) -> ColumnElement[bool]:
    return and_(table.c.visit_id == pair[0], table.c.other_id == pair[1])


@once
def _insert(tx: Tx) -> Executable:
    return insert(tx, table).on_conflict_do_nothing()
