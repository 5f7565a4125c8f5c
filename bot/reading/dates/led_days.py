"""Days told by their number alone behind a word that leads to days: "am 7. in Baku", "el día 7 en Lima"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.reading.dates.when import Today, When
from bot.reading.dates.year_first import nearest_day, reference_day
from bot.reading.words.calendar_words import day_number
from bot.reading.words.scene import Scene

_CLOSING = frozenset(",.;:)")


def led_days(scene: Scene, today: Today, found: Sequence[When]) -> Iterator[When]:
    """List them, each in the month nearest to the date told before, else to today."""
    if not scene.language.words("day_lead"):
        return
    taken = {index for when in found for index in range(when.first, when.last)}
    for index in range(1, len(scene.tokens)):
        until = _is_until(scene, index)
        led = until or scene.says(index - 1, "day_lead") or _is_of_deed(scene, index)
        if index in taken or not led or (day := _day(scene, index)) is None:
            continue
        last, end = index + 1, day
        linked = last + 1 < len(scene.tokens) and (scene.says(last, "range") or scene.says(last, "and"))
        if linked and (closing := _day(scene, last + 1)) is not None and closing > day:
            last, end = last + 2, closing
        if (
            when := nearest_day(scene, index, last, (day, end), reference_day(found, index, today), today)
        ) is not None:
            yield replace(when, closes=True) if until and not when.is_range else when


def _is_until(scene: Scene, index: int) -> bool:
    """ "Il séjournera au Maroc jusqu'au 15."; nothing that is counted follows."""
    if not scene.tokens[index].folded.isdecimal() or not scene.is_led_by(index, "until"):
        return False
    if _is_hour(scene, index):
        return False
    behind = scene.document.gap(index).strip()[:1]
    return behind in _CLOSING if behind else not scene.same_sentence(index + 1, index)


def _is_hour(scene: Scene, index: int) -> bool:
    """ "Hingga 12.00 WIB", "until 12:30"; and not "bis 23.09."."""
    if index + 1 >= len(scene.tokens) or not scene.tokens[index + 1].text.isdecimal():
        return False
    mark = scene.document.gap(index)
    return mark == ":" or (mark == "." and not scene.language.options.get("dotted_dates", False))


def _is_of_deed(scene: Scene, index: int) -> bool:
    """ "Llegará el 10 para reunirse", "voló de regreso el 5": the day of the verb, and of nothing counted."""
    if not scene.says(index - 1, "article") or scene.ending(index - 1, "travel", "leave") is None:
        return False
    behind = scene.document.gap(index).strip()[:1]
    if behind or not scene.same_sentence(index + 1, index):
        return behind in _CLOSING
    return scene.says(index + 1, "place") or scene.says(index + 1, "purpose")


def _day(scene: Scene, index: int) -> int | None:
    """A number is a day where nothing that is counted follows: not "am 3. Kongress", "día 7 enero"."""
    token = scene.tokens[index]
    if not token.folded.isdecimal() or len(token.folded) > 2 or not scene.same_sentence(index, index - 1):
        return None
    behind = index + 1
    counted = (
        behind < len(scene.tokens)
        and scene.same_sentence(behind, index)
        and (scene.tokens[behind].is_capital and scene.document.gap(index).strip() in {"", "."})
    )
    return None if counted else day_number(token.folded)
