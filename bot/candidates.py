"""Entries whose headline may matter, on their way to an article: their page, its failures, their wait."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import FeedError
from bot.feeds.pages import Pages
from bot.feeds.publishers import same_site
from bot.feeds.results import Page
from bot.feeds.turns import RESTS
from bot.feedstate import FeedState
from bot.links import canonical
from bot.model import Article, Entry, Feed
from bot.storage import Tx, articles, entries

_log = logging.getLogger(__name__)

_FULL_TEXT = 1_500  # characters of summary that make the page unnecessary
_PAGES_AT_ONCE = 4
_READ_FOR = timedelta(days=1)  # in which an article's page is not read again for another feed
_QUIET = "baseline"  # the mark of those that alert nobody
_AGAIN = 60.0  # seconds after the first failure of a page, and four times as many after each that follows
_PAGE_TRIES = 5  # polls in which a page may fail before its headline has to do
_HOPELESS = frozenset(
    {"forbidden_address", "bad_scheme", "bad_port", "bad_url", "not_html", "rejected", "robots", "http_410"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry whose headline may matter; `article` once its page was read, or given up."""

    entry: Entry
    quiet: bool
    tries: int = 0
    article: Article | None = None


async def begun_before(
    tx: Tx,
    feed: Feed,
    state: FeedState,
    news: Sequence[Entry],
    silent: Sequence[Entry],
    now: datetime,
) -> list[Candidate]:
    """Make candidates, with what an earlier process noted of those whose page failed it; the news first.

    Those whose page was read within a day, for another feed, are left out; a page that failed was not read.
    """
    both = (*news, *silent)
    # While a page fails no body counts as read.
    possible = [mark for entry in both for mark in _marks(entry)] if state.body_hash is None else []
    marks = frozenset(await entries.shown(tx, feed.name, possible))
    links = [canonical(entry.url) for entry in both if entry.url]
    read = await articles.seen_since(tx, links, now - _READ_FOR)
    found = [
        *(Candidate(entry, _is_in(marks, _QUIET, entry), _tries(marks, entry)) for entry in news),
        *(Candidate(entry, True, _tries(marks, entry)) for entry in silent),
    ]
    return [
        one for one in found if one.tries or one.entry.url is None or canonical(one.entry.url) not in read
    ]


def again_in(waiting: Iterable[Candidate]) -> float | None:
    """Give the seconds after which those that wait should be tried again, be the feed ever so slow."""
    return min((_AGAIN * 4.0 ** max(one.tries - 1, 0) for one in waiting), default=None)


def notes(waiting: Iterable[Candidate]) -> list[str]:
    """List what another process must know of those that wait, beside the names of their entries."""
    return [
        f"{mark} {name}"
        for one in waiting
        for mark in ([_QUIET] if one.quiet else []) + ([_tried(one.tries)] if one.tries else [])
        for name in one.entry.names
    ]


async def completed(
    pages: Pages, feed: Feed, candidates: Iterable[Candidate]
) -> AsyncGenerator[Candidate, None]:
    """Read their pages, some at a time; gives each as soon as it has its article, or one try more.

    Of several that are there the first of `candidates` comes first. Close it, or pages go on being read.
    """
    places = asyncio.Semaphore(_PAGES_AT_ONCE)
    reading = [asyncio.create_task(_complete(pages, feed, one, places)) for one in candidates]
    try:
        while reading:
            await asyncio.wait(reading, return_when=asyncio.FIRST_COMPLETED)
            there = next(one for one in reading if one.done())
            reading.remove(there)
            yield there.result()
    finally:
        for one in reading:
            one.cancel()
        await asyncio.gather(*reading, return_exceptions=True)


async def _complete(pages: Pages, feed: Feed, one: Candidate, places: asyncio.Semaphore) -> Candidate:
    entry = one.entry
    if entry.url is None or _is_whole(feed, entry):
        return replace(one, article=article_of(feed, entry, None))
    try:
        async with places:
            page = await pages.read(entry.url, feed)
        return replace(one, article=article_of(feed, entry, page))
    except FeedError as error:
        _log.warning("%s", error, extra={"feed": feed.name})
        if error.kind == RESTS:  # its host is asked again at the next poll, without a try spent
            return one
        if error.kind in _HOPELESS or one.tries + 1 >= _PAGE_TRIES:
            return replace(one, article=article_of(feed, entry, None))
        return replace(one, tries=one.tries + 1)


def _is_whole(feed: Feed, entry: Entry) -> bool:
    """Whether the feed brought the article itself: its setting says so, else the length."""
    if feed.text is None:
        return len(entry.summary) >= _FULL_TEXT
    return feed.text == "full" and bool(entry.summary)


def _tried(times: int) -> str:
    return f"tried {times}"


def _marks(entry: Entry) -> list[str]:
    """List what can be noted beside the names of an entry that waits for its page."""
    marks = (_QUIET, *(_tried(times) for times in range(1, _PAGE_TRIES)))
    return [f"{mark} {name}" for mark in marks for name in entry.names]


def _is_in(marks: Collection[str], mark: str, entry: Entry) -> bool:
    return any(f"{mark} {name}" in marks for name in entry.names)


def _tries(marks: Collection[str], entry: Entry) -> int:
    return max((times for times in range(1, _PAGE_TRIES) if _is_in(marks, _tried(times), entry)), default=0)


def article_of(feed: Feed, entry: Entry, page: Page | None) -> Article:
    """Join what the feed and the page say; the feed knows better the title and the time."""
    page = _of_the_story(feed, entry, page)
    text = max(page.text if page else "", entry.summary, key=len)
    return Article(
        title=entry.title or (page.title if page and page.title else ""),
        text=text,
        url=(page.canonical_url if page and feed.kind == "discovery" else None) or entry.url,
        published=entry.published or (page.published if page else None),
        publisher=entry.publisher or (page.publisher if page else None) or feed.name,
        publisher_country=None if entry.publisher else feed.country,
        lang=feed.language or (page.language if page else None),
    )


def _of_the_story(feed: Feed, entry: Entry, page: Page | None) -> Page | None:
    """Leave out the page that an aggregator shows before it leads on to the story."""
    address = (page.canonical_url if page else None) or entry.url or ""
    return None if feed.kind == "discovery" and same_site(address, feed.url) else page
