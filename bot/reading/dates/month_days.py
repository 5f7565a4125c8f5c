"""The days that stand beside a month: "24", "24-26", "24, 25 and", "24 through"."""

from __future__ import annotations

from itertools import pairwise

from bot.reading.dates.year_first import DASHES, is_aside
from bot.reading.words.calendar_words import day_number, day_words
from bot.reading.words.cases import is_in_case
from bot.reading.words.scene import Scene

_BACK = 9  # tokens over which the days before a month may stretch
_ENDING = 2  # letters by which a number shows that it is an ordinal
_WORDS = 3  # of a day that is written out: "بیست و یکم"
_ON = 8  # tokens over which those behind it may


def days_before(scene: Scene, index: int) -> tuple[list[int], int]:
    """Read the days that stand before a month: "24", "24-26", "24, 25 and", "the 24th of"."""
    days: list[int] = []
    first = index
    if _leads_day(scene, index):
        return [], first
    at = index - 1
    while at >= 0 and scene.same_sentence(at, index) and index - at <= _BACK:
        day, begins = _day_at(scene, at)
        if days and at > 0 and scene.document.gap(at - 1) == "/":
            break  # "11/03 et 12/03": the month of the day before
        if day is not None and not (days and not _is_list_gap(scene, at)):
            days.insert(0, day)
            first = at = begins
        elif not (
            scene.says(at, "range")
            or scene.says(at, "and")
            or scene.says(at, "of")
            or scene.says(at, "article")
            or _is_ending(scene, at)
        ):
            break
        at -= 1
    if days and first > 0 and scene.says(first - 1, "month_part"):
        return [], index  # "هفته سوم مارس", "النصف الثاني من يونيو"
    return (days, first) if _rises(days) else (days[-1:], first)


def _leads_day(scene: Scene, index: int) -> bool:
    """ "Martın 30-dan aprelin 2-dək": a month in the genitive owns the day behind it."""
    behind = scene.tokens[index + 1].folded if scene.same_sentence(index + 1, index) else ""
    return day_number(behind) is not None and is_in_case(scene, index, "genitive")


def _day_at(scene: Scene, last: int) -> tuple[int | None, int]:
    """Read a day that ends at a token, in digits or in the words of the pack, and where it begins."""
    day = day_number(scene.tokens[last].folded)
    words = day_words(scene.language.code) if day is None else {}
    for first in range(max(last - _WORDS + 1, 0), last + 1) if words else ():
        phrase = " ".join(token.folded for token in scene.tokens[first : last + 1])
        if scene.same_sentence(first, last) and phrase in words:
            return words[phrase], first
    return day, last


def days_behind(scene: Scene, index: int) -> tuple[list[int], int]:
    """Read the days that stand after a month: "24", "24 through 26", "24-26"."""
    days: list[int] = []
    last, linked = index, False
    for at in range(index, min(index + _ON, len(scene.tokens))):
        if not scene.same_sentence(at, index - 1):
            break
        day = day_number(scene.tokens[at].folded)
        if day is not None:
            if days and not (linked or _is_list_gap(scene, at - 1)):
                break
            days.append(day)
            last, linked = at + 1, False
        elif days and (scene.says(at, "range") or scene.says(at, "and")):
            linked = True
        elif not (days and (is_aside(scene, at) or _is_ending(scene, at))):
            break
    return (days, last) if _rises(days) else (days[:1], index + 1)


def _is_ending(scene: Scene, index: int) -> bool:
    """ "9-го", "11-е": letters that hang on a number."""
    hangs = index > 0 and scene.document.gap(index - 1) == "-" and scene.tokens[index - 1].folded.isdecimal()
    return hangs and len(scene.tokens[index].text) <= _ENDING and scene.tokens[index].text.isalpha()


def _is_list_gap(scene: Scene, index: int) -> bool:
    following = index + 1 < len(scene.tokens) and (
        scene.says(index + 1, "range") or scene.says(index + 1, "and")
    )
    end = scene.tokens[index].end
    gap = scene.document.folded[end : end + 3]
    return following or gap.startswith("./") or gap.strip(". ")[:1] in {",", *DASHES}  # "am 7./8. Juli"


def _rises(days: list[int]) -> bool:
    return all(one < other for one, other in pairwise(days))
