"""From what a parser found to entries: plain text and sound dates."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urljoin, urlsplit

from bot.feeds.identity import told_apart
from bot.model import Entry

MAX_ENTRIES: Final = 5_000  # of one feed; the first ones stay, feeds put the newest there
_TITLE: Final = 500  # characters
_SUMMARY: Final = 20_000  # characters; full-text feeds give whole articles
_FUTURE: Final = timedelta(days=2)  # later than that a clock or a zone is wrong
_EARLIEST: Final = 1990  # a year before the web is a default of some machine

_HIDDEN: Final = re.compile(r"<(script|style)\b", re.IGNORECASE)
_BREAK: Final = re.compile(
    r"</?(?:p|br|div|li|ul|ol|tr|table|h[1-6]|blockquote|section|article)\b[^<>]*>", re.IGNORECASE
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->|<[!?][^<>]*>")
# An offset, or the letters of a zone that dates in mail have.
_ZONED: Final = re.compile(
    r":\d\d(?:[.,]\d{1,9})?\s*(?:[+-](?!00:?00)\d\d:?\d\d|[ECMP][SD]T\b)",
    re.IGNORECASE,
)
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its parser found it, its text without HTML."""

    guid: str | None
    link: str | None
    title: str  # by `one_line`
    body: str  # by `plain`
    published: datetime | None  # without a zone where the feed names none, or only UTC
    publisher: str | None = None  # where it is not the feed's own


@dataclass(frozen=True, slots=True)
class Collected:
    """The entries of a feed, no story twice, and how far its identifiers can be trusted."""

    entries: tuple[Entry, ...]
    with_guid: int
    guids: int


def collect(items: Sequence[Item], base: str, now: datetime) -> Collected:
    """Turn items into entries in the feed's order; `base` is the feed's address, for links without a host.

    `now` is in the zone that the feed's clock shows, which is that of its times without one.
    """
    found = [_entry(item, base, now) for item in items[:MAX_ENTRIES]]
    given = [guid for guid, _ in found if guid]
    return Collected(told_apart(found, base), len(given), len(set(given)))


def plain(markup: str, limit: int = _SUMMARY) -> str:
    """Turn a feed's HTML into text, paragraphs separated by line feeds, at most `limit` characters."""
    text = _BREAK.sub("\n", _without_hidden(markup[: limit * 10]))
    text = html.unescape(_TAG.sub(" ", text))
    return tidy(text)[:limit]


def tidy(text: str) -> str:
    """Level spaces and drop empty lines and what cannot be printed; letters in their composed form."""
    text = unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def one_line(markup: str, limit: int = _TITLE) -> str:
    """Turn a title into one line of text."""
    return " ".join(plain(markup, limit).split())


def sound_date(moment: datetime | None, now: datetime) -> str | None:
    """Write a moment as RFC 3339 in UTC; None where it lies in the future or before the web.

    One without a zone is in that of `now`.
    """
    if moment is None or moment.year < _EARLIEST or moment.year > now.year + 1:
        return None
    moment = moment.replace(tzinfo=moment.tzinfo or now.tzinfo).astimezone(UTC)
    return None if moment > now + _FUTURE else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def names_a_zone(written: str) -> bool:
    """Whether a date names a zone of its own; many feeds call their local time GMT."""
    return _ZONED.search(written) is not None


def web_address(link: str | None, base: str) -> str | None:
    """Complete a link; None where it does not lead to the web."""
    if not link or not link.strip():
        return None
    try:
        url = urljoin(base, link.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _entry(item: Item, base: str, now: datetime) -> tuple[str | None, Entry]:
    guid = " ".join(tidy(item.guid or "").split())
    entry = Entry(
        names=(),
        title=item.title,
        summary=item.body,
        url=web_address(item.link, base),
        published=sound_date(item.published, now),
        publisher=item.publisher,
    )
    return guid or None, entry


def _without_hidden(markup: str) -> str:
    """Cut out scripts and style sheets, in one pass: a pattern over both ends would take their square."""
    kept, position = [], 0
    while match := _HIDDEN.search(markup, position):
        kept.append(markup[position : match.start()])
        end = re.compile(f"</{match.group(1)}", re.IGNORECASE).search(markup, match.end())
        if end is None:
            return "".join(kept)
        position = end.start()
    return "".join(kept) + markup[position:]
