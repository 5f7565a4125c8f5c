"""What `feeds check` prints: one screen for one feed, a table for many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.commands import feedlist
from bot.commands.columns import labelled, short, table
from bot.commands.guessing import guessed, language_read
from bot.feeds.check import Report
from bot.model import Entry, Feed
from bot.reading import might_matter

_LABEL = 12
_NAME = 24  # columns
_SAMPLE = 130  # characters of page text shown
_LONGEST = 100  # characters of a headline shown
_SHOWN = 2  # candidates
_TOO_OLD = timedelta(days=7)
GATHERED = 'its entries are other publishers\', as in search results: kind = "discovery"'
_CARRIED = {
    "headlines": "headlines only (median {} characters); candidates' pages are fetched",
    "summaries": "summaries (median {} characters); candidates' pages are fetched",
    "full": "whole articles (median {} characters); no pages are fetched",
}


def matters(entry: Entry) -> bool:
    """Say whether an entry would be read further."""
    return might_matter(entry.title, entry.summary)


def screen(report: Report, feed: Feed, columns: int) -> str:
    """Write all about one feed, at most some 24 lines of a terminal of 80 columns."""
    named = f"{feed.name}: " if feed.name else ""
    rows = [("feed", f"{named}{report.url}"), ("class", f"{report.kind}{_remark(report, feed)}")]
    if report.moved_to:
        rows.append(("moved", f"for good to {report.moved_to}: write that into feeds.toml"))
    rows += [("instead", f"the page names the feed {other}") for other in report.other_feeds]
    if not report.is_usable:
        return "\n".join(labelled(rows, columns, _LABEL))
    if report.is_gathered:
        rows.append(("kind", GATHERED))
    lines = labelled([*rows, *_about_entries(report), *_about_page(report)], columns, _LABEL)
    return "\n".join((*lines, "", feedlist.table(guessed(report, feed))))


def _remark(report: Report, feed: Feed) -> str:
    if report.message or not report.is_usable:
        return f": {report.message}"
    return ", and robots.txt allows it" if feed.obey_robots else ", whatever robots.txt says"


def _about_entries(report: Report) -> Iterator[tuple[str, str]]:
    yield "title", f"{report.title or 'none'} ({_language(report)})"
    yield "entries", f"{len(report.entries)}, newest {_newest(report)}{_repeated(report)}"
    yield "window", _window(report)
    yield "text", _CARRIED[report.carried].format(report.length)
    yield "identifiers", _identifiers(report)
    if report.conditional:
        yield "unchanged", report.conditional
    yield "clock", _clock(report) or "no sign that it is wrong"
    found = [entry for entry in report.entries if matters(entry)]
    yield "candidates", f"{len(found)} of {len(report.entries)} would be read further{':' if found else ''}"
    for entry in found[:_SHOWN]:
        yield "", f"“{_cut(entry.title, _LONGEST)}”"


def _about_page(report: Report) -> Iterator[tuple[str, str]]:
    if report.sample is None:
        return
    yield "page of", f"“{_cut(report.sample.title, _LONGEST)}”"
    if report.page is None:
        yield "", report.page_problem
        return
    yield "", f"{len(report.page.text)} characters, published {report.page.published or 'not stated'}"
    yield "", _cut(report.page.text, _SAMPLE) or "no text was found on it"


def findings(report: Report, feed: Feed) -> list[str]:
    """List what an operator should know of a feed, in few words; the first is why it fails, if it does."""
    if not report.is_usable:
        instead = f"; the page names {report.other_feeds[0]}" if report.other_feeds else ""
        return [f"{report.kind}{instead}"]
    found = [f"moved to {report.moved_to}"] if report.moved_to else []
    if report.carried == "headlines" and feed.text is None:
        found.append("headlines only")
    if report.is_gathered and feed.kind == "rss":
        found.append('other publishers\' news: kind = "discovery"')
    read = language_read(report)
    if read and feed.language and read != feed.language:
        found.append(f"reads as {read}, not {feed.language}")
    found += [_clock(report), _age(report)]
    if report.with_guid and not report.trusted:
        found.append("identifiers repeat")
    return [one for one in found if one]


def overview(pairs: Sequence[tuple[Feed, Report]], columns: int) -> Iterator[str]:
    """Write a line for each feed, those that fail first, and a summary."""
    rows = [
        (
            short(feed.name, _NAME),
            str(len(report.entries)),
            _hours(report.window),
            ", ".join(findings(report, feed)),
        )
        for feed, report in sorted(pairs, key=lambda pair: pair[1].is_usable)
    ]
    yield from table([("FEED", "ENTRIES", "WINDOW", "WHAT TO KNOW"), *rows], columns)
    failed = Counter(report.kind for _, report in pairs if not report.is_usable)
    classes = ", ".join(f"{number} {kind}" for kind, number in failed.most_common())
    yield f"feeds {len(pairs)}, failed {failed.total()}{f' ({classes})' if failed else ''}"


def _language(report: Report) -> str:
    claimed, read = report.language or "not named", language_read(report)
    return f"language {claimed}, read as {read}" if read else f"language {claimed}, none that we read"


def _newest(report: Report) -> str:
    return report.dates[-1] if report.dates else "without a date"


def _repeated(report: Report) -> str:
    return f", {report.repeated} of them with a title that stands twice" if report.repeated else ""


def _window(report: Report) -> str:
    if report.window is None:
        return "unknown: fewer than two entries have dates"
    often = max(report.window / 2, 1 / 60)
    return f"{report.window:.1f} hours: to be polled at least every {often:.1f} hours"


def _hours(window: float | None) -> str:
    return "?" if window is None else f"{window:.0f} h"


def _identifiers(report: Report) -> str:
    if not report.with_guid:
        return "none: items are known by their link, else by their title"
    said = f"{report.guids} for {report.with_guid} items, trusted for {report.trusted}"
    return f"{said}; {report.changing} change at every request" if report.changing else said


def _clock(report: Report) -> str:
    """Say that the feed's dates look like a local time called UTC; "" where they do not."""
    if report.apart:
        return f"{report.apart:+g} h from the page's: local time called UTC? Set timezone"
    if report.ahead > 1 / 12:
        return f"newest is {report.ahead:.1f} h in the future: local time called UTC? Set timezone"
    return ""


def _age(report: Report) -> str:
    if not report.dates:
        return "no dates"
    age = datetime.now(UTC) - datetime.fromisoformat(report.dates[-1])
    return f"nothing new for {age.days} days" if age > _TOO_OLD else ""


def _cut(text: str, size: int) -> str:
    text = " ".join(text[: size * 2].split())
    return text if len(text) <= size else f"{text[:size].rstrip()}…"
