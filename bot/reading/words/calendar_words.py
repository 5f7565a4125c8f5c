"""The words of a calendar: names of months and weekdays, numbers of days and years."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from bot.languages import pack, plain
from bot.text import fold

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|o|a|º|ª|일|日|号|両日?)?")

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(\d{4})[^\W\d_a-z]?")  # "2025م", "2025년"


def day_number(word: str) -> int | None:
    """Read "24" or "24th" as a day of the month."""
    match = _ORDINAL.fullmatch(word)
    number = int(match[1]) if match else _han_number(word)
    return number if 1 <= number <= 31 else None


@cache
def day_words(code: str) -> Mapping[str, int]:
    """Give the words and phrases, folded, that a pack writes days of a month with: "هشتم", "first"."""
    table: Mapping[str, int] = pack(code)["reading"].get("options", {}).get("day_words", {})
    # "oʻn birinchi" is read as three words
    return {" ".join(_WORD.findall(plain(code)(word))): number for word, number in table.items()}


def _han_number(word: str) -> int:
    """Read 二十六日, or 0 where the letters are no day."""
    total = last = 0
    for letter in word[:-1] if word[-1:] in ("日", "号") else ():
        digit = int(unicodedata.numeric(letter, 0)) if letter.isnumeric() else 0
        if not 0 < digit <= 10:
            return 0
        total, last = (total + (last or 1) * 10, 0) if digit == 10 else (total, digit)
    return total + last


def year_number(word: str) -> int | None:
    """Read four digits as a year that news speaks of, 1950 to 2100; one letter of the script may follow."""
    match = _YEAR.fullmatch(word)
    number = int(match[1]) if match else 0
    return number if 1950 <= number <= 2100 else None


def solar_year_number(word: str) -> int | None:
    """Read four digits as a year of the solar calendar, 1300 to 1450."""
    match = _YEAR.fullmatch(word)
    number = int(match[1]) if match else 0
    return number if 1300 <= number <= 1450 else None


@cache
def numbers_in_words(code: str) -> Mapping[str, int]:
    """Give the folded words for numbers that a pack lists, with what they say: "three" is 3."""
    told: Mapping[str, int] = pack(code)["reading"].get("options", {}).get("numbers", {})
    return {fold(word): number for word, number in told.items()}


@cache
def months(code: str) -> Mapping[str, int]:
    """Give the folded names of the months, short and long, with their numbers 1 to 12; 0 is "this month"."""
    from babel.dates import get_month_names  # Babel is slow to load and needed for candidates only

    write = plain(code)
    found: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale=code).items():
                found.setdefault(write(name).rstrip("."), number)
    options = pack(code)["reading"].get("options", {})
    for word in (*options.get("since_after", ()), *options.get("until_after", ())):
        found.pop(write(word), None)  # "23-dək" is "until the 23rd", not "23 dek."
    found.update({write(name): number for name, number in _pack_table(code, "months").items()})
    return found


@cache
def solar_months(code: str) -> Mapping[str, int]:
    """Give the folded names of the months of the solar calendar, for languages that use it."""
    return {fold(name): number for name, number in _pack_table(code, "solar_months").items()}


@cache
def weekdays(code: str) -> Mapping[str, int]:
    """Give the folded names of the weekdays with their numbers, Monday being 0."""
    from babel.dates import get_day_names

    write = plain(code)
    named = get_day_names("wide", "format", locale=code).items()
    found = {write(name).replace("-", " "): number for number, name in named}
    found.update({write(name): number for name, number in _pack_table(code, "weekdays").items()})
    return found


def _pack_table(code: str, name: str) -> Mapping[str, int]:
    table: Mapping[str, int] = pack(code)["reading"].get(name, {})
    return table


@cache
def days_from_today(code: str) -> Mapping[str, int]:
    """Give words and pairs of words like "yesterday", "last night" with their distance from today in days."""
    table: Mapping[str, int] = pack(code)["reading"].get("options", {}).get("days_from_today", {})
    return {plain(code)(word): days for word, days in table.items()}
