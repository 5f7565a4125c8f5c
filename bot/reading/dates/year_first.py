"""Dates as East Asia writes them: the year before the month, days without a month, years of an era."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.reading.dates.when import Today, When
from bot.reading.words.calendar_words import day_number, year_number
from bot.reading.words.scene import Scene

DASHES = frozenset("~-〜～∼–—")
_COMMAS = frozenset(",、，")
_JOINTS = DASHES | _COMMAS
_AHEAD = timedelta(days=6)  # of two equally near days the past one is meant
_WORDS = 3  # of "el mes que viene"
_NUMBER = re.compile(r"\d{1,4}")
_HUNDREDS = re.compile(r"1[0-4]\d")


def year_before(scene: Scene, first: int, today: Today) -> tuple[int | None, int]:
    """Read the year that stands before a month: "2026年", "2026-cı il", "平成25年"; and where it begins."""
    at = first - 1
    if at < 0 or not scene.same_sentence(at, first):
        return None, first
    if (shift := _table(scene, "years_from_now").get(scene.tokens[at].folded)) is not None:
        return today.day.year + shift, at
    while at > 0 and scene.says(at, "year_word") and scene.same_sentence(at, first):
        at -= 1
    return _year(scene, at, first) if at < first - 1 and scene.same_sentence(at, first) else (None, first)


def _year(scene: Scene, at: int, first: int) -> tuple[int | None, int]:
    text = scene.tokens[at].folded
    if (year := year_number(text)) is not None:
        return year, at
    era = _table(scene, "eras").get(scene.tokens[at - 1].folded) if at > 0 else None
    if era is not None and _NUMBER.fullmatch(text):
        return era + int(text), at - 1
    counted = scene.language.options.get("era_of_hundreds")  # 104年5月, the year 104 of the Republic
    return (int(counted) + int(text), at) if counted and _HUNDREDS.fullmatch(text) else (None, first)


def leaning(scene: Scene, first: int, today: Today) -> Today:
    """Tell of "지난 2월" and "오는 9월" to which side of today the month lies."""
    if first == 0 or not scene.language.options.get("bare_days", False):
        return today
    if scene.says(first - 1, "last"):
        return replace(today, lean=-1)
    return replace(today, lean=1) if scene.says(first - 1, "next") else today


def month_from_now(scene: Scene, index: int, today: Today) -> tuple[int, int, int] | None:
    """Read "今月", "next month" as year and month, and give the token behind it."""
    counted = _table(scene, "months_from_now")
    for last in range(index + 1, min(index + _WORDS, len(scene.tokens)) + 1) if counted else ():
        shift = counted.get(" ".join(token.folded for token in scene.tokens[index:last]))
        if shift is not None and scene.same_sentence(last - 1, index):
            months = today.day.year * 12 + today.day.month - 1 + shift
            return months // 12, months % 12 + 1, last
    return None


def leading_month(scene: Scene, index: int) -> bool:
    """Tell of the 5 of "5/12" and of "5. 12." that a month's day follows; "3.5" is a number."""
    behind, gap = index + 1, scene.document.gap(index)
    if not scene.same_sentence(behind, index) or day_number(scene.tokens[behind].folded) is None:
        return False
    before, after = scene.document.gap(index - 1) if index else "", scene.document.gap(behind)[:1]
    if gap == "/":
        return before[:1] != "/" and after != "/"
    closes = before.strip()[-1:] in tuple(DASHES) or (
        index > 0 and scene.says(index - 1, "range")
    )  # 5.10から5.12
    return gap in {".", ". "} and (closes or after in {".", "("} | DASHES) and before.strip() != "."


def bare_days(scene: Scene, today: Today, found: Sequence[When]) -> Iterator[When]:
    """List the days told without their month: the one nearest to the date told before, else to today."""
    if not scene.language.options.get("bare_days", False) and "day_lead" not in scene.language.sets:
        return
    taken = {index for when in found for index in range(when.first, when.last)}
    done = -1
    for index in range(len(scene.tokens)):
        if index in taken or index < done or not _is_day(scene, index):
            continue
        first, last, days = _stretch(scene, index, taken)
        when = nearest_day(scene, first, last, days, reference_day(found, index, today), today)
        if when is not None:
            done = last
            yield when


def _is_day(scene: Scene, index: int) -> bool:
    folded = scene.tokens[index].folded
    if day_number(folded) is None:
        return False
    nights = index > 0 and scene.says(index - 1, "nights")  # "2박 3일": days of a length
    both = scene.same_sentence(index + 1, index) and scene.says(index + 1, "both_days")
    told = (not folded.isdecimal() or both) and not nights
    return told and ("day_lead" not in scene.language.sets or _stands_alone(scene, index))


