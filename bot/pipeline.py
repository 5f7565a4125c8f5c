"""One feed from start to finish: fetch | parse | seen before? | headline gate | page | intake.

Whatever fails on the way is done again at the next poll; intake.py keeps each article in one transaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.errors import FeedError, StorageError
from bot.feeds import reader
from bot.feeds.fetch import Getter
from bot.feeds.results import FeedState as Validators
from bot.feeds.results import Page, Polled, Unchanged
from bot.feeds.workers import Workers
from bot.intake import Intake, TakenIn
from bot.model import Article, Entry, Feed
from bot.pacing import Pacing
from bot.reading import might_matter
from bot.storage import Store, articles
from bot.storage import feeds as feed_states
from bot.storage.feeds import FeedState

_log = logging.getLogger(__name__)

_FULL_TEXT = 1_500  # characters of summary that make the page unnecessary
_PAGES_AT_ONCE = 4
_PAGE_TRIES = 5  # polls in which a page may fail before its headline has to do
_HOPELESS = frozenset({"forbidden_address", "bad_scheme", "bad_port", "bad_url", "not_html"})


@dataclass(frozen=True, slots=True)
class Report:
    """What one poll brought; `error` says why it brought nothing."""

    feed: str
    entries: int = 0  # not seen before
    taken: tuple[TakenIn, ...] = ()
    waiting: int = 0  # pages to be tried again at the next poll
    error: FeedError | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entry whose headline may matter, on its way to becoming an article."""

    entry: Entry
    quiet: bool
    tries: int = 0
    article: Article | None = None  # once its page was read, or given up


