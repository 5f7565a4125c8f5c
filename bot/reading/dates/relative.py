"""Dates counted from the day of publication or from another date: "today", "on Tuesday", "the day before"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from bot.reading.dates.ahead import looks_ahead
from bot.reading.dates.when import Today, When
from bot.reading.dates.year_first import ends_with
from bot.reading.words.calendar_words import days_from_today, weekdays
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_WEEK = timedelta(days=7)
_FORTNIGHT = 15  # days around today in which no day of the month with its weekday comes twice
_EVENT = 10  # tokens from "a day after" to the date of what happened then
_BEHIND = 3  # tokens from a word of the future to the word of travel that it governs


def relative(scene: Scene, today: Today) -> Iterator[When]:
    """List the days that a text counts from today; none where today is not known to the day."""
    if today.precision != "day":
        return
    beginnings = _beginnings(scene.language.code)
    index, before = 0, None
    while index < len(scene.tokens):
        found = _relative_day(scene, index, today) if _begins(scene, index, beginnings) else None
        last = index + 1
        if found is not None:
            day, width = found
            end, last = _through(scene, index + width - 1, day, today.day)
            ahead = timedelta(days=_until_told(scene, index, last, day, today, before))
            day, end = day + ahead, end + ahead
            lead = index
            while lead > 0 and any(scene.says(lead - 1, word) for word in ("last", "next", "date_lead")):
                if scene.says(lead - 1, "since") or scene.says(lead - 1, "until"):
                    break
                lead -= 1  # "desde el pasado jueves"
            opens = scene.is_led_by(lead, "since") or _is_told_by(scene, index, last, "since")
            closes = scene.is_led_by(lead, "until") and not (lead > 1 and scene.says(lead - 2, "he"))
            closes = closes or scene.says(index, "until") or _ends_in_until(scene, lead)
            closes = closes or _is_told_by(scene, index, last, "until")
            before = When(
                day, end, "day", index, last, is_relative=True, opens=opens and end == day, closes=closes
            )
            yield before
        index = last


def _until_told(scene: Scene, index: int, last: int, day: date, today: Today, before: When | None) -> int:
    """Count the days by which a weekday is further ahead than it seems: of "Tuesday to Friday next week", or
    told behind a day to come ("until Wednesday in Sarajevo, on Thursday in Podgorica").
    """
    if day > today.day or scene.tokens[index].folded not in weekdays(scene.language.code):
        return 0
    week = 7 * (1 + (today.day - day).days // 7)
    words = [at for at in (last, last + 1) if at < len(scene.tokens) and scene.same_sentence(at, index)]
    if last - index > 1 and any(scene.says(at, "next_after") or scene.says(at, "next") for at in words):
        return week
    if before is None or before.end <= today.day or not scene.same_sentence(before.first, index):
        return 0
    told = scene.within(scene.sentence(index), "travel", "meet", "leave", "receive", "source")
    between = [span for span in told if before.last <= span.first < index + _BEHIND]
    past = any(span.kind == "source" or span.value in ("done", "past", "over") for span in between)
    return week if index - before.last <= _EVENT and not past else 0


def _ends_in_until(scene: Scene, index: int) -> bool:
    """Tell of 将持续到 before a weekday that its last letter is "until"."""
    bare = scene.language.options.get("bare_days", False) and scene.same_sentence(index - 1, index)
    return bare and ends_with(scene, index - 1, "until")


def _is_told_by(scene: Scene, first: int, last: int, limit: str) -> bool:
    """Read "chorshanba kunigacha": a word or an ending behind the day says until when."""
    if last < len(scene.tokens) and scene.same_sentence(last, first) and scene.says(last, "day_word"):
        last += 1
    endings = tuple(scene.language.words(f"{limit}_endings"))
    if endings and scene.tokens[last - 1].folded.endswith(endings):
        return True
    after = last < len(scene.tokens) and scene.same_sentence(last, first)
    return after and scene.says(last, f"{limit}_after")


def _begins(scene: Scene, index: int, beginnings: frozenset[str]) -> bool:
    """Tell whether a day may begin here; the third meeting is no Tuesday where one word says both."""
    if scene.tokens[index].folded not in beginnings:
        return False
    sentence = scene.sentence(index)
    if any(span.first <= index < span.last for span in scene.within(sentence, "day_of", "shift")):
        return False  # "في اليوم الثاني", "اليوم نفسه": of the visit, and not today
    return not any(span.first < index < span.last for span in scene.within(sentence, "ordinal"))


def shifted(scene: Scene, found: Sequence[When]) -> Iterator[When]:
    """Count "the day before" and "the next day" from the date told last."""
    for span in scene.of("shift"):
        before = [
            when
            for when in found
            if when.precision == "day" and when.last <= span.first and not when.is_range
        ]
        if before and not any(when.first == span.first for when in found):
            day = _told_last(before, int(span.value)) + timedelta(days=int(span.value))
            yield When(day, day, "day", span.first, span.last, is_relative=True)
        elif not before and span.value == "-1" and (behind := _told_next(scene, span, found)) is not None:
            day = behind.start - timedelta(days=1)
            yield When(day, day, "day", span.first, span.last, is_relative=True)


def _told_next(scene: Scene, span: Span, found: Sequence[When]) -> When | None:
    """ "前日に到着した検事総長は15日、…": where what tells of a person stands before him."""
    days = (when for when in found if when.precision == "day" and when.first >= span.last)
    when = next(days, None) if scene.head_last else None
    return when if when is not None and scene.same_sentence(when.first, span.first) else None


def _told_last(before: Sequence[When], shift: int) -> date:
    """ "On Wednesday the guest, who had come on Monday, left. The day before he saw …": before Wednesday."""
    last = before[-1].start
    near = [one.start for one in before[-2:] if one.start - last < _WEEK and not one.closes]
    return max(near, default=last) if shift < 0 else last


def counted_from(scene: Scene, found: Sequence[When]) -> list[When]:
    """Read "a day after the leaders' statement of January 11" as January 12."""
    settled = list(found)
    for span in scene.of("shift_from"):
        for at, when in enumerate(settled):
            near = 0 <= when.first - span.last <= _EVENT and scene.same_sentence(when.first, span.first)
            left = scene.within(scene.sentence(span.first), "leave")
            near = near and not any(span.last <= one.first < when.first for one in left)
            if near and when.precision == "day" and not when.is_range:
                day = when.start + timedelta(days=int(span.value))
                settled[at] = When(day, day, "day", span.first, when.last, is_relative=True)
                break
    return settled


@cache
def _beginnings(code: str) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in (*days_from_today(code), *weekdays(code)))


def _relative_day(scene: Scene, index: int, today: Today) -> tuple[date, int] | None:
    """Give a day and how many words it took."""
    word = scene.tokens[index].folded
    offsets = days_from_today(scene.language.code)
    pair = f"{word} {scene.tokens[index + 1].folded}" if index + 1 < len(scene.tokens) else ""
    named = weekdays(scene.language.code)
    for phrase, width in ((pair, 2), (word, 1)):
        if phrase in offsets:
            return today.day + timedelta(days=offsets[phrase]), width
        if phrase in named:
            behind = index + width
            if _is_part_of_month(scene, index, behind):
                return None
            behind += behind < len(scene.tokens) and scene.says(behind, "day_word")  # "segunda-feira (19)"
            day = _numbered(scene, behind, named[phrase], today.day)
            if day is None and not today.is_clock:
                day = _weekday(scene, index, named[phrase], today.day, width)
            return (day, width) if day is not None else None
    return None


def _is_part_of_month(scene: Scene, index: int, behind: int) -> bool:
    """ "Na segunda quinzena de junho", "tuần thứ hai của tháng 6": where ordinals are weekdays as well."""
    if index > 0 and scene.says(index - 1, "month_part"):
        return True
    parts = behind + 1 < len(scene.tokens) and scene.says(behind, "month_part")
    return parts and scene.says(behind + 1, "of")


def _numbered(scene: Scene, index: int, weekday: int, today: date) -> date | None:
    """Read "el miércoles 30", "quinta-feira (10)": the number tells which Wednesday is meant."""
    if index >= len(scene.tokens) or scene.document.gap(index - 1).strip() not in ("", "("):
        return None
    number = scene.tokens[index].folded
    if not number.isdecimal() or len(number) > 2:
        return None
    near = (today + timedelta(days=shift) for shift in range(-_FORTNIGHT, _FORTNIGHT + 1))
    found = [day for day in near if day.day == int(number) and day.weekday() == weekday]
    return found[0] if found else None


def _through(scene: Scene, index: int, day: date, today: date) -> tuple[date, int]:
    """Read "today and tomorrow", "from Monday to Friday" as one stretch of days."""
    joined = index + 2 < len(scene.tokens) and (
        scene.says(index + 1, "range") or scene.says(index + 1, "and")
    )
    at = index + 2
    while (
        joined and at + 1 < len(scene.tokens) and (scene.says(at, "article") or scene.says(at, "date_lead"))
    ):
        at += 1  # "el lunes y el martes"
    word = scene.tokens[at].folded if joined else ""
    offset = days_from_today(scene.language.code).get(word)
    weekday = weekdays(scene.language.code).get(word)
    if offset is not None:
        end = today + timedelta(days=offset)
    elif weekday is not None:
        end = day + timedelta(days=(weekday - day.weekday()) % 7)
    else:
        return day, index + 1
    return (end, at + 1) if end > day else (day, index + 1)


def _weekday(scene: Scene, index: int, weekday: int, today: date, width: int) -> date:
    """The last such day up to today; the next one where the nearest word of travel looks ahead."""
    back = (today.weekday() - weekday) % 7
    first, _ = scene.document.sentences[scene.sentence(index)]
    before = range(max(first, index - 3), index)
    behind = index + width if scene.same_sentence(index + width, index) else index
    if any(scene.says(at, "next") for at in before) or scene.says(behind, "next_after"):
        return today + timedelta(days=7 - back)
    closes = scene.is_led_by(index, "until") or scene.says(index, "until") or _ends_in_until(scene, index)
    if index > first and scene.says(index - 1, "date_lead"):
        closes = closes or scene.is_led_by(index - 1, "until")  # "حتى يوم الجمعة"
    closes = closes or _is_told_by(scene, index, index + width, "until") or _is_until_end(scene, index)
    closes = closes and not _is_of_stay(scene, index, index + width)
    recent = not closes and (any(scene.says(at, "last") for at in before) or scene.says(behind, "last_after"))
    if recent:
        return today - timedelta(days=back or 7)
    if not (closes or looks_ahead(scene, index)):
        return today - timedelta(days=back)
    return today + timedelta(days=(7 - back) % 7)


def _is_of_stay(scene: Scene, first: int, last: int) -> bool:
    """ "Until Friday he remained in Doha", "stayed until Friday": of a stay that is past."""
    told = (span for span in scene.within(scene.sentence(first), "travel") if span.value == "past")
    return any(max(span.first - last, first - span.last) <= _BEHIND for span in told)


def _is_until_end(scene: Scene, index: int) -> bool:
    """ "Until the end of the visit on Friday": "until" stands before the end, and the day behind it."""
    spans = scene.within(scene.sentence(index), "travel")
    over = (span for span in spans if span.value == "over" and 0 <= index - span.last <= _BEHIND)
    return any(
        scene.is_led_by(span.first, "until") and not scene.is_led_by(span.first, "place")  # "à la fin de"
        for span in over
    )