def _stands_alone(scene: Scene, index: int) -> bool:
    """Where days are ordinals: "on the 25th, she met", not "on the 25th anniversary"."""
    if index < 2 or not (scene.says(index - 1, "article") and scene.says(index - 2, "day_lead")):
        return False
    last = index + 1
    if last >= len(scene.tokens) or not scene.same_sentence(last, index):
        return True
    return scene.document.gap(index).strip() != "" or any(
        scene.says(last, word) for word in ("he", "and", "range", "after_day")
    )


def _stretch(scene: Scene, index: int, taken: Collection[int]) -> tuple[int, int, tuple[int, int]]:
    """Read "26日", "26日至28日", "27~30일" as a first and a last day."""
    day = day_number(scene.tokens[index].folded) or 0
    before, gap = index - 1, scene.document.gap(index - 1).strip() if index else ""
    if index > 1 and scene.says(before, "range") and scene.tokens[before - 1].folded.isdecimal():
        before, gap = before - 1, "~"  # 12至14日
    if before >= 0 and before not in taken and gap in _JOINTS:
        opening = day_number(scene.tokens[before].folded)
        if opening is not None and (opening < day if gap in DASHES else opening + 1 == day):
            return before, index + 1, (opening, day)
    behind, ranged = index + 1, False
    while behind < len(scene.tokens) and (scene.says(behind, "range") or is_aside(scene, behind)):
        ranged = ranged or scene.says(behind, "range")
        behind += 1
    dashed = scene.document.gap(index).strip() in DASHES
    if behind == index + 1 and not dashed and (end := _next_day(scene, index, day)):
        return index, end, (day, day + 1)
    if (
        (ranged or dashed)
        and behind < len(scene.tokens)
        and scene.same_sentence(behind, index)
        and _is_day(scene, behind)
    ):
        closing = day_number(scene.tokens[behind].folded) or 0
        if closing > day:
            return index, behind + 1, (day, closing)
    return index, index + 1, (day, day)


def is_aside(scene: Scene, index: int) -> bool:
    """Tell what may stand between two days of a stretch: the weekday in 8日（月）, the 同月 of 同月11日."""
    if scene.says(index, "same_month"):
        return True
    opened = index > 0 and scene.document.gap(index - 1).strip(" .") == "("
    return opened and scene.document.gap(index).lstrip()[:1] == ")"


def _next_day(scene: Scene, index: int, day: int) -> int | None:
    """Tell where "12日と13日", "12日、13日" end: two days running, told one by one."""
    listed = scene.document.gap(index).strip() in _COMMAS
    at = index + 1 if listed else index + 2
    if not scene.same_sentence(at, index) or not (listed or scene.says(index + 1, "and")):
        return None
    return at + 1 if _is_day(scene, at) and day_number(scene.tokens[at].folded) == day + 1 else None


def reference_day(found: Sequence[When], index: int, today: Today) -> date | None:
    before = [when for when in found if when.last <= index and when.precision == "day"]
    if before:
        return max(before, key=lambda when: when.first).start
    return today.day if today.precision == "day" else None


def nearest_day(
    scene: Scene, first: int, last: int, days: tuple[int, int], near: date | None, today: Today
) -> When | None:
    if near is None:
        return None
    every = (_in_month(near, shift, days[0]) for shift in (-1, 0, 1))
    starts = [day for day in every if day is not None and _fits(scene, first, day, today)]
    start = min(
        starts, key=lambda day: abs(day - near) + (_AHEAD if day > today.day else timedelta()), default=None
    )
    if start is None:
        return None
    return When(
        start,
        start + timedelta(days=days[1] - days[0]),
        "day",
        first,
        last,
        is_relative=True,
        opens=_opens(scene, first, last),
        closes=days[0] == days[1] and _closes(scene, first, last),
    )


def _fits(scene: Scene, first: int, day: date, today: Today) -> bool:
    """ "오는 26일" is to come, "지난 26일" is past."""
    ahead, back = (first > 0 and scene.says(first - 1, name) for name in ("next", "last"))
    return not (ahead and day < today.day) and not (back and day > today.day)


def _opens(scene: Scene, first: int, last: int) -> bool:
    behind = last < len(scene.tokens) and scene.says(last, "since_after")
    return behind or (first > 0 and scene.says(first - 1, "since"))


def _closes(scene: Scene, first: int, last: int) -> bool:
    behind = last < len(scene.tokens) and scene.says(last, "until_after")
    return behind or (first > 0 and ends_with(scene, first - 1, "until"))


def ends_with(scene: Scene, index: int, name: str) -> bool:
    """Tell of 持续至 that it ends in 至; a word of the pack may have swallowed the small one."""
    return scene.tokens[index].folded.endswith(tuple(scene.language.words(name)) or ("\n",))


def _in_month(near: date, shift: int, day: int) -> date | None:
    months = near.year * 12 + near.month - 1 + shift
    year, month = months // 12, months % 12 + 1
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _table(scene: Scene, name: str) -> Mapping[str, int]:
    table: Mapping[str, int] = scene.language.options.get(name, {})
    return table
