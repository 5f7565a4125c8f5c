"""Rows into visits: a few statements for many visits, never one for each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, func, literal_column, select, type_coerce

from bot import days
from bot.errors import StorageError
from bot.model import Known, Sighting, Source, Told, Visit
from bot.records import conflicts_from_json, sighting_from_json
from bot.storage import Tx, corrections
from bot.storage.articles import unpack
from bot.storage.opening import RESTORE
from bot.storage.schema import articles, related, sightings, visits
from bot.storage.sql import AnyRow, batches

_SOURCE = (
    articles.c.url, articles.c.publisher, articles.c.lang, articles.c.published, articles.c.title,
    articles.c.syndicated_from, articles.c.official_source, articles.c.seen_at, articles.c.score,
)  # fmt: skip
# By publication, never by arrival; the key makes the order whole.
IN_ORDER = (articles.c.day, func.coalesce(articles.c.published, literal_column("''")), articles.c.key)


def extent(record: Sighting, told: Sequence[date]) -> tuple[date, date]:
    """Give the days that a visit is found under: its own, or else those it was told of.

    A month or year is narrowed to end with the last report, where that is inside.
    """
    first, last = record.start or record.end, record.end or record.start
    if first is None or last is None:
        return min(told), max(told)
    begin, end = sorted((days.span(first)[0], days.span(last)[1]))
    if record.date_precision != "day" and record.status == "completed":
        end = min(end, max(max(told), begin))
    return begin, end


async def load(tx: Tx, asked: Select[*tuple[Any, ...]]) -> list[Visit]:
    """Run a query on the visits and give whole visits in its order."""
    rows = (await tx.execute(asked)).all()
    ids = [row.id for row in rows]
    sources, links = await _sources(tx, ids), await _related(tx, ids)
    return [_visit(row, sources[row.id], links[row.id]) for row in rows]


def told_where(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Ask for all that was told of some visits; one statement, for every report has to wait for it."""
    return (
        select(
            *_SOURCE, articles.c.day, articles.c.shingles,
            sightings.c.article_id, sightings.c.position, sightings.c.visit_id, sightings.c.copied,
            sightings.c.bound, sightings.c.first_day, sightings.c.last_day,
            sightings.c.visitor_country, sightings.c.host_country, sightings.c.grade,
            type_coerce(sightings.c.record, Text).label("record"),  # most are never looked into
            visits.c.revision, visits.c.created_at, visits.c.updated_at, visits.c.state, visits.c.into_id,
            type_coerce(visits.c.record, Text).label("total"),
            type_coerce(visits.c.conflicts, Text).label("conflicts"),
            corrections.stand_on(sightings.c.visit_id).label("is_decided"),
        )
        .join(articles, articles.c.id == sightings.c.article_id)
        .join(visits, visits.c.id == sightings.c.visit_id)
        .where(condition)
        .order_by(sightings.c.article_id, sightings.c.position)
    )  # fmt: skip


async def told(
    tx: Tx, asked: Select[*tuple[Any, ...]], values: Mapping[str, Any] | None = None
) -> dict[str, list[AnyRow]]:
    """Give the rows that `told_where` asks for, by visit; `known` makes visits of them."""
    found: dict[str, list[AnyRow]] = defaultdict(list)
    for row in await tx.execute(asked, values):
        found[row.visit_id].append(row)
    return found


async def known(tx: Tx, found: Mapping[str, Sequence[AnyRow]]) -> list[Known]:
    """Make visits of what `told` found, in order of age and without their related ones.

    Where a decision of an operator stands, all that was told of the visit is bound to it.
    """
    decided = [visit_id for visit_id, rows in found.items() if rows[0].is_decided]
    fixes = await corrections.fixes(tx, decided) if decided else {}
    made = []
    for visit_id, rows in found.items():
        heard = tuple(map(_told, rows))
        visit = _visit_told(rows[0], [one.source for one in sorted(heard, key=lambda one: one.day)])
        made.append(Known(visit, heard, tuple(fixes.get(visit_id, ()))))
    return sorted(made, key=lambda one: (one.visit.created_at, one.visit.id))


def _visit_told(row: AnyRow, sources: Sequence[Source]) -> Visit:
    """Make a visit of a row of what was told of it."""
    return Visit(
        id=row.visit_id,
        record=_parsed(row.total),
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
        sources=tuple(sources),
        conflicts=conflicts_from_json(json.loads(row.conflicts)),
        state=row.state,
        into=row.into_id,
    )


async def _sources(tx: Tx, visit_ids: Sequence[str]) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = defaultdict(list)
    for batch in batches(visit_ids):
        asked = (
            select(*_SOURCE, sightings.c.visit_id, sightings.c.copied)
            .distinct()
            .join(articles, articles.c.id == sightings.c.article_id)
            .where(sightings.c.visit_id.in_(batch))
            .order_by(*IN_ORDER)
            .add_columns(*IN_ORDER)
        )
        for row in await tx.execute(asked):
            found[row.visit_id].append(_source(row))
    return found


async def _related(tx: Tx, visit_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for batch in batches(visit_ids):
        asked = (
            select(related)
            .join(visits, visits.c.id == related.c.other_id)
            .where(related.c.visit_id.in_(batch), visits.c.state == "shown")
            .order_by(related.c.other_id)
        )
        for row in await tx.execute(asked):
            found[row.visit_id].append(row.other_id)
    return found


def _visit(row: AnyRow, sources: Sequence[Source], links: Sequence[str]) -> Visit:
    return Visit(
        id=row.id,
        record=_record(row),
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
        sources=tuple(sources),
        related=tuple(links),
        conflicts=conflicts_from_json(row.conflicts),
        state=row.state,
        into=row.into_id,
    )


def _record(row: AnyRow) -> Sighting:
    with _damage_named():
        return sighting_from_json(row.record)


@lru_cache(512)  # reports of one visit come together, and each looks at all that came before
def _parsed(text: str) -> Sighting:
    with _damage_named():
        return sighting_from_json(json.loads(text))


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StorageError(f"the store holds a damaged record ({error!r}); {RESTORE}") from error


def _told(row: AnyRow) -> Told:
    return Told(
        _parsed(row.record),
        _source(row),
        row.day,
        unpack(row.shingles),
        number=(row.article_id, row.position),
        home=row.visit_id,
        bound=row.bound or row.is_decided,
    )


def _source(row: AnyRow) -> Source:
    return Source(
        url=row.url,
        publisher=row.publisher,
        lang=row.lang,
        published=row.published,
        title=row.title,
        syndicated_from=row.syndicated_from,
        official_source=row.official_source,
        seen_at=row.seen_at,
        copied=row.copied,
        score=row.score,
    )