@dataclass(slots=True)
class Pipeline:
    """Polls feeds; what waits for a page to come back is remembered between polls."""

    store: Store
    intake: Intake
    fetcher: Getter
    workers: Workers
    pacing: Pacing
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _waiting: dict[str, tuple[_Candidate, ...]] = field(default_factory=dict)

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
        fresh = await self._unseen(feed, entries)
        gated = [entry for entry in fresh if might_matter(entry.title, entry.summary)]
        candidates = await self._begun_before(feed, gated, is_baseline=state.baseline_at is None)
        taken, waiting = await self._take_in_all(feed, [*self._waiting.pop(feed.name, ()), *candidates])
        await self._save_success(feed, state, polled, waiting)
        return Report(feed.name, len(fresh), tuple(taken), len(waiting))

    async def _unseen(self, feed: Feed, entries: Sequence[Entry]) -> list[Entry]:
        """Give the entries not seen before, the oldest first: the first report of a visit makes it."""
        waiting = {one.entry.key for one in self._waiting.get(feed.name, ())}
        async with self.store.reading() as tx:
            seen = await articles.entries_seen(tx, feed.name, [entry.key for entry in entries])
        return [entry for entry in reversed(entries) if entry.key not in seen | waiting]

    async def _begun_before(
        self, feed: Feed, entries: Sequence[Entry], *, is_baseline: bool
    ) -> list[_Candidate]:
        """Make candidates, with what an earlier process noted of those whose page failed it."""
        keys = [mark for entry in entries for mark in _marks(entry.key)]
        async with self.store.reading() as tx:
            marks = await articles.entries_seen(tx, feed.name, keys) if keys else set()
        return [
            _Candidate(
                entry,
                quiet=is_baseline or _quiet_mark(entry.key) in marks,
                tries=sum(mark in marks for mark in _marks(entry.key)[1:]),
            )
            for entry in entries
        ]

    async def _take_in_all(
        self, feed: Feed, candidates: Iterable[_Candidate]
    ) -> tuple[list[TakenIn], list[_Candidate]]:
        pages = asyncio.Semaphore(_PAGES_AT_ONCE)
        complete = await asyncio.gather(*(self._complete(feed, one, pages) for one in candidates))
        waiting = [one for one in complete if one.article is None]
        taken = [await self._take_in(feed, one, one.article) for one in complete if one.article]
        return [one for one in taken if one], waiting

    async def _take_in(self, feed: Feed, one: _Candidate, article: Article) -> TakenIn | None:
        """Take in one article; a fault of ours in it must not stop those behind it at every poll."""
        try:
            return await self.intake.take_in(article, quiet=one.quiet, feed=feed.name, entry=one.entry.key)
        except StorageError:
            raise
        except Exception:
            _log.exception("cannot take in %s", article.url or article.title, extra={"feed": feed.name})
            return None

    async def _complete(self, feed: Feed, one: _Candidate, pages: asyncio.Semaphore) -> _Candidate:
        """Give the candidate its article, or one try more when its page failed and may yet come."""
        entry = one.entry
        if entry.url is None or len(entry.summary) >= _FULL_TEXT:
            return replace(one, article=_article(feed, entry, None))
        try:
            async with pages:
                page = await reader.read_page(
                    self.fetcher, self.workers, entry.url, user_agent=feed.user_agent
                )
            return replace(one, article=_article(feed, entry, page))
        except FeedError as error:
            _log.warning("%s", error, extra={"feed": feed.name})
            if error.kind in _HOPELESS or one.tries + 1 >= _PAGE_TRIES:
                return replace(one, article=_article(feed, entry, None))
            return replace(one, tries=one.tries + 1)

    async def _save_success(
        self, feed: Feed, state: FeedState, polled: Polled | Unchanged, waiting: Sequence[_Candidate]
    ) -> None:
        now = self.clock()
        again = {one.entry.key for one in waiting}
        entries = polled.entries if isinstance(polled, Polled) else ()
        # A feed cut off before its first entry was not read yet, however well the rest parsed.
        is_stub = isinstance(polled, Polled) and polled.kind == "ok_malformed" and not entries
        kept = Validators() if again or is_stub else polled.state
        async with self.store.writing() as tx:
            # Those seen long ago too: whatever a feed still shows stays known.
            marks = [entry.key for entry in entries if entry.key not in again]
            marks += [mark for one in waiting for mark in _noted(one)]
            await articles.mark_entries(tx, feed.name, marks, now=now)
            saved = replace(
                state,
                etag=kept.etag,
                last_modified=kept.last_modified,
                body_hash=kept.body_hash,
                baseline_at=state.baseline_at or (None if is_stub else now),
                due_at=self.pacing.after_success(
                    feed, now, polled.fresh_for, is_first=state.last_ok_at is None
                ),
                last_ok_at=now,
                failures=0,
                last_error=None,
                moved_to=polled.moved_to or state.moved_to,
            )
            await feed_states.save_state(tx, saved)
        if waiting:
            self._waiting[feed.name] = tuple(waiting)

    async def _save_failure(self, feed: Feed, state: FeedState, error: FeedError) -> None:
        now, failures = self.clock(), state.failures + 1
        due = self.pacing.after_failure(feed, now, failures, error.retry_after)
        _log.warning("%s", error, extra={"feed": feed.name, "kind": error.kind, "failures": failures})
        async with self.store.writing() as tx:
            # The address in feeds.toml may be right again where the one it moved to is not.
            state = replace(state, failures=failures, last_error=str(error), due_at=due, moved_to=None)
            await feed_states.save_state(tx, state)


def _quiet_mark(key: str) -> str:
    return f"baseline {key}"


def _marks(key: str) -> list[str]:
    """List what can be noted beside the seen entries of an entry that waits for its page."""
    return [_quiet_mark(key), *(f"tried {number} {key}" for number in range(1, _PAGE_TRIES))]


def _noted(one: _Candidate) -> list[str]:
    quiet, *tries = _marks(one.entry.key)
    return [*([quiet] if one.quiet else []), *tries[: one.tries]]


def _article(feed: Feed, entry: Entry, page: Page | None) -> Article:
    """Join what the feed and the page say; the feed knows better the title and the time."""
    text = max(page.text if page else "", entry.summary, key=len)
    return Article(
        title=entry.title or (page.title if page and page.title else ""),
        text=text,
        url=entry.url,
        published=entry.published or (page.published if page else None),
        publisher=(page.publisher if page else None) or feed.name,
        publisher_country=feed.country,
        lang=feed.language or (page.language if page else None),
    )
