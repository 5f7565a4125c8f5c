"""Rows into visits: a few statements for many visits, never one for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from bot import days
from bot.errors import StorageError
from bot.model import Known, Sighting, Source, Told, Visit
from bot.records import conflicts_from_json, sighting_from_json
from bot.storage import Tx
from bot.storage.articles import unpack
from bot.storage.opening import RESTORE
from bot.storage.schema import articles, related, sightings
from bot.storage.sql import AnyRow, batches

_SOURCE = (
    articles.c.url, articles.c.publisher, articles.c.lang, articles.c.published, articles.c.title,
    articles.c.syndicated_from, articles.c.official_source, articles.c.seen_at,
)  # fmt: skip


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


async def load_known(tx: Tx, asked: Select[*tuple[Any, ...]]) -> list[Known]:
    """Run a query on the visits and give them with all that was told of each, oldest first."""
    rows = (await tx.execute(asked)).all()
    ids = [row.id for row in rows]
    told, links = await _told_of(tx, ids), await _related(tx, ids)
    found = []
    for row in rows:
        sources = in_order(told[row.id])
        found.append(Known(_visit(row, sources, links[row.id]), tuple(told[row.id])))
    return found


def in_order(told: Sequence[Told]) -> list[Source]:
    """Give the sources as a visit lists them, by day of publication."""
    return [one.source for one in sorted(told, key=lambda one: one.day)]


async def _told_of(tx: Tx, visit_ids: Sequence[str]) -> dict[str, list[Told]]:
    told: dict[str, list[Told]] = {visit_id: [] for visit_id in visit_ids}
    for batch in batches(visit_ids):
        asked = (
            select(
                *_SOURCE, articles.c.day, articles.c.shingles,
                sightings.c.visit_id, sightings.c.record, sightings.c.copied,
            )
            .join(articles, articles.c.id == sightings.c.article_id)
            .where(sightings.c.visit_id.in_(batch))
            .order_by(sightings.c.article_id, sightings.c.position)
        )  # fmt: skip
        for row in await tx.execute(asked):
            told[row.visit_id].append(_told(row))
    return told


async def _sources(tx: Tx, visit_ids: Sequence[str]) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = defaultdict(list)
    for batch in batches(visit_ids):
        asked = (
            select(*_SOURCE, sightings.c.visit_id)
            .distinct()
            .join(articles, articles.c.id == sightings.c.article_id)
            .where(sightings.c.visit_id.in_(batch))
            .order_by(articles.c.day, articles.c.id)
            .add_columns(articles.c.day, articles.c.id)
        )
        for row in await tx.execute(asked):
            found[row.visit_id].append(_source(row))
    return found


async def _related(tx: Tx, visit_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for batch in batches(visit_ids):
        asked = select(related).where(related.c.visit_id.in_(batch)).order_by(related.c.other_id)
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
    try:
        return sighting_from_json(row.record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StorageError(f"the store holds a damaged record ({error!r}); {RESTORE}") from error


def _told(row: AnyRow) -> Told:
    return Told(_record(row), _source(row), row.day, unpack(row.shingles), row.copied)


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
    )
