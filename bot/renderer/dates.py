"""Dates as a reader's language writes them, by CLDR; instants are told in UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime, get_date_format

from bot.languages.speech import Speaker, date_locale, say, year_ends_ranges
from bot.model import Sighting

Shape = Literal["closed", "from", "until", "unknown"]

_SKELETONS = {4: "y", 7: "yMMM", 10: "yMMMd"}  # by the length of an ISO date cut to what is known
_YEAR_LAST_RANGES = {"d": ["d–", "d MMM y"], "M": ["d MMM – ", "d MMM y"], "y": ["d MMM y – ", "d MMM y"]}
_SHORT_MONTH = re.compile("(?<!M)M{3}(?!M)|(?<!L)L{3}(?!L)")  # inside a date, and standing alone
_THIN_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": " "})


def shape(record: Sighting) -> Shape:
    """Tell what is known of a visit's dates: closed on both sides, open on one, or nothing.

    A single day is open when the article may have told of the first day of several.
    """
    if record.start and (record.end or record.date_precision != "day" or record.status == "completed"):
        return "closed"
    if record.start:
        return "from"
    return "until" if record.end else "unknown"


def span(record: Sighting, speak: Speaker, *, long: bool = False) -> str | None:
    """Write when a visit is or was: a date, a range, "from" or "until" one; None when nothing is known."""
    known = shape(record)
    if known in ("from", "until"):
        return speak(f"when.{known}", date=partial(record.start or record.end or "", speak.lang, long=long))
    if not record.start:
        return None
    if record.end and record.end != record.start:
        return between(record.start, record.end, speak.lang, long=long)
    return partial(record.start, speak.lang, long=long)


@lru_cache(maxsize=4096)
def partial(iso: str, lang: str, *, long: bool = False) -> str:
    """Write an ISO date cut to day, month or year; what is no such date comes back as it is."""
    day = _read(iso)
    if day is None:
        return iso
    locale = Locale.parse(date_locale(lang))
    if len(iso) == 10:
        return _plain(format_date(day, _style(locale, long), locale=locale))
    pattern = str(locale.datetime_skeletons["yMMMM" if len(iso) == 7 else "y"])
    return _plain(format_date(day, pattern, locale=locale))


@lru_cache(maxsize=4096)
def between(start: str, end: str, lang: str, *, long: bool = False) -> str:
    """Write a range of two ISO dates, saying what they share once."""
    first, last = _read(start), _read(end)
    if first is None or last is None or len(start) != len(end):
        return f"{partial(start, lang, long=long)} – {partial(end, lang, long=long)}"
    locale = Locale.parse(date_locale(lang))
    differing = _differing(first, last)
    spelt = long or len(start) == 7
    patterns = _interval(locale, _SKELETONS[len(start)], differing, spelt=spelt)
    if year_ends_ranges(lang) and len(start) == 10:
        patterns = _YEAR_LAST_RANGES[differing]
    if not patterns or len(patterns) != 2:
        return f"{partial(start, lang, long=long)} – {partial(end, lang, long=long)}"
    if spelt:
        patterns = [
            _SHORT_MONTH.sub(lambda found: found.group() + found.group()[0], pattern) for pattern in patterns
        ]
    return _plain(
        "".join(format_date(day, p, locale=locale) for day, p in zip((first, last), patterns, strict=True))
    )


def _interval(locale: Locale, skeleton: str, differing: str, *, spelt: bool) -> Sequence[str] | None:
    """Give CLDR's halves of a range; the long ones, with a language's small words, where it has them."""
    known = locale.interval_formats
    longer = known.get(skeleton.replace("MMM", "MMMM"), {}) if spelt else {}
    halves: Sequence[str] | None = longer.get(differing) or known.get(skeleton, {}).get(differing)
    return halves


@lru_cache(maxsize=1024)
def month(day: date, lang: str) -> str:
    """Write a month in short, standing alone, without its year."""
    return _plain(format_date(day, "LLL", locale=Locale.parse(date_locale(lang))))


@lru_cache(maxsize=1024)
def moment(instant: datetime, lang: str) -> str:
    """Write an instant in UTC, to the minute."""
    locale = Locale.parse(date_locale(lang))
    day, clock = (
        _plain(format_datetime(instant.astimezone(UTC), pattern, locale=locale))
        for pattern in (get_date_format(_style(locale), locale).pattern, "HH:mm")
    )
    return f"{say(lang, 'card.also', one=day, other=clock)} UTC"


def local_time(instant: datetime, speak: Speaker) -> str:
    """Write an instant, which clients show in the reader's own time zone; never write calendar dates so."""
    return f'<tg-time unix="{int(instant.timestamp())}" format="Dt">{moment(instant, speak.lang)}</tg-time>'


def instant_of(published: str | None) -> datetime | None:
    """Read an RFC 3339 instant; None for a mere date, which has no moment to tell."""
    if not published or len(published) <= 10:
        return None
    try:
        read = datetime.fromisoformat(published)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def first_day(iso: str | None) -> date | None:
    """Give the earliest day that an ISO date cut to day, month or year can mean."""
    return _read(iso) if iso else None


def last_day(iso: str | None) -> date | None:
    """Give the latest day that an ISO date cut to day, month or year can mean."""
    day = _read(iso) if iso else None
    if day is None or iso is None or len(iso) == 10:
        return day
    if len(iso) == 4:
        return date(day.year, 12, 31)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _style(locale: Locale, long: bool = False) -> Literal["medium", "long"]:
    """Choose a way to write a date that names the month: Telegram takes "/01" for a command."""
    return "long" if long or "/" in get_date_format("medium", locale).pattern else "medium"


def _read(iso: str) -> date | None:
    if len(iso) not in _SKELETONS:
        return None
    try:
        return date.fromisoformat((iso + "-01-01")[:10])
    except ValueError:
        return None


def _differing(first: date, last: date) -> str:
    if first.year != last.year:
        return "y"
    return "M" if first.month != last.month else "d"


def _plain(text: str) -> str:
    """CLDR's thin spaces are missing from some phones' fonts."""
    return text.translate(_THIN_SPACES)
