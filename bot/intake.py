"""Articles from their text to the outbox: read | known? | merge | save | match | queue; one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from bot import matcher, merger, telling
from bot.days import published_days
from bot.links import canonical
from bot.model import Article, Change, Entry, Label, Merge, Sighting, Source, Told, Verdict, Visit
from bot.reading import read
from bot.storage import Store, Tx, articles, audience, entries, outbox, relations, sightings
from bot.together import Together
from bot.wishes import subjects

_log = logging.getLogger(__name__)

_OLD_NEWS = timedelta(days=7)  # an article older than this when it is read alerts nobody
_AHEAD = timedelta(days=1)  # it may be tomorrow already where an article appears
_FIRST_YEAR = 1991
_AT_ONCE = 8  # articles in one transaction; replies to people may have to wait for it
_MANY = 1000  # rows that change what a server has counted
_LONG_READ = 20_000  # characters; longer texts are read in a thread, so that replies need not wait

Number = tuple[int, int]  # of an article and the place of a sighting in its verdict
Fate = tuple[str, Change]  # a visit's id and what it underwent


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one article."""

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
    names: tuple[str, ...]  # by which the feed's entry counts as seen
    now: datetime


@dataclass(slots=True)
class Intake:
    """Takes in articles; `on_notices` is called when alerts were queued."""

    store: Store
    on_notices: Callable[[], None] = lambda: None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    # Articles queue here, not for the store: the sender and replies then wait for a few of them at most.
    _together: Together[_Piece, TakenIn] = field(init=False)

    def __post_init__(self) -> None:
        self._together = Together(self._keep_all, _AT_ONCE)

    async def take_in(
        self, article: Article, *, quiet: bool = False, feed: str | None = None, entry: Entry | None = None
    ) -> TakenIn:
        """Read an article, keep what it tells and queue the alerts that follow; again, it changes nothing.

        `quiet` queues none. `feed` and `entry` name where it came from; the entry then counts as seen.
        """
        now = self.clock()
        article = _dated(article, now)
        if quiet and feed is None and (before := await self._before(article)):
            return before
        verdict = await _read(article, now)
        names = entry.names if entry else ()
        return await self._together.do(_piece(article, verdict, quiet, feed, now, names))

    async def _keep_all(self, pieces: Sequence[_Piece]) -> list[TakenIn]:
        """Keep articles that were read at about the same time, each with the entry that it came from."""
        seen: dict[str, list[str]] = defaultdict(list)
        for piece in pieces:
            if piece.feed is not None:
                seen[piece.feed] += piece.names
        async with self.store.writing() as tx:
            await articles.one_at_a_time(tx)
            await entries.mark(tx, seen, day=self.clock().date())
            kept = [await _keep(tx, piece) for piece in pieces]
        if any(queued for _, queued in kept):
            self.on_notices()
        return [taken for taken, _ in kept]

    async def _before(self, article: Article) -> TakenIn | None:
        """Give what became of an article that was taken in as it is: an archive goes on where it stopped."""
        hash_ = articles.text_hash(article)
        async with self.store.reading() as tx:
            before = (await articles.known(tx, [_key(article, hash_)])).values()
        return next((_again(article, one) for one in before if one.text_hash == hash_), None)

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


def _dated(article: Article, now: datetime) -> Article:
    """Take a date of the future, or from before there was a web, for none: clocks and archives are wrong."""
    if article.published is None:
        return article
    first, last = published_days(article.published, now.date())
    if first > now.date() + _AHEAD or last.year < _FIRST_YEAR:
        return replace(article, published=None)
    return article


async def _read(article: Article, now: datetime) -> Verdict:
    if len(article.text) < _LONG_READ:
        return read(article, now=now)
    return await asyncio.to_thread(read, article, now=now)


def _piece(
    article: Article,
    verdict: Verdict,
    quiet: bool,
    feed: str | None,
    now: datetime,
    names: tuple[str, ...] = (),
) -> _Piece:
    _, day = published_days(article.published, now.date())
    return _Piece(
        article=article,
        verdict=verdict,
        source=source_of(article, verdict, now),
        day=day,
        shingles=merger.shingles(article.text) if verdict.label != "not_visit" else frozenset(),
        is_news=not quiet and now.date() - day <= _OLD_NEWS,
        feed=feed,
        names=names,
        now=now,
    )


async def _keep(tx: Tx, piece: _Piece) -> tuple[TakenIn, int]:
    """Save the article with its visits, unless it is known; gives how many notices were queued too.

    Another text under the same link is that article edited: it replaces what the old text said.
    """
    article, verdict = piece.article, piece.verdict
    hash_ = articles.text_hash(article)
    link = _key(article, hash_)
    number = await articles.save(
        tx, article, verdict, key=link, day=piece.day, now=piece.now, feed=piece.feed, shingles=piece.shingles
    )
    if number is not None:
        numbers = [(number, place) for place in range(len(verdict.visits))]
    else:
        (before,) = (await articles.known(tx, [link])).values()
        if before.text_hash == hash_ or not verdict.visits:
            # A text that tells of no visit any more is as a rule a page cut or locked: the old word stands.
            return _again(article, before), 0
        numbers = await _edited(tx, piece, before)
    told, queued = await _keep_visits(tx, piece, numbers, is_edit=number is None)
    return TakenIn(article.id, verdict.label, verdict.score, told), queued


