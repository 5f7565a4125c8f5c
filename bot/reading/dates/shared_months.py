"""Days that share the month of a later date: "arrived on the 7th and left on 8 September"."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence, Set

from bot.reading.dates.when import When
from bot.reading.words.calendar_words import day_number
from bot.reading.words.scene import Scene

_BACK = 7  # tokens from a lone day back from the date that names its month
_DEEDS = ("travel", "leave", "visit", "meet", "sign", "status")


def sharing_month(scene: Scene, found: Sequence[When]) -> Iterator[When]:
    """List the lone numbers before an "and left on 8 September", as days of that month."""
    taken = {index for when in found for index in range(when.first, when.last)}
    yield from _days_behind(scene, found, taken)
    for when in found:
        at = None if when.precision != "day" or when.is_relative else _lone_day(scene, when)
        if at is not None and taken.isdisjoint(range(at, when.first)):
            day = when.start.replace(day=int(scene.tokens[at].folded))
            yield When(day, day, "day", at, at + 1, has_year=when.has_year)


def _days_behind(scene: Scene, found: Sequence[When], taken: Set[int]) -> Iterator[When]:
    """ "Arrived on 7 September and left on the 9th": where an ending tells that a number is a day."""
    for at in range(len(scene.tokens) - 1):
        word = scene.tokens[at].folded
        if at in taken or not word.isdecimal() or not scene.says(at + 1, "day_ending"):
            continue
        before = [when for when in found if when.precision == "day" and when.last <= at]
        number = day_number(word) if scene.document.gap(at) == "-" else None
        if before and number is not None and number > before[-1].start.day:
            last = calendar.monthrange(before[-1].start.year, before[-1].start.month)[1]
            day = before[-1].start.replace(day=min(number, last))
            yield When(day, day, "day", at, at + 2, has_year=before[-1].has_year)


def _lone_day(scene: Scene, when: When) -> int | None:
    """Find the number; a word that joins and one of travel stand between it and the date."""
    for at in range(when.first - 1, max(when.first - _BACK, 0), -1):
        if not scene.same_sentence(at, when.first):
            return None
        word = scene.tokens[at].folded
        if word.isdecimal():
            number = day_number(word)
            between = range(at + 1, when.first)
            joined = any(scene.says(index, "and") for index in between)
            deed = any(scene.starting(index, *_DEEDS) for index in between)
            return at if number is not None and number < when.start.day and joined and deed else None
    return None
