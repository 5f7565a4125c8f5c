"""Dates written in digits alone: 2026-01-24, 24.01.2026, 24. 1. 2026, 2026. 1. 24."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.reading.dates.solar import from_solar
from bot.reading.dates.when import When
from bot.reading.words.calendar_words import solar_months
from bot.reading.words.scene import Scene

_ISO = re.compile(r"(?<!\d)(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"\b(\d{1,2})(?:\s?/\s?|\.\s?)(\d{1,2})(?:\s?/\s?|\.\s?)(\d{4})(?!\d)")
_SOLAR = 1600  # years below are not of our calendar
_POINTED = re.compile(r"(?<!\d)(\d{4})(\.)\s?(\d{1,2})\.\s?(\d{1,2})(?!\d)")


def written_in_digits(scene: Scene) -> Iterator[When]:
    """List the dates in digits, by the calendar of the language."""
    starts = {token.start: index for index, token in enumerate(scene.tokens)}
    solar = bool(solar_months(scene.language.code))
    for pattern, order in ((_ISO, (1, 3, 4)), (_POINTED, (1, 3, 4)), (_DOTTED, (3, 2, 1))):
        for match in pattern.finditer(scene.document.raw):
            year, month, day = (int(match[group]) for group in order)
            found = from_solar(year, month, day) if solar and year < _SOLAR else safe(year, month, day)
            if match.start() in starts and found is not None:
                first = starts[match.start()]
                yield When(found, found, "day", first, first + 3, has_year=True)


def safe(year: int, month: int, day: int) -> date | None:
    """Give the day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
