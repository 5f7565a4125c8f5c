"""What a feed gives and why it would fail: the facts behind `visitwire feeds check`."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from statistics import median
from typing import Final

from bot.errors import FeedError
from bot.feeds.entries import web_address
from bot.feeds.fetch import Getter
from bot.feeds.publishers import is_gathered
from bot.feeds.reader import body_hash, read_page
from bot.feeds.results import Fetched, NotModified, Page, Parsed
from bot.feeds.workers import Workers
from bot.model import Carried, Entry, Feed
from bot.text import fold

_HEADLINES: Final = 40  # characters of text in the median entry; below, the feed has headlines only
_FULL: Final = 1_500  # above, it has whole articles
_ALTERNATE: Final = re.compile(
    r"<link\b(?=[^<>]{0,600}\brel=[\"']?alternate\b)(?=[^<>]{0,600}\btype=[\"']?application/(?:rss|atom|feed)\+)"
    r"[^<>]{0,600}?\bhref=[\"']?([^\"'\s<>]+)",
    re.IGNORECASE,
)
_ZONES: Final = 14.0  # hours that a local time can be away from UTC
_HALF: Final = 0.5  # hours; nearly all zones differ by whole numbers of these
_SLACK: Final = 0.02  # hours between a moment on the page and the same in the feed


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` found; what is None or empty could not be learnt."""

    url: str
    kind: str  # a kind of Parsed, or of the FeedError that ended it
    message: str = ""
    title: str | None = None
    language: str | None = None  # as the feed claims
    moved_to: str | None = None
    entries: tuple[Entry, ...] = ()
    with_guid: int = 0
    guids: int = 0
    changing: int = 0  # entries whose identifier was another at the second request
    conditional: str = ""
    sample: Entry | None = None  # whose page was looked at
    page: Page | None = None
    page_problem: str = ""
    ahead: float = 0.0  # hours by which its newest date lies in the future
    apart: float = 0.0  # hours between what feed and page say of the sample, if they look like time zones
    other_feeds: tuple[str, ...] = ()  # named by the web page that was found instead

    @property
    def is_usable(self) -> bool:
        return bool(self.entries)

    @property
    def dates(self) -> list[str]:
        """The dates of the entries in RFC 3339, the oldest first."""
        return sorted(entry.published for entry in self.entries if entry.published)

    @property
    def window(self) -> float | None:
        """Hours from the oldest dated entry to the newest; None where fewer than two have dates."""
        dates = self.dates
        return _hours(dates[0], dates[-1]) if len(dates) > 1 else None

    @property
    def length(self) -> int:
        """Characters of text in the median entry."""
        return int(median(len(entry.summary) for entry in self.entries))

    @property
    def trusted(self) -> int:
        """How many entries are known by an identifier of their own."""
        return sum(entry.names[0].startswith("guid") for entry in self.entries)

    @property
    def is_gathered(self) -> bool:
        return is_gathered(self.entries)

    @property
    def carried(self) -> Carried:
        if self.length < _HEADLINES:
            return "headlines"
        return "full" if self.length >= _FULL else "summaries"

    @property
    def repeated(self) -> int:
        """How many entries have a title that another one has."""
        titles = [fold(entry.title) for entry in self.entries]
        return len(titles) - len(set(titles))


async def check(
    fetcher: Getter,
    workers: Workers,
    feed: Feed,
    *,
    matters: Callable[[Entry], bool] = lambda entry: False,
    thorough: bool = True,
) -> Report:
    """Fetch a feed and report; never an exception for a bad feed.

    `thorough` fetches it a second time, and the page of the newest entry, of those that `matters` if it can.
    """
    try:
        answer = await fetcher.get(feed.url, user_agent=feed.user_agent, obey_robots=feed.obey_robots)
    except FeedError as error:
        return Report(feed.url, error.kind, str(error))
    if isinstance(answer, NotModified):
        return Report(feed.url, "bad_response", "the server answered 304 to a plain request")
    parsed = await _parse(workers, answer, feed)
    report = _report(feed.url, answer, parsed)
    if not (report.entries and thorough):
        return report
    sample = max(parsed.entries, key=lambda entry: (matters(entry), entry.published or ""))
    page, problem = await _page(fetcher, workers, sample.url, feed)
    conditional, second = await _again(fetcher, answer, feed)
    return replace(
        report,
        sample=sample,
        page=page,
        page_problem=problem,
        apart=_apart(sample.published, page.published if page else None),
        conditional=conditional,
        changing=_changing(parsed, await _parse(workers, second, feed)) if second else 0,
    )


async def _parse(workers: Workers, answer: Fetched, feed: Feed) -> Parsed:
    return await workers.parse(
        answer.body, content_type=answer.content_type, url=answer.url, kind=feed.kind, timezone=feed.timezone
    )


def _report(url: str, answer: Fetched, parsed: Parsed) -> Report:
    dates = [entry.published for entry in parsed.entries if entry.published]
    now = datetime.now(UTC).isoformat()
    return Report(
        url=url,
        kind=parsed.kind,
        message=parsed.message,
        title=parsed.title,
        language=parsed.language,
        moved_to=answer.moved_to,
        entries=parsed.entries,
        with_guid=parsed.with_guid,
        guids=parsed.guids,
        ahead=max(0.0, _hours(now, max(dates))) if dates else 0.0,
        other_feeds=() if parsed.entries else _others(answer),
    )


def _hours(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 3600


def _apart(in_feed: str | None, on_page: str | None) -> float:
    """Compare two moments of one article; 0 where either is a day only, or no zone could explain them."""
    if not in_feed or not on_page or "T" not in on_page:
        return 0.0
    hours = _hours(on_page, in_feed)
    zone = round(hours / _HALF) * _HALF
    return zone if abs(zone) <= _ZONES and abs(hours - zone) <= _SLACK else 0.0


async def _page(fetcher: Getter, workers: Workers, url: str | None, feed: Feed) -> tuple[Page | None, str]:
    if url is None:
        return None, "the entry has no link: its text is all there is"
    try:
        page = await read_page(
            fetcher, workers, url, user_agent=feed.user_agent, obey_robots=feed.obey_robots
        )
        return page, ""
    except FeedError as error:
        return None, f"{error.kind}: {error}"


async def _again(fetcher: Getter, first: Fetched, feed: Feed) -> tuple[str, Fetched | None]:
    """Ask again with the validators of the first answer; gives the second where it is another."""
    try:
        second = await fetcher.get(
            first.url,
            etag=first.etag,
            last_modified=first.last_modified,
            user_agent=feed.user_agent,
            obey_robots=feed.obey_robots,
        )
    except FeedError as error:
        return f"the second request failed: {error}", None
    if isinstance(second, NotModified):
        return "the server says so (304)", None
    if body_hash(second.body) == body_hash(first.body):
        return "seen by us from the body; the server sends it whole every time", None
    return "not seen: the body differs at every request", second


def _changing(first: Parsed, second: Parsed) -> int:
    """Count the entries whose surest name has gone while their title is still there."""
    names = {name for entry in second.entries for name in entry.names}
    titles = {entry.title for entry in second.entries}
    return sum(entry.title in titles and entry.names[0] not in names for entry in first.entries)


def _others(answer: Fetched) -> tuple[str, ...]:
    """List the feeds that a web page names in its head."""
    head = answer.body[: 256 * 1024].decode("utf-8", "replace")
    links = dict.fromkeys(html.unescape(match.group(1)) for match in _ALTERNATE.finditer(head))
    return tuple(filter(None, (web_address(link, answer.url) for link in list(links)[:5])))
