"""Dates in a text: days, ranges, months and years, absolute or counted from the day of publication."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from bot.languages import pack
from bot.reading.dates.digit_dates import safe, written_in_digits
from bot.reading.dates.led_days import led_days
from bot.reading.dates.month_days import days_before, days_behind
from bot.reading.dates.number_months import may_be_month, slashed_month
from bot.reading.dates.relative import counted_from, relative, shifted
from bot.reading.dates.shared_months import sharing_month
from bot.reading.dates.solar import days_in, from_solar, solar_year
from bot.reading.dates.stretches import bridged
from bot.reading.dates.undated import looking_back, with_year_told
from bot.reading.dates.weekdays import with_weekdays
from bot.reading.dates.when import Today, When
from bot.reading.dates.year_first import (
    DASHES,
    bare_days,
    is_aside,
    leaning,
    month_from_now,
    year_before,
)
from bot.reading.names.persons import is_given_name
from bot.reading.words.calendar_words import day_number, months, solar_months, solar_year_number, year_number
from bot.reading.words.cases import joined_case
from bot.reading.words.scene import Scene

_IN_DIGITS = frozenset(("slashed_dates", "dotted_dates"))  # options by which a month may be a number
_SAME = -1  # what a pack calls "the same month"
_FUTURE_BIAS = timedelta(days=60)  # of two equally near years the past one is meant


@dataclass(frozen=True, slots=True)
class _Month:
    number: int
    index: int
    last: int  # token behind it
    is_solar: bool = False
    year: int | None = None  # of "last month"


def dates(scene: Scene, today: Today) -> list[When]:
    """List the dates of a text in reading order."""
    found = with_year_told(
        scene, list(_with_month(scene, today)), today, lambda sure: _with_month(scene, sure)
    )
    found += sharing_month(scene, found)
    covered = {index for when in found for index in range(when.first, when.last)}
    found += [when for when in written_in_digits(scene) if when.first not in covered]
    found += bare_days(scene, today, found)
    found += led_days(scene, today, found)
    taken = {index for when in found for index in range(when.first, when.last)}
    found, counted = with_weekdays(scene, found, list(relative(scene, today)))
    found += [when for when in [*counted, *_years(scene)] if when.first not in taken]
    found = counted_from(scene, bridged(scene, sorted(found, key=lambda when: when.first)))
    return sorted([*found, *shifted(scene, found)], key=lambda when: when.first)


# ── 24 January, January 24 through 26, 30 January - 2 February 2026 ─────────────────────────────────


def _with_month(scene: Scene, today: Today) -> Iterator[When]:
    done, told = -1, None
    words = _month_words(scene.language.code)
    in_digits = not _IN_DIGITS.isdisjoint(scene.language.options)
    for index, token in enumerate(scene.tokens):
        if token.folded not in words and not (in_digits and may_be_month(token.folded)):
            continue
        month = _month_at(scene, index, today, told)
        if month is None or index < done or _is_may_the_verb(scene, index) or is_given_name(scene, index):
            continue
        when = _around(scene, month, today)
        if when is not None:
            done, told = when.last, when.start
            yield when


@cache
def _month_words(code: str) -> Set[str]:
    """Give the words with which a month may begin; nearly all others need no closer look."""
    counted = pack(code)["reading"].get("options", {}).get("months_from_now", {})
    named = {name.split(" ")[0] for name in (*months(code), *counted)}
    return named.union(counted, solar_months(code))


def _month_at(scene: Scene, index: int, today: Today, told: date | None = None) -> _Month | None:
    """Find a month, of one word or two, with its other name behind it: "ديسمبر/كانون الأول"; "of the same
    month" is that of the day `told` before.
    """
    code = scene.language.code
    if (solar := solar_months(code).get(scene.tokens[index].folded)) is not None:
        return _Month(solar, index, index + 1, is_solar=True)
    if (counted := month_from_now(scene, index, today)) is not None:
        return _Month(counted[1], index, counted[2], year=counted[0])
    number, last = _named_month(scene, index)
    if number is None:
        return None
    if last < len(scene.tokens) and scene.document.gap(last - 1).strip() in {"/", "("}:
        again, end = _named_month(scene, last)
        last = end if again == number else last
    if number == _SAME:
        return _Month(told.month, index, last, year=told.year) if told is not None else None
    return _Month(number or today.day.month, index, last)


def _named_month(scene: Scene, index: int) -> tuple[int | None, int]:
    names = months(scene.language.code)
    word = scene.tokens[index].folded
    if index + 1 < len(scene.tokens) and (pair := f"{word} {scene.tokens[index + 1].folded}") in names:
        return names[pair], index + 2
    number = names.get(word)
    return (slashed_month(scene, index) if number is None else number), index + 1


def _is_may_the_verb(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    named = token.folded in months(scene.language.code)  # by a word of its own, not as "this month"
    return named and token.text.islower() and scene.language.options.get("capital_months", False)


def _around(scene: Scene, month: _Month, today: Today) -> When | None:
    bare = scene.language.options.get("bare_days", False)  # 28일부터 다음 달 2일까지: the month comes first
    days, first = ([], month.index) if bare else days_before(scene, month.index)
    last = month.last
    if not days:
        days, last = days_behind(scene, last)
    year, last = _year_at(scene, last, month)
    if year is None:
        year, first = year_before(scene, first, today)
    year = year or month.year
    today = today if year else looking_back(scene, first, leaning(scene, first, today))
    if not days:
        today = today if year or today.lean else _ahead(scene, first, today)
        return _whole_month(scene, month, year, first, last, today)
    second = _second_part(scene, last, today)
    if second is not None:
        end_day, end_month, end_year, last = second
        start = _day(days[0], month, year or end_year, today)
        end = _day(end_day, end_month, end_year or (_year_of(start, month) if start else None), today)
    else:
        start = _day(days[0], month, year, today)
        end = _day(days[-1], month, year or (_year_of(start, month) if start else None), today)
    if start is None or end is None or end < start:
        return None
    opens, closes = _limits(scene, first, last)
    return When(start, end, "day", first, last, has_year=year is not None, opens=opens, closes=closes)


def _ahead(scene: Scene, index: int, today: Today) -> Today:
    """ "Will visit Malaysia in October": who only tells of a journey to come means the next one."""
    told = {span.value for span in scene.within(scene.sentence(index), "travel")}
    return replace(today, lean=1) if "plan" in told and not told & {"done", "past", "over", "now"} else today


def _limits(scene: Scene, first: int, last: int) -> tuple[bool, bool]:
    """Tell whether a date opens or closes a stretch: "since June 24", "24-dən", "26-dək"."""
    last += joined_case(scene, last) is not None and not scene.says(last, "since_after")
    after = last < len(scene.tokens) and scene.same_sentence(last, first)
    opens = scene.is_led_by(first, "since") or (after and scene.says(last, "since_after"))
    aside = first > 0 and "(" in scene.document.gap(first - 1)  # "thứ Hai tuần tới (19/5)"
    closes = (scene.is_led_by(first, "until") and not aside) or (after and scene.says(last, "until_after"))
    words = [token.folded for token in scene.tokens[first:last] if not token.folded.isdigit()]
    since, until = (tuple(scene.language.words(name)) for name in ("since_endings", "until_endings"))
    return (
        opens or any(word.endswith(since) for word in words),
        closes or any(word.endswith(until) for word in words),
    )


def _year_of(day: date, month: _Month) -> int:
    return solar_year(day) if month.is_solar else day.year


def _second_part(scene: Scene, index: int, today: Today) -> tuple[int, _Month, int | None, int] | None:
    """Read "… to January 26" or "- 2 February 2026" after a first full date."""
    while index < len(scene.tokens) and is_aside(scene, index):
        index += 1
    if index >= len(scene.tokens) or not scene.same_sentence(index, index - 1):
        return None
    dashed = scene.document.folded[scene.tokens[index - 1].end : scene.tokens[index].start].strip() in DASHES
    if not dashed:
        if not scene.says(index, "range") or "," in scene.document.gap(index - 1):
            return None
        index += 1
        while index < len(scene.tokens) and scene.says(index, "date_lead"):
            index += 1  # "13/8 đến ngày 16/8"
    apart = index + 2 if index + 1 < len(scene.tokens) and scene.says(index + 1, "of") else index + 1
    for at, other in ((index, apart), (apart, index)):
        month = _month_at(scene, at, today) if max(at, other) < len(scene.tokens) else None
        day = day_number(scene.tokens[other].folded) if month is not None else None
        if month is not None and day is not None:
            year, last = _year_at(scene, max(month.last, other + 1), month)
            return day, month, year, last
    return None


def _year_at(scene: Scene, index: int, month: _Month) -> tuple[int | None, int]:
    at = index
    read = solar_year_number if month.is_solar else year_number
    if at < len(scene.tokens) and scene.same_sentence(at, index - 1):
        if scene.says(at, "of"):
            at += 1
        if at < len(scene.tokens) and (year := read(scene.tokens[at].folded)) is not None:
            end = at + 1
            while end < len(scene.tokens) and scene.says(end, "year_word"):
                end += 1
            return year, end
    return None, index


def _whole_month(
    scene: Scene, month: _Month, year: int | None, first: int, last: int, today: Today
) -> When | None:
    near = _day(1, month, year, today)
    if near is None or (year is None and scene.says(month.index, "needs_day")):
        return None
    if month.is_solar:  # a month of two of ours: known to its days
        length = days_in(solar_year(near), month.number)
        return When(near, near + timedelta(days=length - 1), "month", first, last, has_year=year is not None)
    end = near.replace(day=calendar.monthrange(near.year, near.month)[1])
    return When(near, end, "month", first, last, has_year=year is not None)


def _years(scene: Scene) -> Iterator[When]:
    for index, token in enumerate(scene.tokens):
        year = year_number(token.folded)
        if year is None:
            continue
        if (
            _is_called_year(scene, index)
            or _is_of_document(scene, index)
            or (index > 0 and scene.says(index - 1, "year_lead"))
        ):
            yield When(date(year, 1, 1), date(year, 12, 31), "year", index, index + 1, has_year=True)


def _is_called_year(scene: Scene, index: int) -> bool:
    """ "2012 года": the word "year" stands behind the number, or an ending as in "2012'de"."""
    return joined_case(scene, index + 1) == "place" or (
        index + 1 < len(scene.tokens)
        and scene.same_sentence(index, index + 1)
        and scene.says(index + 1, "year_word")
    )


def _is_of_document(scene: Scene, index: int) -> bool:
    """ "The 2019 memorandum"."""
    return any(scene.starting(at, "agreement") is not None for at in (index + 1, index + 2))


def _day(day: int, month: _Month, year: int | None, today: Today) -> date | None:
    make = from_solar if month.is_solar else safe
    if year is not None:
        return make(year, month.number, day)
    this = _year_of(today.day, month)
    near = [found for shift in (-1, 0, 1) if (found := make(this + shift, month.number, day))]
    near = [found for found in near if today.allows(found)] or near
    return min(
        near,
        key=lambda found: abs(found - today.day) + (_FUTURE_BIAS if found > today.day else timedelta()),
        default=None,
    )
