"""Finding a day, month, year or "last month" in what was typed, in the chat's language and in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from babel import Locale

from bot import countries, days
from bot.languages.speech import FALLBACK, date_locale, say
from bot.text import fold

_YEAR = r"(?:19|20)\d\d"
_SHORTEST_ALONE = 3  # letters of a month's name that stands without its year


def take(text: str, lang: str, today: date) -> tuple[str, str]:
    """Give the period that a text names, in ISO's form (two days with a slash), and what else it says.

    The period is empty where it names none. A month without its year is the last one that has begun.
    """
    folded = fold(text)
    for pattern, read in _patterns(lang):
        for found in pattern.finditer(folded):
            period = read(found, text[slice(*found.span("it"))], today)
            if period:
                return period, f"{text[: found.start()]} {text[found.end() :]}".strip()
    return "", text


_Read = Callable[[re.Match[str], str, date], str]


@cache
def _patterns(lang: str) -> tuple[tuple[re.Pattern[str], _Read], ...]:
    months, spoken = "|".join(_by_length(_months(lang))), "|".join(_by_length(_phrases(lang)))
    around = _either("period.before", lang), _either("period.after", lang)
    shapes: tuple[tuple[str, _Read], ...] = (
        (rf"(?P<y>{_YEAR})-(?P<m>\d\d)(?:-(?P<d>\d\d))?", _numbers),
        (rf"(?:(?P<d>\d\d?)[./])?(?P<m>\d\d?)[./](?P<y>{_YEAR})", _numbers),
        (rf"(?P<y>{_YEAR})\s*[-–—/]\s*(?P<z>{_YEAR})", _years),
        (rf"(?:(?P<d>\d\d?)\.?\s+)?(?P<month>{months})\.?,?\s+(?P<y>{_YEAR})", _named(lang)),
        (rf"(?P<y>{_YEAR})\.?\s+(?P<month>{months})", _named(lang)),
        (rf"(?P<y>{_YEAR})\s?[年년](?:\s?(?P<m>\d\d?)\s?[月월])?", _numbers),
        (rf"(?P<phrase>{spoken})", _phrase(lang)),
        (rf"(?P<month>{months})", _month_alone(lang)),
        (rf"(?P<y>{_YEAR})", _numbers),
    )
    return tuple(
        (
            re.compile(rf"(?<!\w)(?:(?:{around[0]})\s+)?(?P<it>{shape})(?:\s+(?:{around[1]})\b\.?)?(?!\w)"),
            read,
        )
        for shape, read in shapes
    )


def _by_length(words: Iterator[str] | dict[str, int] | dict[str, str]) -> list[str]:
    return [re.escape(word) for word in sorted(words, key=len, reverse=True)]


def _either(key: str, lang: str) -> str:
    """Give the words of a sentence in both languages, one of which may stand there."""
    return "|".join(re.escape(fold(word)) for code in (lang, FALLBACK) for word in say(code, key).split())


@cache
def _months(lang: str) -> dict[str, int]:
    """Give the names of the months as they stand in a date and alone, folded, with their numbers."""
    found: dict[str, int] = {}
    for code in (FALLBACK, lang):
        tables = Locale.parse(date_locale(code)).months
        for context, width in (("format", "abbreviated"), ("stand-alone", "wide"), ("format", "wide")):
            found |= {fold(str(name)).rstrip("."): number for number, name in tables[context][width].items()}
    return found


@cache
def _phrases(lang: str) -> dict[str, str]:
    """Give the ways to say each span of days, folded: "last month" -> "last_month"."""
    return {
        fold(phrase): span
        for code in (FALLBACK, lang)
        for span in _SPANS
        for phrase in say(code, f"period.{span}").split("|")
    }


def _numbers(found: re.Match[str], written: str, today: date) -> str:
    parts = found.groupdict()
    return _valid(parts["y"], parts.get("m"), parts.get("d"))


def _years(found: re.Match[str], written: str, today: date) -> str:
    first, last = sorted((found["y"], found["z"]))
    return _interval(days.span(first)[0], days.span(last)[1])


def _named(lang: str) -> _Read:
    def read(found: re.Match[str], written: str, today: date) -> str:
        parts = found.groupdict()
        if written.split()[0].isupper() and countries.lookup(written.split()[0]):
            return ""  # "MAR 2026" is Morocco
        return _valid(parts["y"], str(_months(lang)[parts["month"]]), parts.get("d"))

    return read


def _month_alone(lang: str) -> _Read:
    def read(found: re.Match[str], written: str, today: date) -> str:
        month = _months(lang)[found["month"]]
        if len(written) < _SHORTEST_ALONE or countries.lookup(written):
            return ""
        return f"{today.year - (month > today.month)}-{month:02}"

    return read


def _phrase(lang: str) -> _Read:
    def read(found: re.Match[str], written: str, today: date) -> str:
        return _SPANS[_phrases(lang)[found["phrase"]]](today)

    return read


def _valid(year: str, month: str | None, day: str | None) -> str:
    """Write a date cut to what is known; nothing where the calendar has no such day."""
    iso = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    try:
        days.span(iso)
    except ValueError:
        return ""
    return iso


def _interval(first: date, last: date) -> str:
    return f"{first}/{last}"


def _week(today: date, ahead: int) -> str:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    return _interval(monday, monday + timedelta(days=6))


def _month(today: date, ahead: int) -> str:
    number = today.year * 12 + today.month - 1 + ahead
    return f"{number // 12}-{number % 12 + 1:02}"


_SPANS: dict[str, Callable[[date], str]] = {
    "today": lambda today: str(today),
    "yesterday": lambda today: str(today - timedelta(days=1)),
    "tomorrow": lambda today: str(today + timedelta(days=1)),
    "this_week": lambda today: _week(today, 0),
    "last_week": lambda today: _week(today, -1),
    "next_week": lambda today: _week(today, 1),
    "this_month": lambda today: _month(today, 0),
    "last_month": lambda today: _month(today, -1),
    "next_month": lambda today: _month(today, 1),
    "this_year": lambda today: str(today.year),
    "last_year": lambda today: str(today.year - 1),
    "next_year": lambda today: str(today.year + 1),
}
