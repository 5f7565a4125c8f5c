"""One feed from start to finish: fetch | parse | seen before? | headline gate | page | intake.

Whatever fails on the way is done again at the next poll; intake.py keeps each article in one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot import aftermath, candidates, novelty
from bot.candidates import Candidate
from bot.errors import FeedError, StorageError
from bot.feeds import reader
from bot.feeds.fetch import Getter
from bot.feeds.results import FeedState as Validators
from bot.feeds.results import Polled, Unchanged
from bot.feeds.workers import Workers
from bot.intake import Intake, TakenIn
from bot.model import Article, Feed
from bot.novelty import Novelty
from bot.pacing import Pacing
from bot.reading import might_matter
from bot.storage import Store
from bot.storage import feeds as feed_states
from bot.storage.feeds import FeedState

_log = logging.getLogger(__name__)


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


@dataclass(slots=True)
class Pipeline:
    """Polls feeds; what waits for a page to come back is remembered between polls."""

    store: Store
    intake: Intake
    fetcher: Getter
    workers: Workers
    pacing: Pacing
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _waiting: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    async def poll(self, feed: Feed, state: FeedState) -> Report:
        """Read a feed and take in what is new on it; a failure is part of the report.

        The feed's validators are saved last, and only when no page has to be tried again: a crash before
        that reads the feed anew and finds what was taken in already seen.
        """
        where = replace(feed, url=state.moved_to or feed.url)
        try:
            known = Validators(state.etag, state.last_modified, state.body_hash)
            polled = await reader.poll(self.fetcher, self.workers, where, known)
        except FeedError as error:
            await self._save_failure(feed, state, error)
            return Report(feed.name, error=error)
        entries = polled.entries if isinstance(polled, Polled) else ()
        waiting_before = _names(self._waiting.get(feed.name, ()))
        new = await novelty.look(self.store, feed, state, entries, waiting_before, self.clock())
        news, silent = (
            [entry for entry in part if might_matter(entry.title, entry.summary)]
            for part in (new.found.news, new.found.silent)
        )
        found = await candidates.begun_before(self.store, feed, news, silent)
        taken, waiting = await self._take_in_all(feed, [*self._waiting.pop(feed.name, ()), *found])
        await self._save_success(feed, state, polled, new, waiting)
        quiet = len(new.found.silent)
        unseen = len(new.found.news) + quiet
        return Report(feed.name, unseen, quiet, new.found.note, tuple(taken), len(waiting))

    async def _take_in_all(
        self, feed: Feed, found: Iterable[Candidate]
    ) -> tuple[list[TakenIn], list[Candidate]]:
        complete = await candidates.complete(self.fetcher, self.workers, feed, found)
        waiting = [one for one in complete if one.article is None]
        taken = [await self._take_in(feed, one, one.article) for one in complete if one.article]
        return [one for one in taken if one], waiting

    async def _take_in(self, feed: Feed, one: Candidate, article: Article) -> TakenIn | None:
        """Take in one article; a fault of ours in it must not stop those behind it at every poll."""
        try:
            return await self.intake.take_in(article, quiet=one.quiet, feed=feed.name, entry=one.entry)
        except StorageError:
            raise
        except Exception:
            _log.exception("cannot take in %s", article.url or article.title, extra={"feed": feed.name})
            return None

    async def _save_success(
        self,
        feed: Feed,
        state: FeedState,
        polled: Polled | Unchanged,
        new: Novelty,
        waiting: Sequence[Candidate],
    ) -> None:
        now = self.clock()
        saved = aftermath.after_success(
            self.pacing, feed, state, polled, new.found, now, is_whole=not waiting
        )
        async with self.store.writing() as tx:
            await novelty.remember(tx, feed, new, but=_names(waiting), now=now)
            await candidates.note(tx, feed, waiting, now)
            await feed_states.save_state(tx, saved)
        if waiting:
            self._waiting[feed.name] = tuple(waiting)

    async def _save_failure(self, feed: Feed, state: FeedState, error: FeedError) -> None:
        saved = aftermath.after_failure(self.pacing, feed, state, error, self.clock())
        _log.warning("%s", error, extra={"feed": feed.name, "kind": error.kind, "failures": saved.failures})
        async with self.store.writing() as tx:
            await feed_states.save_state(tx, saved)


def _names(those: Iterable[Candidate]) -> set[str]:
    return {name for one in those for name in one.entry.names}
