"""The settings of a feed as far as they can be told from what it gives; what is not sure is left out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, count
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot import countries
from bot.feeds.catalogue import LONGEST_NAME
from bot.feeds.check import Report
from bot.model import Feed
from bot.reading.words.detect import language_of

_EMPTY_NAMES = frozenset({"rss", "feed", "rss feed", "news", "latest news", "home", "xml", "untitled"})
_ENDING = 40  # characters of what tells a name apart from another
_LONGEST_WINDOW = 48.0  # hours; a longer one is never missed
# Domains that stand for a word or were sold to the world, and say nothing about who uses them.
_SOLD = """
ac ag ai am as bz cc cd cx dj eu fm gg gl gs im io is la li ly me ms mu nu pm pw re sc sh sr st su tf tk
to tv vc vg vu ws
"""
_ENDINGS = {"uk": "GB"}  # whose domain is not their code


def guessed(report: Report, given: Feed) -> Feed:
    """Give the feed with what `given` leaves open filled in, where the report is sure of it."""
    url = report.moved_to or report.url
    country = given.country or country_of(url)
    is_found = given.kind == "rss" and report.is_gathered
    return replace(
        given,
        kind="discovery" if is_found else given.kind,
        tier=3 if is_found else given.tier,
        name=given.name or name_of(report),
        url=url,
        country=country,
        language=given.language or language_read(report),
        window=given.window or _window(report.window),
        text=given.text or (None if report.carried == "summaries" else report.carried),
        timezone=given.timezone or zone_of(report, country),
    )


def name_of(report: Report) -> str:
    """Take the feed's own title where it is a name, else the host's."""
    title = "".join(letter for letter in report.title or "" if letter.isprintable()).strip()
    if len(title) < 2 or title.casefold() in _EMPTY_NAMES:
        return host_of(report.moved_to or report.url)
    return title[:LONGEST_NAME].strip()


def free_name(feed: Feed, taken: Set[str]) -> str:
    """Give a name that no other feed has: its own, else with the host, else with a number."""
    numbers = (f" ({number})" for number in count(len(taken)))
    endings = chain(("", f" ({host_of(feed.url)})"[:_ENDING]), numbers)
    names = (feed.name[: LONGEST_NAME - len(ending)] + ending for ending in endings)
    return next(name for name in names if name.casefold() not in taken)


def host_of(url: str) -> str:
    """Give the host of an address without www.; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def country_of(url: str) -> str | None:
    """Tell the country of an address by its ending, where that is a country's own."""
    ending = host_of(url).rpartition(".")[2]
    code = _ENDINGS.get(ending, ending.upper())
    return code if ending not in _SOLD.split() and code in countries.codes() else None


def language_read(report: Report) -> str | None:
    """Tell the language of the entries; what the feed claims counts only where their words agree."""
    claimed = (report.language or "").replace("_", "-").partition("-")[0].lower()
    words = " ".join(f"{entry.title} {entry.summary[:100]}" for entry in report.entries[:20])
    return language_of("", words, claimed or None)


def zone_of(report: Report, country: str | None) -> str | None:
    """Name the country's time zone where it explains why the feed's dates are wrong."""
    if not country or not (report.apart or report.ahead):
        return None
    from babel.core import get_global  # slow to load, and seldom needed

    zones: list[str] = list(get_global("territory_zones").get(country, ()))
    offsets = {zone: _offset(zone) for zone in zones}
    fitting = {
        offset for offset in offsets.values() if offset == (report.apart or offset) and offset >= report.ahead
    }
    return next((zone for zone in zones if offsets[zone] in fitting), None) if len(fitting) == 1 else None


def _offset(zone: str) -> float:
    difference = datetime.now(UTC).astimezone(ZoneInfo(zone)).utcoffset()
    return difference.total_seconds() / 3600 if difference else 0.0


def _window(hours: float | None) -> float | None:
    return float(max(int(hours), 1)) if hours is not None and 0 < hours < _LONGEST_WINDOW else None
