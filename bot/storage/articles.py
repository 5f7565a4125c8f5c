"""Articles taken in (facts and links, never their text)."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Executable, bindparam, select, update

from bot.model import Article, Label, Verdict
from bot.records import clean
from bot.storage import Tx, server
from bot.storage.schema import articles, sightings
from bot.storage.sql import batches, insert, once


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that was taken in before."""

    id: int
    key: str
    text_hash: str
    label: Label
    score: float
    visits: tuple[str, ...]  # ids of the visits it tells of


def text_hash(article: Article) -> str:
    """Hash title and text, so that an edited article is noticed without keeping it."""
    return sha256(f"{article.title}\n{article.text}".encode("utf-8", "replace")).hexdigest()


async def one_at_a_time(tx: Tx) -> None:
    """Let nobody else take in an article until this transaction ends: two would make the same visit twice."""
    await server.one_at_a_time(tx, server.TAKING_IN)


async def are_there(tx: Tx) -> bool:
    """Say whether any article was taken in yet."""
    return (await tx.execute(select(articles.c.id).limit(1))).first() is not None


async def known(tx: Tx, keys: Sequence[str]) -> dict[str, Taken]:
    """Say which of these keys (canonical links, or whatever `save` was given) were taken in before."""
    found: dict[str, Taken] = {}
    for batch in batches(keys):
        for row in await tx.execute(_KNOWN, {"keys": [clean(key) for key in batch]}):
            found[row.key] = Taken(*row, visits=await _visits(tx, row.id))
    return found


async def seen_since(tx: Tx, keys: Sequence[str], moment: datetime) -> set[str]:
    """Say which of these keys were taken in first since then."""
    found: set[str] = set()
    for batch in batches(keys):
        since = _SINCE, {"keys": [clean(key) for key in batch], "moment": moment}
        found.update((await tx.execute(*since)).scalars())
    return found


_SINCE = select(articles.c.key).where(
    articles.c.key.in_(bindparam("keys", expanding=True)), articles.c.seen_at >= bindparam("moment")
)
_KNOWN = select(
    articles.c.id, articles.c.key, articles.c.text_hash, articles.c.label, articles.c.score
).where(articles.c.key.in_(bindparam("keys", expanding=True)))


async def _visits(tx: Tx, article_id: int) -> tuple[str, ...]:
    asked = select(sightings.c.visit_id).where(sightings.c.article_id == article_id)
    return tuple((await tx.execute(asked.order_by(sightings.c.position))).scalars())


async def save(
    tx: Tx,
    article: Article,
    verdict: Verdict,
    *,
    key: str,
    day: date,
    now: datetime,
    feed: str | None = None,
    shingles: frozenset[int] = frozenset(),
) -> int | None:
    """Keep the article's facts and give its number; None when `key` is already there.

    `key` is the canonical link, or another stable name for an article without one. `day` is that of
    publication. `shingles` are needed for articles that tell of a visit, and wasted on others.
    """
    first = {"key": clean(key), "feed": feed and clean(feed), "seen_at": now}
    values = first | _facts(article, verdict, day, shingles)
    number: int | None = (await tx.execute(_insert(tx), values)).scalar_one_or_none()
    return number


@once
def _insert(tx: Tx) -> Executable:
    return insert(tx, articles).on_conflict_do_nothing(index_elements=["key"]).returning(articles.c.id)


async def edit(
    tx: Tx, number: int, article: Article, verdict: Verdict, *, day: date, shingles: frozenset[int]
) -> None:
    """Put the facts of an article's new version in place of the old; when it was first seen stays."""
    facts = _facts(article, verdict, day, shingles)
    await tx.execute(update(articles).where(articles.c.id == number).values(facts))


async def places(tx: Tx, number: int) -> dict[int, tuple[str, str, str]]:
    """Say which visits an article tells of: visitor's country, host country and grade by place."""
    columns = (sightings.c.visitor_country, sightings.c.host_country, sightings.c.grade)
    asked = select(sightings.c.position, *columns).where(sightings.c.article_id == number)
    return {row[0]: (row[1], row[2], row[3]) for row in await tx.execute(asked)}


def _facts(article: Article, verdict: Verdict, day: date, shingles: frozenset[int]) -> dict[str, Any]:
    texts = {
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "publisher_country": article.publisher_country,
        "lang": verdict.lang or article.lang,
        "published": article.published,
        "official_source": verdict.official_source,
        "syndicated_from": verdict.syndicated_from,
    }
    return {name: None if text is None else clean(text) for name, text in texts.items()} | {
        "day": day,
        "text_hash": text_hash(article),
        "shingles": pack(shingles),
        "label": verdict.label,
        "score": verdict.score,
    }


def pack(shingles: frozenset[int]) -> bytes | None:
    """Write shingles as sorted little-endian 32-bit numbers; None for none."""
    return _little_endian(array("I", sorted(shingles))).tobytes() if shingles else None


def unpack(packed: bytes | None) -> frozenset[int]:
    """Read back what `pack` wrote."""
    return frozenset(_little_endian(array("I", packed or b"")))


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
