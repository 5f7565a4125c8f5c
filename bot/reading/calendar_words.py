"""The words of a calendar: names of months and weekdays, numbers of days and years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.languages import pack
from bot.text import fold

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|o|a|º|ª|일|日)?")


def day_number(word: str) -> int | None:
    """Read "24" or "24th" as a day of the month."""
    match = _ORDINAL.fullmatch(word)
    number = int(match[1]) if match else 0
    return number if 1 <= number <= 31 else None


def year_number(word: str) -> int | None:
    """Read four digits as a year that news speaks of, 1950 to 2100."""
    return int(word) if len(word) == 4 and word.isdecimal() and 1950 <= int(word) <= 2100 else None


@cache
def months(code: str) -> Mapping[str, int]:
    """Give the folded names of the months, short and long, with their numbers 1 to 12."""
    from babel.dates import get_month_names  # Babel is slow to load and needed for candidates only

    found: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale=code).items():
                found.setdefault(fold(name).rstrip("."), number)
    found.update({fold(name): number for name, number in _pack_table(code, "months").items()})
    return found


@cache
def weekdays(code: str) -> Mapping[str, int]:
    """Give the folded names of the weekdays with their numbers, Monday being 0."""
    from babel.dates import get_day_names

    named = get_day_names("wide", "format", locale=code).items()
    found = {fold(name).replace("-", " "): number for number, name in named}
    found.update({fold(name): number for name, number in _pack_table(code, "weekdays").items()})
    return found


def _pack_table(code: str, name: str) -> Mapping[str, int]:
    table: Mapping[str, int] = pack(code)["reading"].get(name, {})
    return table


@cache
def days_from_today(code: str) -> Mapping[str, int]:
    """Give words and pairs of words like "yesterday", "last night" with their distance from today in days."""
    table: Mapping[str, int] = pack(code)["reading"].get("options", {}).get("days_from_today", {})
    return {fold(word): days for word, days in table.items()}
