"""Months that are numbers beside a day: 17/2, 17. 2., 4/XII."""

from __future__ import annotations

from bot.reading.dates.year_first import leading_month
from bot.reading.words.calendar_words import day_number, year_number
from bot.reading.words.scene import Scene

_MONTHS = 12
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {word: number for number, word in enumerate(_ROMANS, 1)}


def may_be_month(word: str) -> bool:
    """Tell whether a word may be such a month."""
    return word.isdecimal() or word in _ROMAN


def slashed_month(scene: Scene, index: int) -> int | None:
    """Read the 2 of 17/2 as a month, where a pack says that dates are written so, and that of "ngày 17-2"
    where a word of `date_lead` stands before; 3/5/7 has none. Where it says so that of "17. 2." is one too.
    """
    word = scene.tokens[index].folded
    number = int(word) if word.isdecimal() and len(word) <= 2 else _ROMAN.get(word, 0)
    if scene.language.options.get("bare_days", False):
        return number if 1 <= number <= _MONTHS and leading_month(scene, index) else None
    if index == 0 or not 1 <= number <= _MONTHS or day_number(scene.tokens[index - 1].folded) is None:
        return None
    gap, before = scene.document.gap(index - 1), scene.document.gap(index - 2) if index > 1 else ""
    if gap.strip() in {".", "/"} and not word.isdecimal() and scene.tokens[index].text.isupper():
        return number  # "17. XI", "17/XI/2026"
    dashed = gap == "-" and index > 1 and scene.says(index - 2, "date_lead") and not _goes_on(scene, index)
    barred = gap == "/" and before != "/" and not _is_always(scene, index)
    barred = barred or (gap == "-" and not word.isdecimal() and scene.tokens[index].text.isupper())
    slashed = scene.language.options.get("slashed_dates") and (dashed or barred)
    dotted = scene.language.options.get("dotted_dates") and gap in {".", ". "} and before[:1] != "."
    return number if slashed or (dotted and _ends_day(scene, index)) else None


def _is_always(scene: Scene, index: int) -> bool:
    """Tell "the 24/7 network" from the 24th of July, before which a word or a bracket leads up to a day."""
    led = index > 1 and (scene.says(index - 2, "date_lead") or scene.document.gap(index - 2)[-1:] == "(")
    return (scene.tokens[index - 1].folded, scene.tokens[index].folded) == ("24", "7") and not led


def _ends_day(scene: Scene, index: int) -> bool:
    """Tell the 3 of "14. 3." from a number, and from the month of "14. 3. 2025", which is a whole date."""
    behind = scene.tokens[index + 1].folded if index + 1 < len(scene.tokens) else ""
    padded = len(scene.tokens[index].text) == 2 and scene.tokens[index].text[0] == "0"  # "з 13.05 по 15.05"
    return (padded or scene.document.gap(index)[:1] == ".") and year_number(behind) is None


def _goes_on(scene: Scene, index: int) -> bool:
    """Tell of 10-12/5 that the 12 is a day."""
    behind = scene.tokens[index + 1].folded if index + 1 < len(scene.tokens) else ""
    return scene.document.gap(index)[:1] in {"/", "-"} and year_number(behind) is None
