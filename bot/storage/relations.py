"""Links between visits: which come into question, and keeping those that hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, literal, or_, select, union_all

from bot.model import Sighting, Visit
from bot.records import sighting_from_json
from bot.storage import Tx
from bot.storage.loading import extent
from bot.storage.schema import related as table
from bot.storage.schema import sightings, visits
from bot.storage.sql import insert

_CLOSE = timedelta(days=7)  # generous on purpose, as the next two: merging decides
_LONG = timedelta(days=60)  # no visit with known days takes longer
_YEAR = timedelta(days=400)


async def candidates(tx: Tx, visit: Visit) -> list[tuple[str, Sighting]]:
    """List visits that could be linked to this one: of the visitor or the host about then, or in return."""
    record = visit.record
    if record.date_precision != "day":
        return []
    first, last = extent(record, [])
    visitor, host = record.visitor.country, record.host.country
    about = _between(first, last, _CLOSE)
    kinds = (
        (visits.c.visitor_country == visitor, about),
        (visits.c.host_country == host, about),
        (visits.c.visitor_country == host, visits.c.host_country == visitor, _between(first, last, _YEAR)),
    )
    shown = (visits.c.state == "shown", visits.c.id != visit.id, visits.c.grade == record.visitor.grade)
    asked = union_all(*(select(visits.c.id, visits.c.record).where(*kind, *shown) for kind in kinds))
    found = {row.id: row.record for row in await tx.execute(asked)}
    return [(visit_id, sighting_from_json(record)) for visit_id, record in found.items()]


async def keep(tx: Tx, visit_id: str, linked: Collection[str]) -> None:
    """Link a visit with these, and with those that one article tells of together with it; and no others."""
    other = sightings.alias()
    before = select(literal(False).label("told"), table.c.other_id).where(table.c.visit_id == visit_id)
    together = (
        select(literal(True), other.c.visit_id)
        .join(sightings, sightings.c.article_id == other.c.article_id)
        .where(sightings.c.visit_id == visit_id, other.c.visit_id != visit_id)
    )
    found = [(row.told, row.other_id) for row in await tx.execute(union_all(before, together))]
    wanted = {*linked, *(one for is_told, one in found if is_told)}
    if wanted == {one for is_told, one in found if not is_told}:
        return
    await tx.execute(delete(table).where(or_(table.c.visit_id == visit_id, table.c.other_id == visit_id)))
    pairs = [pair for other_id in sorted(wanted) for pair in ((visit_id, other_id), (other_id, visit_id))]
    if pairs:
        rows = [{"visit_id": one, "other_id": another} for one, another in pairs]
        await tx.execute(insert(tx, table).on_conflict_do_nothing(), rows)


def _between(first: date, last: date, by: timedelta) -> ColumnElement[bool]:
    return visits.c.first_day.between(_shift(first, -by - _LONG), _shift(last, by))


def _shift(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
