"""Days that share the month of a later date: "arrived on the 7th and left on 8 September"."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence, Set

from bot.reading.dates.when import When
from bot.reading.words.calendar_words import day_number
from bot.reading.words.scene import Scene

_CLOSING = frozenset(",;).:")  # what ends "les 28 et 29"; else something is counted
_BACK = 7  # tokens from a lone day back from the date that names its month
_DEEDS = ("travel", "leave", "visit", "meet", "sign", "status")


def sharing_month(scene: Scene, found: Sequence[When]) -> Iterator[When]:
    """List the lone numbers before an "and left on 8 September", as days of that month."""
    taken = {index for when in found for index in range(when.first, when.last)}
    yield from _days_behind(scene, found, taken)
    yield from _pairs_aside(scene, found, taken)
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
        if any(scene.starting(behind, "event") is not None for behind in (at + 2, at + 3)):
            continue  # "the 26th meeting"
        before = [when for when in found if when.precision == "day" and when.last <= at]
        number = day_number(word) if scene.document.gap(at) == "-" else None
        if before and number is not None and number > before[-1].start.day:
            last = calendar.monthrange(before[-1].start.year, before[-1].start.month)[1]
            day = before[-1].start.replace(day=min(number, last))
            yield When(day, day, "day", at, at + 2, has_year=before[-1].has_year)


def _pairs_aside(scene: Scene, found: Sequence[When], taken: Set[int]) -> Iterator[When]:
    """ "In Warsaw (11 and 12), in Vienna on 14 and 15 May", "en enero, del 19 al 21,":
    two days of the month that the sentence tells elsewhere.
    """
    for at in range(1, len(scene.tokens) - 2):
        first, second = (scene.tokens[index].folded for index in (at, at + 2))
        if not (first.isdecimal() and second.isdecimal()) or {at, at + 2} & taken or not _is_pair(scene, at):
            continue
        one, other = day_number(first), day_number(second)
        near = [
            when
            for when in found
            if when.precision in ("day", "month")
            and not when.is_relative
            and scene.same_sentence(when.first, at)
        ]
        if one is None or other is None or one >= other or not near:
            continue
        month = min(near, key=lambda when: abs(when.first - at)).start
        if other <= calendar.monthrange(month.year, month.month)[1]:
            yield When(month.replace(day=one), month.replace(day=other), "day", at, at + 3, has_year=False)


def _is_pair(scene: Scene, at: int) -> bool:
    """Tell of two numbers that they are joined, and that nothing that is counted follows."""
    joined = scene.says(at + 1, "and") or scene.says(at + 1, "range")
    ranged = scene.says(at - 1, "since") and scene.says(at + 1, "range")  # "participou de 13 a 16 na"
    leads = ranged and scene.same_sentence(at + 3, at) and scene.says(at + 3, "place")
    closed = leads or scene.document.gap(at + 2).strip()[:1] in _CLOSING
    opened = ranged or scene.document.gap(at - 1).strip() == "(" or scene.says(at - 1, "article")
    return joined and closed and opened and scene.same_sentence(at, at + 2)


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
