"""Dates written in digits alone: 2026-01-24, 24.01.2026, 24. 1. 2026, 2026. 1. 24."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.reading.dates.solar import from_solar
from bot.reading.dates.when import When
from bot.reading.dates.year_first import DASHES
from bot.reading.words.calendar_words import day_number, solar_months
from bot.reading.words.scene import Scene

_ISO = re.compile(r"(?<!\d)(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"\b(\d{1,2})(?:\s?/\s?|\.\s?)(\d{1,2})(?:\s?/\s?|\.\s?)(\d{4})(?!\d)")
_SOLAR = 1600  # years below are not of our calendar
_LONGEST = timedelta(days=31)
_POINTED = re.compile(r"(?<!\d)(\d{4})(\.)\s?(\d{1,2})\.\s?(\d{1,2})(?!\d)")

_SHORT = re.compile(r"(?<=['’‘])(\d{2})(\.)\s?(\d{1,2})\.\s?(\d{1,2})(?!\d)")  # ’26. 11. 9.
_CENTURY = 2000


def written_in_digits(scene: Scene) -> Iterator[When]:
    """List the dates in digits, by the calendar of the language."""
    starts = {token.start: index for index, token in enumerate(scene.tokens)}
    solar = bool(solar_months(scene.language.code))
    for pattern, order in (
        (_ISO, (1, 3, 4)), (_POINTED, (1, 3, 4)), (_SHORT, (1, 3, 4)), (_DOTTED, (3, 2, 1)),
    ):  # fmt: skip
        for match in pattern.finditer(scene.document.raw):
            year, month, day = (int(match[group]) for group in order)
            year += _CENTURY if pattern is _SHORT else 0
            found = from_solar(year, month, day) if solar and year < _SOLAR else safe(year, month, day)
            if match.start() in starts and found is not None:
                at = starts[match.start()]
                start, first = _opening(scene, at, found) or (found, at)
                yield When(start, found, "day", first, at + 3, has_year=True)


def _opening(scene: Scene, index: int, end: date) -> tuple[date, int] | None:
    """Read the first day of "18-20/05/2026", "18. und 20.05.2026", "18/05 to 20/05/2026"; and its token."""
    at = index - 1
    if at > 0 and (scene.says(at, "range") or scene.says(at, "and")):
        at -= 1
    elif at < 0 or scene.document.gap(at).strip(". ") not in DASHES:
        return None
    month, first = end.month, at
    if at > 0 and scene.document.gap(at - 1).strip() in {"/", "."} and scene.tokens[at].folded.isdecimal():
        month, first = int(scene.tokens[at].folded), at - 1
    day = day_number(scene.tokens[first].folded) if scene.same_sentence(first, index) else None
    start = safe(end.year, month, day) if day is not None else None
    return (start, first) if start is not None and timedelta() < end - start <= _LONGEST else None


def safe(year: int, month: int, day: int) -> date | None:
    """Give the day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
