"""Whether the words around a weekday look ahead, so that the one to come is meant and not the last."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.places.whereabouts import closes_clause
from bot.reading.words.calendar_words import weekdays
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_BEHIND = 3  # tokens from a word of the future to the word of travel that it governs


def looks_ahead(scene: Scene, index: int) -> bool:
    """Tell whether the weekday at `index` is one to come, by the nearest word of a deed."""
    if scene.is_led_by(index, "since_past"):
        return False
    spans = scene.within(
        scene.sentence(index), "travel", "leave", "receive", "meet", "future", "sign", "source", "attend"
    )
    if scene.is_led_by(index, "since"):
        spans = [span for span in spans if span.kind != "leave"]  # "here since Sunday, leaves on Tuesday"
        spans = _of_own_clause(scene, index, spans)
    spans = [span for span in spans if span.kind == "future" or not _is_next_deed(scene, index, span)]
    spans = [span for span in spans if not any(_is_inside(span, other) for other in spans)]
    # "Laid a wreath on Thursday, on the visit that he pays": what is told aside does not date it, nor does
    # its purpose in "will fly to Quito on Thursday for talks".
    spans = [span for span in spans if span.first <= index or not _is_aside(scene, span)]
    if any(span.first < index for span in spans):  # nor "before flying home" what was done on that day
        spans = [span for span in spans if span.first <= index or not scene.says(span.first, "untensed")]
    if not spans:
        return False
    far = {span: scene.apart(span, index, index + 1) for span in spans}
    clause = [span for span in spans if far[span] == max(index - span.last, span.first - index - 1, 0)]
    if not clause and scene.is_led_by(index, "since"):
        return False  # "since Monday she is in Seoul, until Friday she will stay"
    near = min(far[span] for span in clause or spans)
    return _is_listed_ahead(scene, index, spans) or any(
        _is_ahead(scene, span) for span in clause or spans if far[span] == near
    )


def _is_aside(scene: Scene, span: Span) -> bool:
    return scene.says(span.first - 1, "clause") or scene.says(span.first - 1, "purpose")


def _of_own_clause(scene: Scene, index: int, spans: list[Span]) -> list[Span]:
    """ "自周一起在越南访问，将停留至周五": a journey told in the clause of "since Monday" has begun on it."""
    _, last = scene.document.sentences[scene.sentence(index)]
    comma = next((at for at in range(index, last) if "," in scene.document.gap(at)), last)
    visits = scene.within(scene.sentence(index), "visit")
    if not any(index < visit.first <= comma for visit in visits):
        return spans
    return [span for span in spans if span.first <= comma]


def _is_inside(span: Span, other: Span) -> bool:
    """Tell "đến" from "đã đến", which says when."""
    wider = other.last - other.first > span.last - span.first
    return wider and other.kind == span.kind and other.first <= span.first and span.last <= other.last


def _is_next_deed(scene: Scene, index: int, span: Span) -> bool:
    """ "Opened on Wednesday and ends on Friday": what stands behind "and" happens on the day after it."""
    between = range(index + 1, span.first)
    dated = any(
        scene.tokens[at].folded in weekdays(scene.language.code)
        for at in (span.last, span.last + 1)
        if at < len(scene.tokens)
    )
    return dated and any(scene.says(at, "and") for at in between)


def _is_listed_ahead(scene: Scene, index: int, spans: Sequence[Span]) -> bool:
    """ "He will call on the minister tomorrow, deliver a lecture on Friday and …": one "will" for all."""
    ahead = next((span for span in spans if span.kind == "future" and span.first < index), None)
    if ahead is None or any(scene.says(at, "clause") for at in range(ahead.last, index)):
        return False
    told = ("done", "over", "past", "said", "reports")
    return not any(ahead.last <= span.first < index and span.value in told for span in spans)


def _is_told_now(scene: Scene, span: Span) -> bool:
    """Tell of "begins" that it is written as the present, which of a day means one to come."""
    return scene.says(span.first, "present")


def _is_there_now(scene: Scene, sentence: int) -> bool:
    """ "Đang ở Hà Nội trong chuyến thăm bắt đầu từ thứ ba": who is there has begun already."""
    return any(
        span.value == "now" and not _is_told_now(scene, span) for span in scene.within(sentence, "travel")
    )


def _is_begun(scene: Scene, span: Span) -> bool:
    """ "Kết thúc chuyến thăm bắt đầu từ thứ Hai": what is told with its end, or as done, has begun on that
    Monday.
    """
    told = scene.within(scene.sentence(span.first), "travel", "leave")
    ends = [one for one in told if not any(_is_inside(one, other) for other in told)]
    return scene.says(min(span.last, len(scene.tokens) - 1), "since") and any(
        end.value in ("over", "next", "done") and end is not span for end in ends
    )


def _is_told_ahead(scene: Scene, span: Span) -> bool:
    """ "Met Chen on Friday before flying home on Saturday": the verb before tells the tense of both."""
    told = scene.within(scene.sentence(span.first), "travel", "leave", "future", "receive")
    ahead = (one for one in told if one.kind == "future" or one.value in ("plan", "next", "now"))
    return any(one.first < span.first for one in ahead)


def _is_ahead(scene: Scene, span: Span) -> bool:
    if span.kind == "leave" and scene.says(span.first, "untensed"):
        return _is_told_ahead(scene, span)
    if span.value in ("plan", "next") or span.kind == "future":
        return True
    told = span.value in ("done", "over") and span.last - span.first > 1  # "سفر کرد": the first word is none
    told = told or closes_clause(scene, span.last - 1)  # "hat … besucht" is written as the present is
    there = _is_there_now(scene, scene.sentence(span.first))
    begun = there or _is_begun(scene, span)
    if _is_told_now(scene, span) and not told and not begun and not scene.document.in_title(span.first):
        return True  # "begins a tour on Monday"; of what is past a story does not speak so
    ahead = scene.within(scene.sentence(span.first), "future")
    return span.value not in ("done", "over") and any(0 <= span.first - one.last <= _BEHIND for one in ahead)
