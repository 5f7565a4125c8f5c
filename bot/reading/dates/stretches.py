"""Two days told each in full that are the first and the last of a stretch: "from Monday (13/10) to …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.reading.dates.when import When
from bot.reading.dates.year_first import DASHES, is_aside
from bot.reading.words.calendar_words import weekdays
from bot.reading.words.scene import Scene

_BRIDGE = 4  # tokens between the first and the last day of a stretch
_LONGEST = timedelta(days=31)


def bridged(scene: Scene, found: Sequence[When]) -> list[When]:
    """Read "from Monday (13/10) to Wednesday (15/10)" as one stretch of days."""
    joined: list[When] = []
    for when in found:
        before = joined[-1] if joined else None
        if before is not None and _is_end_of(scene, before, when):
            joined[-1] = replace(before, end=when.end, last=when.last, opens=False, closes=False)
        else:
            joined.append(when)
    return joined


def _is_end_of(scene: Scene, one: When, other: When) -> bool:
    between = range(one.last, other.first)
    while between and is_aside(scene, between[0]):
        between = between[1:]  # the weekday in 11日(月)から13日
    days = one.precision == other.precision == "day" and not one.is_range and not other.is_range
    if not between and one.last == other.first and scene.document.gap(one.last - 1).strip(" .") in DASHES:
        return days and timedelta() < other.start - one.start <= _LONGEST  # ’26. 5. 10.~5. 12.
    if not 0 < len(between) <= _BRIDGE or not scene.same_sentence(one.first, other.first):
        return False
    weekday = weekdays(scene.language.code)
    return (
        days
        and timedelta() < other.start - one.start <= _LONGEST
        and (
            _leads_on(scene, between[0] + _is_number_of(scene, between[0], one), one.opens)
            or _is_next_day(scene, one, other, between)
        )
        and all(
            any(scene.says(at, name) for name in ("range", "date_lead", "article", "and"))
            or scene.tokens[at].folded in weekday
            or _is_number_of(scene, at, one)
            for at in between
        )
    )


def _is_next_day(scene: Scene, one: When, other: When, between: range) -> bool:
    """ "Les 30 septembre et 1er octobre", "lundi 4 et mardi 5 décembre": two days that follow each other."""
    behind = between[_is_number_of(scene, between[0], one) :]
    joined = bool(behind) and scene.says(behind[0], "and")
    joined = joined and all(scene.says(at, "article") or scene.says(at, "date_lead") for at in behind[1:])
    told = not other.is_relative
    return joined and told and other.start - one.start == timedelta(days=1)


def _leads_on(scene: Scene, at: int, opens: bool) -> bool:
    """ "To", and "from today and until Wednesday"."""
    if "," in scene.document.gap(at - 1) and not (opens or scene.says(at, "and")):
        return False  # "planned for the 8th, to the 22nd": put off
    return scene.says(at, "range") or (scene.says(at, "and") and scene.says(at + 1, "until"))


def _is_number_of(scene: Scene, at: int, one: When) -> bool:
    """ "Lundi 12": the number behind a weekday."""
    return scene.tokens[at].folded == str(one.start.day)
