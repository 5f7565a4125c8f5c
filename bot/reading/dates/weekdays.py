"""Weekdays beside a date: "Monday, June 2", "2 June, Monday" are one date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.dates.when import When
from bot.reading.words.scene import Scene


def with_weekdays(scene: Scene, found: list[When], counted: list[When]) -> tuple[list[When], list[When]]:
    """Read "Monday, June 2" as one date that begins with its weekday; give the other days apart."""
    named = {when.first: at for at, when in enumerate(found) if when.precision == "day"}
    alone: list[When] = []
    for day in counted:
        if alone and _is_its_weekday(scene, alone[-1], day):
            alone[-1] = replace(alone[-1], last=day.last)
            continue
        if (behind := _weekday_of(scene, found, day)) is not None:
            told = found[behind]
            found[behind] = replace(
                told, last=day.last, opens=told.opens or day.opens, closes=told.closes or day.closes
            )
            continue
        own = day.opens and day.last < len(scene.tokens) and scene.says(day.last, "since_after")
        near = (at for at in (day.last, day.last + 1) if at in named and scene.same_sentence(at, day.first))
        at = None if own else next(near, None)
        if at is None:
            alone.append(day)
        else:
            told = found[named[at]]
            found[named[at]] = replace(
                told, first=day.first, opens=told.opens or day.opens, closes=told.closes or day.closes
            )
    return found, alone


def _weekday_of(scene: Scene, found: Sequence[When], day: When) -> int | None:
    """Find the date whose weekday stands right behind it: "27 Mayıs Çarşamba", "mayın 27-si, çərşənbə"."""
    told = (at for at, when in enumerate(found) if when.precision == "day")
    return next((at for at in told if _is_its_weekday(scene, found[at], day)), None)


def _is_its_weekday(scene: Scene, when: When, day: When) -> bool:
    """Tell of "tomorrow, Tuesday" that both are one day."""
    beside = 0 <= day.first - when.last <= 1 and scene.same_sentence(when.first, day.first)
    beside = beside and not (when.last < day.first and scene.says(when.last, "and"))
    return beside and when.end.weekday() == day.start.weekday() and not day.is_range
