"""What a feed gives and why it would fail, in one screen: the work of `visitwire feeds check URL`."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Final

from bot.errors import FeedError
from bot.feeds.entries import web_address
from bot.feeds.fetch import Getter
from bot.feeds.reader import body_hash, read_page
from bot.feeds.results import Fetched, NotModified, Page, Parsed
from bot.feeds.workers import Workers
from bot.model import Entry

_HEADLINES: Final = 40  # characters of text in the median entry; below, the feed has headlines only
_FULL: Final = 1_000  # above, it has whole articles
_SAMPLE: Final = 240  # characters of page text shown
_ALTERNATE: Final = re.compile(
    r"<link\b(?=[^<>]{0,600}\brel=[\"']?alternate\b)(?=[^<>]{0,600}\btype=[\"']?application/(?:rss|atom|feed)\+)"
    r"[^<>]{0,600}?\bhref=[\"']?([^\"'\s<>]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` found; what is None could not be learnt."""

    url: str
    kind: str  # a kind of Parsed, or of the FeedError that ended it
    message: str = ""
    title: str | None = None
    language: str | None = None
    moved_to: str | None = None
    entries: int = 0
    newest: str | None = None
    window_hours: float | None = None  # from the oldest dated entry to the newest
    text: str = ""  # what the entries carry
    identifiers: str = ""
    conditional: str = ""
    sample: Entry | None = None
    page: Page | None = None
    page_problem: str = ""
    other_feeds: tuple[str, ...] = ()  # named by the web page that was found instead

    @property
    def is_usable(self) -> bool:
        return self.entries > 0


async def check(
    fetcher: Getter, workers: Workers, url: str, *, user_agent: str | None = None, kind: str = "rss"
) -> Report:
    """Fetch a feed twice and the page of its newest entry, and report; never an exception for a bad feed."""
    try:
        answer = await fetcher.get(url, user_agent=user_agent)
    except FeedError as error:
        return Report(url, error.kind, str(error))
    if isinstance(answer, NotModified):
        return Report(url, "bad_response", "the server answered 304 to a plain request")
    parsed = await workers.parse(answer.body, content_type=answer.content_type, url=answer.url, kind=kind)
    if not parsed.entries:
        return Report(
            url,
            parsed.kind,
            parsed.message,
            parsed.title,
            moved_to=answer.moved_to,
            other_feeds=_others(answer),
        )
    sample = max(parsed.entries, key=lambda entry: entry.published or "")
    page, problem = await _page(fetcher, workers, sample.url, user_agent)
    conditional = await _conditional(fetcher, answer, user_agent)
    return _report(url, answer, parsed, conditional, sample, page, problem)


def format_report(report: Report) -> str:
    """Write a report for a terminal, at most one screen."""
    rows = [("feed", report.url), ("class", report.kind + (f": {report.message}" if report.message else ""))]
    if report.moved_to:
        rows.append(("moved", f"for good to {report.moved_to}: write that into feeds.toml"))
    rows += [("instead", f"the page names the feed {other}") for other in report.other_feeds]
    if report.is_usable:
        rows += _about_entries(report)
    return "\n".join(f"{name:<12}{value}" for name, value in rows)


def _about_entries(report: Report) -> list[tuple[str, str]]:
    rows = [
        ("title", f"{report.title or 'none'} (language: {report.language or 'not named'})"),
        ("entries", f"{report.entries}, newest {report.newest or 'without a date'}"),
        ("window", _window(report.window_hours)),
        ("text", report.text),
        ("identifiers", report.identifiers),
        ("unchanged", report.conditional),
        ("newest", f"{report.sample.title if report.sample else ''}"),
    ]
    if report.page is None:
        return [*rows, ("page", report.page_problem)]
    page = report.page
    beginning = " ".join(page.text[:_SAMPLE].split())
    rows.append(("page", f"{len(page.text)} characters, published {page.published or 'not stated'}"))
    return [*rows, ("", f"{beginning}…" if beginning else "no text was found on it")]


def _window(hours: float | None) -> str:
    if hours is None:
        return "unknown: fewer than two entries have dates"
    return f"{hours:.1f} hours; poll at least every {max(hours / 2, 1 / 60):.1f} hours"


def _report(
    url: str,
    answer: Fetched,
    parsed: Parsed,
    conditional: str,
    sample: Entry,
    page: Page | None,
    problem: str,
) -> Report:
    dates = sorted(entry.published for entry in parsed.entries if entry.published)
    return Report(
        url=url,
        kind=parsed.kind,
        message=parsed.message,
        title=parsed.title,
        language=parsed.language,
        moved_to=answer.moved_to,
        entries=len(parsed.entries),
        newest=dates[-1] if dates else None,
        window_hours=_hours(dates),
        text=_text(parsed.entries),
        identifiers=_identifiers(parsed),
        conditional=conditional,
        sample=sample,
        page=page,
        page_problem=problem,
    )


def _hours(dates: Sequence[str]) -> float | None:
    if len(dates) < 2:
        return None
    return (datetime.fromisoformat(dates[-1]) - datetime.fromisoformat(dates[0])).total_seconds() / 3600


def _text(entries: Sequence[Entry]) -> str:
    length = int(median(len(entry.summary) for entry in entries))
    if length < _HEADLINES:
        return "headlines only: the page of every candidate is fetched"
    what = "whole articles" if length >= _FULL else "summaries: the page of every candidate is fetched"
    return f"{what} ({length} characters in the median)"


def _identifiers(parsed: Parsed) -> str:
    if not parsed.with_guid:
        return "none: items are known by their link, else by title and day"
    if parsed.guids < parsed.with_guid:
        return f"{parsed.guids} for {parsed.with_guid} items: not trusted where two articles share one"
    return f"one for each of {parsed.with_guid} items"


async def _page(
    fetcher: Getter, workers: Workers, url: str | None, user_agent: str | None
) -> tuple[Page | None, str]:
    if url is None:
        return None, "the newest entry has no link: its text is all there is"
    try:
        return await read_page(fetcher, workers, url, user_agent=user_agent), ""
    except FeedError as error:
        return None, f"{error.kind}: {error}"


async def _conditional(fetcher: Getter, first: Fetched, user_agent: str | None) -> str:
    """Ask again with the validators of the first answer."""
    try:
        second = await fetcher.get(
            first.url, etag=first.etag, last_modified=first.last_modified, user_agent=user_agent
        )
    except FeedError as error:
        return f"the second request failed: {error}"
    if isinstance(second, NotModified):
        return "the server says so (304)"
    if body_hash(second.body) == body_hash(first.body):
        return "seen by us from the body; the server sends it whole every time"
    return "not seen: the body differs at every request"


def _others(answer: Fetched) -> tuple[str, ...]:
    """List the feeds that a web page names in its head."""
    head = answer.body[: 256 * 1024].decode("utf-8", "replace")
    links = dict.fromkeys(html.unescape(match.group(1)) for match in _ALTERNATE.finditer(head))
    return tuple(filter(None, (web_address(link, answer.url) for link in list(links)[:5])))