def _key(article: Article, hash_: str) -> str:
    return canonical(article.url) if article.url else f"text:{hash_}"


def _again(article: Article, before: articles.Taken) -> TakenIn:
    same: tuple[Fate, ...] = tuple((id_, "none") for id_ in before.visits)
    return TakenIn(article.id, before.label, before.score, same)


async def _edited(tx: Tx, piece: _Piece, before: articles.Taken) -> list[Number]:
    """Save the article's new version and give the number of each of its sightings."""
    article, verdict = piece.article, piece.verdict
    await articles.edit(tx, before.id, article, verdict, day=piece.day, shingles=piece.shingles)
    old = await articles.places(tx, before.id)
    return [(before.id, place) for place in merger.places(old, verdict.visits)]


async def _keep_visits(
    tx: Tx, piece: _Piece, numbers: Sequence[Number], *, is_edit: bool
) -> tuple[tuple[Fate, ...], int]:
    fates: list[Fate] = []
    queued = 0
    for sighting, number in zip(piece.verdict.visits, numbers, strict=True):
        told = Told(sighting, piece.source, piece.day, piece.shingles, number)
        before = await sightings.homes(tx, [number]) if is_edit else []
        fate, notices = await _keep_visit(tx, piece, told, before)
        fates.append(fate)
        queued += notices
    return tuple(fates), queued


async def _keep_visit(tx: Tx, piece: _Piece, told: Told, before: Sequence[str]) -> tuple[Fate, int]:
    merge = merger.merge(told, await sightings.near(tx, told, before), piece.now.date())
    changed = await keep(tx, merge, now=piece.now)
    visit, change = changed[0]
    _log.info("visit %s: %s (%s)", visit.id, change, merge.why)
    if change == "held":
        _log.warning("held for review: %s (%s)", told.source.url or told.source.title, merge.why)
    queued = 0
    stood = {one.into.id: one.into for one in (merge, *merge.others) if one.into is not None}
    for other, kind in changed:
        if other.state == "shown" and piece.is_news:
            queued += await announce(tx, kind, other, piece.now, stood.get(other.id))
    return (visit.id, change), queued


async def keep(tx: Tx, merge: Merge, *, now: datetime) -> list[tuple[Visit, Change]]:
    """Keep visits as merging has sorted them, and their links; gives each that it touched.

    What became part of another leaves no card behind that speaks for itself, however old the news.
    """
    saved = await sightings.save(tx, merge, now=now)
    for visit, one in zip((visit for visit, _ in saved), (merge, *merge.others), strict=False):
        if one.into is None or len(one.moved) > 1 or _is_elsewhere(one.into.record, one.record):
            await relations.renew(tx, visit, merger.are_related)
    touched = {visit.id: visit for visit, _ in saved}
    for visit in touched.values():
        if visit.into is not None:
            await telling.hand_over(tx, visit, touched[visit.into], now)
    return saved


def _is_elsewhere(before: Sighting, after: Sighting) -> bool:
    """Say whether anything has changed on which links rest."""
    return any(
        getattr(before, name) != getattr(after, name)
        for name in ("visitor", "host", "start", "end", "date_precision", "occasion")
    )


async def announce(tx: Tx, change: Change, visit: Visit, now: datetime, before: Visit | None = None) -> int:
    """Queue what is due, page by page: those who see the visit already, then everybody else who asked.

    `before` is the visit as it stood, for those who only now have a reason to be told of it.
    """
    queued = 0
    if change != "new":  # nobody has a card of what the store had not
        async for shown in outbox.shown(tx, visit.id):
            queued += await outbox.put(tx, matcher.match(change, visit, {}, shown, now=now), now=now)
    for asked in _asked(tx, change, visit, before):
        async for people in asked:
            notices = matcher.match(change, visit, people, {}, now=now, before=before)
            queued += await outbox.put(tx, notices, now=now)
    if queued >= _MANY:
        await outbox.recount(tx)
    return queued


def _asked(
    tx: Tx, change: Change, visit: Visit, before: Visit | None
) -> Iterator[AsyncIterator[audience.Audience]]:
    """Ask for all who wait for the visit; where it is no news, for those whose wish may be met only now."""
    if change in ("new", "material"):
        yield audience.subscribers(tx, subjects(visit), without=visit.id)
    elif before is not None and matcher.may_pass_late(before, visit):
        yield audience.subscribers(tx, subjects(visit), without=visit.id, filtered=True)
        if new := subjects(visit) - subjects(before):
            yield audience.subscribers(tx, new, without=visit.id)


def source_of(article: Article, verdict: Verdict, now: datetime) -> Source:
    return Source(
        url=article.url,
        publisher=article.publisher,
        lang=verdict.lang or article.lang,
        published=article.published,
        title=article.title,
        syndicated_from=verdict.syndicated_from,
        official_source=verdict.official_source,
        seen_at=now,
        score=verdict.score,
    )
