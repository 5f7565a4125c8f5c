"""Small named situations: a chat, an article, a visit taken in the way the pipeline does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot import matcher, merger
from bot.intake import keep
from bot.model import (
    Article,
    Change,
    Host,
    Sighting,
    Source,
    Told,
    Verdict,
    Visit,
    Visitor,
)
from bot.storage import Store, Tx, articles, audience, chats, outbox, sightings
from bot.wishes import Subject, subjects

NOW = datetime(2026, 1, 26, 12, tzinfo=UTC)
TODAY = NOW.date()


def sighting(visitor: str = "AZ", host: str = "BH", **changes: Any) -> Sighting:
    """The head of a prosecution abroad, on 24 January 2026 unless told otherwise."""
    dates = {"start": "2026-01-24", "date_precision": "day", "status": "completed"}
    person = Visitor("Kamran Aliyev", "Kamran Aliyev", "prosecutor_general", None, visitor, "head")
    return Sighting(changes.pop("who", person), Host(host, changes.pop("city", None)), **(dates | changes))


async def taken_in(
    tx: Tx, url: str, seen: Sighting, *, day: date = TODAY, text: str = "", now: datetime = NOW
) -> tuple[Change, Visit]:
    """Take in one article about one visit and queue what is due, in the caller's transaction."""
    article = Article("A title", text, url=url, published=day.isoformat(), publisher="Trend")
    runs = merger.shingles(text)
    verdict = Verdict("visit", 0.9, "en", visits=(seen,))
    number = await articles.save(tx, article, verdict, key=url, day=day, now=now, shingles=runs)
    assert number is not None, f"{url} was taken in before"
    source = Source(url, "Trend", "en", article.published, article.title, seen_at=now)
    told = Told(seen, source, day, runs, (number, 0))
    merge = merger.merge(told, await sightings.near(tx, told), now.date())
    (visit, change), *_ = await keep(tx, merge, now=now)
    if visit.state != "shown":
        return change, visit
    there = await shown(tx, visit.id)
    async for waiting in audience.subscribers(tx, subjects(visit)):
        await outbox.put(tx, matcher.match(change, visit, waiting, there, now=now), now=now)
    return change, visit


async def shown(tx: Tx, visit_id: str) -> dict[int, bool]:
    return {chat: there async for page in outbox.shown(tx, visit_id) for chat, there in page.items()}


async def one_taken_in(store: Store, url: str, seen: Sighting, **more: Any) -> tuple[Change, Visit]:
    async with store.writing() as tx:
        return await taken_in(tx, url, seen, **more)


async def chat_subscribed(tx: Tx, chat_id: int, countries: Sequence[str] = ()) -> None:
    await chats.ensure(tx, chat_id, "private", "en")
    await chats.subscribe(tx, chat_id, Subject(tuple(countries)))
