"""Stored articles as whoever reads them again must know them, and what a new reading changes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, select, tuple_, update

from bot.model import Article, Sighting, Verdict
from bot.records import clean, sighting_from_json, sighting_to_json
from bot.storage import Tx
from bot.storage.articles import pack, unpack
from bot.storage.schema import articles, sightings
from bot.storage.sql import AnyRow

Number = tuple[int, int]  # of an article and the place of a sighting in its verdict


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that was taken in, without its text, which is not kept."""

    number: int
    key: str
    article: Article
    day: date
    seen_at: datetime
    feed: str | None
    shingles: frozenset[int]  # of the text that was read; none where it told of no visit
    verdict: Verdict  # as far as it is kept

    def says(self, verdict: Verdict) -> bool:
        """Say whether this is what the article is known to say."""
        return _kept(self.verdict) == _kept(verdict)


def _kept(verdict: Verdict) -> tuple[object, ...]:
    records = [sighting_to_json(one) for one in verdict.visits]
    return verdict.label, verdict.official_source, verdict.syndicated_from, sorted(map(repr, records))


async def stored(tx: Tx, *, since: date | None = None, besides: str | None = None) -> list[Stored]:
    """List the articles with a link published since that day, oldest first, without the feed `besides`."""
    where: list[ColumnElement[bool]] = [articles.c.url.is_not(None)]
    if since is not None:
        where.append(articles.c.day >= since)
    if besides is not None:
        where.append(articles.c.feed.is_distinct_from(besides))
    told: dict[int, list[Sighting]] = defaultdict(list)
    records = select(sightings.c.article_id, sightings.c.record).join(articles).where(*where)
    for number, record in await tx.execute(records):
        told[number].append(sighting_from_json(record))
    asked = select(articles).where(*where).order_by(articles.c.day, articles.c.id)
    return [_stored(row, told[row.id]) for row in await tx.execute(asked)]


def _stored(row: AnyRow, told: Sequence[Sighting]) -> Stored:
    return Stored(
        number=row.id,
        key=row.key,
        article=Article(
            title=row.title,
            text="",
            url=row.url,
            published=row.published,
            publisher=row.publisher,
            publisher_country=row.publisher_country,
            lang=row.lang,
        ),
        day=row.day,
        seen_at=row.seen_at,
        feed=row.feed,
        shingles=unpack(row.shingles),
        verdict=Verdict(
            row.label, row.score, row.lang, (), tuple(told), row.official_source, row.syndicated_from
        ),
    )


async def put(tx: Tx, number: int, verdict: Verdict, shingles: frozenset[int]) -> None:
    """Keep what an article is worth by its new reading; its hash stays, for its text has not changed."""
    texts = {
        "lang": verdict.lang,
        "official_source": verdict.official_source,
        "syndicated_from": verdict.syndicated_from,
    }
    values = {name: text and clean(text) for name, text in texts.items()} | {
        "label": verdict.label,
        "score": verdict.score,
        "shingles": pack(shingles),
    }
    await tx.execute(update(articles).where(articles.c.id == number).values(values))


async def forget(tx: Tx, numbers: Sequence[Number]) -> None:
    """Take sightings back that no reading finds any more."""
    here = tuple_(sightings.c.article_id, sightings.c.position)
    await tx.execute(delete(sightings).where(here.in_([tuple(number) for number in numbers])))
