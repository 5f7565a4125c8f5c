"""When the visit is: which of a story's dates open it, close it, or merely fall into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.model import Evidence, Precision
from bot.reading.candidate import Candidate
from bot.reading.dates import When
from bot.reading.lexicon import Span
from bot.reading.story import Story

_CUT = {"day": 10, "month": 7, "year": 4, "unknown": 0}
_REACH = 12  # tokens between a date and the word that says what happened on it
_LONG_AGO = timedelta(days=60)
_FAR_AHEAD = timedelta(days=400)
_LONGEST = 31  # days of a visit; "a 90-day plan" is none

Part = Literal["whole", "start", "end", "inside"]
_PARTS: tuple[Part, ...] = ("whole", "start", "end", "inside")


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days of a visit; `inferred` where the text gives a day of it, not its beginning or end."""

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    inferred: bool = False
    evidence: Evidence | None = None

    @property
    def start_text(self) -> str | None:
        return self.start.isoformat()[: _CUT[self.precision]] if self.start else None

    @property
    def end_text(self) -> str | None:
        return self.end.isoformat()[: _CUT[self.precision]] if self.end else None


def schedule(story: Story, one: Candidate) -> Schedule:
    """Put together what the dates of a story say of this visit."""
    parts: dict[Part, list[When]] = defaultdict(list)
    for when in sorted(story.dates, key=lambda when: not _is_clear(story, one, when)):
        if (part := _part(story, one, when)) is not None:
            parts[part].append(when)
    told = next((found[0] for name in _PARTS if (found := parts.get(name))), None)
    if told is None:
        return Schedule()
    evidence = story.scene.evidence(max(told.first - 2, 0), told.last)
    if told.precision != "day":
        return Schedule(told.start, None, told.precision, evidence=evidence)
    if parts["whole"]:
        return Schedule(told.start, told.end, "day", evidence=evidence)
    return replace(_from_parts(parts, _length(story)), evidence=evidence)


def _from_parts(parts: Mapping[Part, Sequence[When]], length: int | None) -> Schedule:
    """A first day, a last day, days in between and a length: whatever two of them give the third."""
    inside = [when.start for when in parts["inside"]]
    first = parts["start"][0].start if parts["start"] else None
    last = parts["end"][0].end if parts["end"] else None
    inferred = first is None and bool(inside)
    if first is None and last is not None and length is not None:
        first, inferred = last - timedelta(days=length - 1), False
    first = first or min(inside, default=None)
    if last is not None and first is not None and last < first:
        last = None
    if first is not None and last is None and length is not None:
        last = first + timedelta(days=length - 1)
    return Schedule(first, last, "day" if first or last else "unknown", inferred and length != 1)


def _is_clear(story: Story, one: Candidate, when: When) -> bool:
    """Dates beside the clearest sentence of this visit are looked at first."""
    return story.scene.sentence(when.first) in one.sentences


def _part(story: Story, one: Candidate, when: When) -> Part | None:
    """Tell what a date is for the visit: all of it, its first or last day, a day inside, or nothing."""
    scene = story.scene
    sentence = scene.sentence(when.first)
    if _is_elsewhere(story, one, when, sentence):
        return None
    travels = [span for span in scene.within(sentence, "travel", "visit") if _distance(span, when) <= _REACH]
    there = [place for place in one.locations if scene.sentence(place.first) == sentence]
    if when.is_range:
        beside = any(0 <= when.first - place.last <= 2 for place in there)
        spoken = travels or sentence in one.sentences
        return "whole" if beside or (spoken and not _is_of_event(story, when, sentence)) else None
    if when.precision != "day":
        return "start" if travels and sentence in one.sentences else None
    if when.closes:
        return "end"
    if when.opens:
        return "start" if travels or there else None
    nearest = min(travels, key=lambda span: (_distance(span, when), span.kind == "visit"), default=None)
    leaving = [span for span in scene.within(sentence, "leave") if _distance(span, when) <= _REACH]
    if leaving and (nearest is None or min(_distance(span, when) for span in leaving) <= _distance(nearest, when)):
        return "end"
    if nearest is not None:
        if _is_of_event(story, when, sentence):
            return None
        if nearest.value == "over":
            return "end"
        return "start" if sentence in one.sentences or _is_arrival(story, nearest) else "inside"
    told = scene.within(sentence, "meet", "receive", "sign") or _is_in_dateline(story, when)
    return "inside" if told else None


def _is_arrival(story: Story, span: Span) -> bool:
    words = {token.folded for token in story.scene.tokens[span.first : span.last]}
    return bool(words & story.language_words("arrival"))


def _distance(span: Span, when: When) -> int:
    return max(span.first - when.last, when.first - span.last, 0)


def _is_elsewhere(story: Story, one: Candidate, when: When, sentence: int) -> bool:
    """A date of another matter: a signature of old, a recollection, another year, an invitation for later."""
    scene = story.scene
    today = story.today.day
    if when.start > today + _FAR_AHEAD or when.end < today - _LONG_AGO:
        return True
    if scene.within(sentence, "recall", "invite_next"):
        return True
    if _is_in_dateline(story, when) and any(other is not when for other in story.dates if not other.has_year):
        return sentence not in one.sentences
    near = [span for span in scene.within(sentence, "agreement") if 0 <= when.first - span.last <= 4]
    return bool(near)


def _is_of_event(story: Story, when: When, sentence: int) -> bool:
    """The days of a conference are not yet those of a guest: "the forum runs from December 10 to 13"."""
    scene = story.scene
    events = [span for span in scene.within(sentence, "event") if _distance(span, when) <= _REACH]
    travels = [span for span in scene.within(sentence, "travel", "visit") if span.value != "plan"]
    if not events:
        return False
    return min((_distance(span, when) for span in travels), default=99) > min(_distance(span, when) for span in events)


def _is_in_dateline(story: Story, when: When) -> bool:
    first = story.scene.document.title_sentences
    place = story.dateline
    return place is not None and story.scene.sentence(when.first) == first and when.first - place.last <= 4


def _length(story: Story) -> int | None:
    """Read "a three-day visit", "two days of talks", "the same day": how many days it lasts."""
    scene = story.scene
    numbers = {**scene.language.options.get("numbers", {})}
    for span in scene.of("days"):
        if span.value == "one":
            return 1
        if span.value.isdecimal():
            return int(span.value)  # "двухдневный": the number is part of the word
        before = scene.tokens[span.first - 1].folded if span.first else ""
        count = numbers.get(before) or (int(before) if before.isdecimal() else 0)
        if 1 <= count <= _LONGEST:
            return count
    return None
