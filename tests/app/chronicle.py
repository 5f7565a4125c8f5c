"""A feed's history, told poll by poll: real HTTP, the real parser, a real store, and a clock to set."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from aiohttp import web

from bot import aftermath, novelty
from bot.feeds import reader
from bot.feeds.fetch import Fetcher
from bot.feeds.results import FeedState as Validators
from bot.feeds.results import Polled
from bot.feeds.workers import Workers
from bot.feedstate import FeedState
from bot.model import Feed
from bot.pacing import Pacing
from bot.storage import Store, entries

START = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Story:
    """One item of a feed; None leaves a part out."""

    number: int
    title: str | None = None
    guid: str | None = None
    link: str | None = None
    published: datetime | None = None
    summary: str = ""


def story(number: int, hours_ago: float | None = None, **parts: object) -> Story:
    """Make an item with all its parts, published so many hours before the start, number by number earlier."""
    hours = 100 - number if hours_ago is None else hours_ago
    whole = Story(
        number,
        title=f"Prosecutor General visits country number {number}",
        guid=f"id-{number}",
        link=f"https://news.example/story/{number}",
        published=START - hours * HOUR,
    )
    return replace(whole, **parts)  # type: ignore[arg-type]


def stories(numbers: Iterable[int], **parts: object) -> list[Story]:
    """Make items, the highest number on top."""
    return [story(number, **parts) for number in sorted(numbers, reverse=True)]


def rss(items: Iterable[Story]) -> str:
    body = "".join(
        "<item>"
        + (f"<title>{escape(one.title)}</title>" if one.title else "")
        + (f"<link>{escape(one.link)}</link>" if one.link else "")
        + (f'<guid isPermaLink="false">{escape(one.guid)}</guid>' if one.guid else "")
        + (f"<pubDate>{format_datetime(one.published)}</pubDate>" if one.published else "")
        + f"<description>{escape(one.summary)}</description></item>"
        for one in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Agency</title>{body}</channel></rss>'


def atom(items: Iterable[Story]) -> str:
    body = "".join(
        f"<entry><title>{escape(one.title or '')}</title><id>tag:news.example,2026:{one.number}</id>"
        f'<link href="{escape(one.link or "")}"/>'
        + (f"<updated>{one.published.isoformat()}</updated>" if one.published else "")
        + "</entry>"
        for one in items
    )
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title>{body}</feed>'
    )


@dataclass(slots=True)
class Chronicle:
    """Shows documents and tells what of them was news, by the numbers of the stories."""

    store: Store
    fetcher: Fetcher
    workers: Workers
    url: str = ""
    now: datetime = START
    state: FeedState = FeedState("Agency", "")  # noqa: RUF009 - frozen
    body: str = ""
    silent: tuple[str, ...] = ()  # titles that were taken in silently at the last poll
    note: str | None = None

    async def answer(self, request: web.Request) -> web.Response:
        return web.Response(text=self.body, content_type="application/xml")

    async def shows(
        self, items: Iterable[Story], *, after: timedelta = HOUR, written: Callable[..., str] = rss
    ) -> list[str]:
        """Poll the feed some time after the last poll; gives the titles of its news, the oldest first."""
        self.body = written(items)
        self.now += after
        feed = Feed(self.state.name, self.url)
        polled = await reader.poll(self.fetcher, self.workers, feed, Validators())
        assert isinstance(polled, Polled)
        async with self.store.writing() as tx:
            names = [name for entry in polled.entries for name in entry.names]
            known = await entries.shown(tx, feed.name, names)
            new = novelty.look(self.state, polled.entries, known, (), self.now)
            await entries.mark(tx, {feed.name: novelty.names(new, but=())}, day=self.now.date())
        self.state = aftermath.after_success(Pacing(300), feed, self.state, polled, new.found, self.now)
        self.silent = tuple(entry.title for entry in new.found.silent)
        self.note = new.found.note
        return [entry.title for entry in new.found.news]


def titles(*numbers: int) -> list[str]:
    return [f"Prosecutor General visits country number {number}" for number in numbers]
