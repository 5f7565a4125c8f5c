"""One feed from start to finish: fetch | parse | seen before? | headline gate | page | intake.

Whatever fails on the way is done again at the next poll; intake.py keeps each article in one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot import aftermath, candidates, novelty
from bot.candidates import Candidate
from bot.errors import FeedError, StorageError
from bot.feeds import reader
from bot.feeds.fetch import Getter
from bot.feeds.pages import Pages
from bot.feeds.results import FeedState as Validators
from bot.feeds.results import Polled
from bot.feeds.workers import Workers
from bot.intake import Intake, TakenIn
from bot.model import Article, Entry, Feed
from bot.novelty import Novelty
from bot.pacing import Pacing
from bot.reading import might_matter, read
from bot.storage import Store, Tx, entries
from bot.storage import feeds as feed_states
from bot.storage.feeds import FeedState
from bot.together import Together

_log = logging.getLogger(__name__)

_LOOKED_AT_ONCE = 16  # feeds whose names are looked up in one statement
_AT_MOST = 60  # articles of one feed in one poll; what is more goes on at the next


@dataclass(frozen=True, slots=True)
class Report:
    """What one poll brought; `error` says why it brought nothing."""

    feed: str
    entries: int = 0  # not seen before
    silent: int = 0  # those of them that are no news all the same
    note: str | None = None  # what was odd about it
    taken: tuple[TakenIn, ...] = ()
    waiting: int = 0  # pages to be tried again at the next poll
    error: FeedError | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """What is still to be written of a poll, all of it in one transaction."""

    feed: Feed
    state: FeedState
    new: Novelty = field(default_factory=Novelty)
    waiting: Sequence[Candidate] = ()


@dataclass(slots=True)
class Pipeline:
    """Polls feeds; what waits for a page to come back is remembered between polls."""

    store: Store
    intake: Intake
    fetcher: Getter
    workers: Workers
    pacing: Pacing
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _waiting: dict[str, Sequence[Candidate]] = field(default_factory=dict)
    _pages: Pages = field(init=False)
    _shown: Together[tuple[str, list[str]], dict[str, date]] = field(init=False)

    def __post_init__(self) -> None:
        self._pages = Pages(self.fetcher, self.workers)
        self._shown = Together(self._shown_by, _LOOKED_AT_ONCE)

    async def poll(
        self, feed: Feed, state: FeedState, slow: AbstractAsyncContextManager[None] | None = None
    ) -> tuple[Report, Ending]:
        """Read a feed and take in what is new on it; a failure is part of the report.

        `slow` is held while the feed's server is waited for.

        The feed's validators come with the ending, which is written last, and only when no page has to be
        tried again: a crash before that reads the feed anew and finds what was taken in already seen.
        """
        where = replace(feed, url=state.moved_to or feed.url)
        try:
            known = Validators(state.etag, state.last_modified, state.body_hash)
            polled = await reader.poll(self.fetcher, self.workers, where, known, slow)
        except FeedError as error:
            return Report(feed.name, error=error), self._failed(feed, state, error)
        shown = polled.entries if isinstance(polled, Polled) else ()
        new, found = await self._find(feed, state, shown)
        taken, waiting = await self._take_in_all(feed, found)
        after = aftermath.after_success(
            self.pacing, feed, state, polled, new.found, self.clock(), again_in=candidates.again_in(waiting)
        )
        return _report(feed, new, taken, waiting), Ending(feed, after, new, waiting)

    async def end(self, tx: Tx, endings: Sequence[Ending]) -> None:
        """Write what polls have left to be written."""
        shown = {one.feed.name: _to_remember(one) for one in endings}
        await entries.mark(tx, shown, day=self.clock().date())
        await feed_states.save_states(tx, [one.state for one in endings])

    async def _find(
        self, feed: Feed, state: FeedState, shown: Sequence[Entry]
    ) -> tuple[Novelty, list[Candidate]]:
        """Give what is new, and what of it may matter, after those that wait since earlier polls."""
        before = self._waiting.pop(feed.name, ())
        if not shown:
            return Novelty(), [*before]
        now = self.clock()
        known = await self._shown.do((feed.name, [name for entry in shown for name in entry.names]))
        new = novelty.look(state, shown, known, _names(before), now)
        news, silent = (
            [entry for entry in part if might_matter(entry.title, entry.summary)]
            for part in (new.found.news, new.found.silent)
        )
        found = [*before]
        if news or silent:
            async with self.store.reading() as tx:
                found += await candidates.begun_before(tx, feed, state, news, silent, now)
        return new, sorted(found, key=lambda one: one.quiet)  # what may alert does not wait for the rest

    async def _shown_by(self, asked: Sequence[tuple[str, list[str]]]) -> list[dict[str, date]]:
        async with self.store.reading() as tx:
            return await entries.shown_by(tx, asked)

    async def _take_in_all(
        self, feed: Feed, found: Sequence[Candidate]
    ) -> tuple[list[TakenIn], list[Candidate]]:
        """Take in each as its page comes: the first alert does not wait for the last page."""
        taken: list[TakenIn] = []
        waiting = list(found[_AT_MOST:])
        async with aclosing(candidates.completed(self._pages, feed, found[:_AT_MOST])) as complete:
            async for one in complete:
                article = one.article or self._in_short(feed, one)
                if one.article is None:
                    waiting.append(one)
                if article and (new := await self._take_in(feed, one, article)):
                    taken.append(new)
        if waiting:
            self._waiting[feed.name] = waiting
        return taken, waiting

    def _in_short(self, feed: Feed, one: Candidate) -> Article | None:
        """Give what the feed itself tells of a visit whose page has failed; the page may add to it later."""
        if one.tries > 1 or not one.entry.summary:
            return None
        article = candidates.article_of(feed, one.entry, None)
        return None if read(article, now=self.clock()).label == "not_visit" else article

    async def _take_in(self, feed: Feed, one: Candidate, article: Article) -> TakenIn | None:
        """Take in one article; a fault of ours in it must not stop those behind it at every poll."""
        seen = one.entry if one.article else None  # whose page is still to come counts as unseen
        try:
            return await self.intake.take_in(article, quiet=one.quiet, feed=feed.name, entry=seen)
        except StorageError:
            raise
        except Exception:
            _log.exception("cannot take in %s", article.url or article.title, extra={"feed": feed.name})
            return None

    def _failed(self, feed: Feed, state: FeedState, error: FeedError) -> Ending:
        after = aftermath.after_failure(self.pacing, feed, state, error, self.clock())
        _log.warning("%s", error, extra={"feed": feed.name, "kind": error.kind, "failures": after.failures})
        return Ending(feed, after)


def _report(feed: Feed, new: Novelty, taken: Sequence[TakenIn], waiting: Sequence[Candidate]) -> Report:
    quiet = len(new.found.silent)
    return Report(feed.name, len(new.found.news) + quiet, quiet, new.found.note, tuple(taken), len(waiting))


def _to_remember(one: Ending) -> list[str]:
    return [*novelty.names(one.new, but=_names(one.waiting)), *candidates.notes(one.waiting)]


def _names(those: Iterable[Candidate]) -> set[str]:
    return {name for one in those for name in one.entry.names}
