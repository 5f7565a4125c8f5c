"""One article from its text to the outbox: read | known? | merge | save | match | queue; one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot import matcher, merger
from bot.days import published_days
from bot.feeds.links import canonical
from bot.model import Article, Change, Label, Source, Told, Verdict, Visit
from bot.reading import read
from bot.storage import Store, Tx, articles, chats, corrections, outbox, visits

_log = logging.getLogger(__name__)

_OLD_NEWS = timedelta(days=7)  # an article older than this when it is read alerts nobody
_LONG_READ = 20_000  # characters; longer texts are read in a thread, so that replies need not wait

Fate = tuple[str | None, Change]  # a visit's id (None: nothing could be made of it) and what it underwent


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one article; a visit without an id waits for the operator's review."""

    id: str | None
    label: Label
    score: float
    visits: tuple[Fate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """An article that was read, with what every step needs to know of it."""

    article: Article
    verdict: Verdict
    source: Source
    day: date
    shingles: frozenset[int]
    is_news: bool
    feed: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes in articles; `on_notices` is called when alerts were queued."""

    store: Store
    on_notices: Callable[[], None] = lambda: None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def take_in(
        self, article: Article, *, quiet: bool = False, feed: str | None = None, entry: str | None = None
    ) -> TakenIn:
        """Read an article, keep what it tells and queue the alerts that follow; again, it changes nothing.

        `quiet` queues none. `feed` and `entry` name where it came from; the entry then counts as seen.
        """
        now = self.clock()
        verdict = await _read(article, now)
        async with self.store.writing() as tx:
            await articles.one_at_a_time(tx)
            if feed is not None and entry is not None:
                await articles.mark_entries(tx, feed, [entry], now=now)
            taken, queued = await _keep(tx, _piece(article, verdict, quiet, feed, now))
        if queued:
            self.on_notices()
        return taken

    async def remember(
        self, told: Iterable[tuple[Article, Verdict]], *, feed: str, only_first: bool = False
    ) -> int:
        """Keep what was read long ago, in silence and in one transaction; gives how many articles were new.

        What the store knows already is left as it is. `only_first`: nothing, if it knows any article.
        """
        now, new = self.clock(), 0
        async with self.store.writing() as tx:
            await articles.one_at_a_time(tx)
            if only_first and await articles.are_there(tx):
                return 0
            for article, verdict in told:
                if article.url and not await articles.known(tx, [canonical(article.url)]):
                    await _keep(tx, _piece(article, verdict, True, feed, now))
                    new += 1
        return new


async def _read(article: Article, now: datetime) -> Verdict:
    if len(article.text) < _LONG_READ:
        return read(article, now=now)
    return await asyncio.to_thread(read, article, now=now)


def _piece(article: Article, verdict: Verdict, quiet: bool, feed: str | None, now: datetime) -> _Piece:
    _, day = published_days(article.published, now.date())
    return _Piece(
        article=article,
        verdict=verdict,
        source=_source(article, verdict, now),
        day=day,
        shingles=merger.shingles(article.text) if verdict.label != "not_visit" else frozenset(),
        is_news=not quiet and now.date() - day <= _OLD_NEWS,
        feed=feed,
        now=now,
    )


async def _keep(tx: Tx, piece: _Piece) -> tuple[TakenIn, int]:
    """Save the article with its visits, unless it is known; gives how many notices were queued too."""
    article, verdict = piece.article, piece.verdict
    hash_ = articles.text_hash(article)
    link = canonical(article.url) if article.url else f"text:{hash_}"
    edited = f"{link}#{hash_[:16]}"  # under the same link another text: news again
    known = await articles.known(tx, [link, edited])
    for before in known.values():
        if before.text_hash == hash_:
            same: tuple[Fate, ...] = tuple((id_, "none") for id_ in before.visits)
            return TakenIn(article.id, before.label, verdict.score, same), 0
    number = await articles.save(
        tx,
        article,
        verdict,
        key=edited if link in known else link,
        day=piece.day,
        now=piece.now,
        feed=piece.feed,
        shingles=piece.shingles,
    )
    assert number is not None, "the key was free in this very transaction"  # noqa: S101 - two lines above
    told, queued = await _keep_visits(tx, piece, number)
    if verdict.label != "not_visit" and not told:
        told = ((None, "held"),)
    return TakenIn(article.id, verdict.label, verdict.score, told), queued


async def _keep_visits(tx: Tx, piece: _Piece, number: int) -> tuple[tuple[Fate, ...], int]:
    changes: list[Fate] = []
    queued = 0
    for position, sighting in enumerate(piece.verdict.visits):
        told = Told(sighting, piece.source, piece.day, piece.shingles)
        change, notices = await _keep_visit(tx, piece, told, number, position)
        changes.append(change)
        queued += notices
    ids = list(dict.fromkeys(id_ for id_, _ in changes if id_))
    if len(ids) > 1:
        await visits.relate(tx, ids)
    return tuple(changes), queued


async def _keep_visit(tx: Tx, piece: _Piece, told: Told, number: int, position: int) -> tuple[Fate, int]:
    merge = merger.merge(told, await visits.near(tx, told.sighting, told.day))
    fixes = (await corrections.fixes(tx, [merge.into.id]))[merge.into.id] if merge.into else ()
    merge = merger.settled(merge, told, piece.now.date(), fixes)
    visit = await visits.save(tx, merge, told, number, position, now=piece.now)
    _log.info("visit %s: %s (%s)", visit.id, merge.change, merge.why)
    if merge.change == "held":
        _log.warning("held for review: %s (%s)", told.source.url or told.source.title, merge.why)
    if visit.state != "shown" or not piece.is_news:
        return (visit.id, merge.change), 0
    return (visit.id, merge.change), await announce(tx, merge.change, visit, piece.now)


async def announce(tx: Tx, change: Change, visit: Visit, now: datetime) -> int:
    """Queue what is due, page by page: those who see the visit already, then everybody else who asked."""
    countries = (visit.record.visitor.country, visit.record.host.country)
    queued = 0
    async for shown in outbox.shown(tx, visit.id):
        queued += await outbox.put(tx, matcher.match(change, visit, (), shown, now=now), now=now)
    async for people in chats.subscribers(tx, countries, without=visit.id):
        queued += await outbox.put(tx, matcher.match(change, visit, people, {}, now=now), now=now)
    return queued


def _source(article: Article, verdict: Verdict, now: datetime) -> Source:
    return Source(
        url=article.url,
        publisher=article.publisher,
        lang=verdict.lang or article.lang,
        published=article.published,
        title=article.title,
        syndicated_from=verdict.syndicated_from,
        official_source=verdict.official_source,
        seen_at=now,
    )
