"""Stored articles as whoever reads them again must know them, and what a new reading changes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, tuple_, update

from bot.model import Article, Verdict
from bot.records import clean
from bot.storage import Tx
from bot.storage.articles import pack, unpack
from bot.storage.schema import articles, sightings

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


async def stored(tx: Tx, *, since: date | None = None, besides: str | None = None) -> list[Stored]:
    """List the articles with a link published since that day, oldest first, without the feed `besides`."""
    asked = select(articles).where(articles.c.url.is_not(None)).order_by(articles.c.day, articles.c.id)
    if since is not None:
        asked = asked.where(articles.c.day >= since)
    if besides is not None:
        asked = asked.where(articles.c.feed.is_distinct_from(besides))
    return [
        Stored(
            row.id,
            row.key,
            Article(
                title=row.title,
                text="",
                url=row.url,
                published=row.published,
                publisher=row.publisher,
                publisher_country=row.publisher_country,
                lang=row.lang,
            ),
            row.day,
            row.seen_at,
            row.feed,
            unpack(row.shingles),
        )
        for row in await tx.execute(asked)
    ]


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
