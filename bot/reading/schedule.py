"""When the visit is: which of a story's dates are its own, and how far it has got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.model import Evidence, Precision, Status
from bot.reading.candidates import Candidate
from bot.reading.dates import When
from bot.reading.story import Story

_CUT = {"day": 10, "month": 7, "year": 4, "unknown": 0}
_ENOUGH = 2.0  # points without which a date is not the visit's
_LONG_AGO = timedelta(days=45)
_FAR_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Schedule:
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
    """Choose the visit's own dates; a day that is only a meeting's gives an inferred start."""
    weighed = [(points, when) for when in story.dates if (points := _points(story, one, when)) > 0]
    best = max(weighed, key=lambda entry: (entry[0], -entry[1].first), default=None)
    if best is None or best[0] < _ENOUGH:
        return _from_meeting(story, one)
    when = best[1]
    evidence = story.scene.evidence(max(when.first - 1, 0), when.last)
    if when.precision != "day":
        return Schedule(when.start, None, when.precision, evidence=evidence)
    if when.closes and not when.is_range:
        return Schedule(_opening(story, one, weighed, when), when.end, "day", evidence=evidence)
    end = when.end if when.is_range else _closing(weighed, when)
    return Schedule(when.start, end, "day", evidence=evidence)


def _opening(story: Story, one: Candidate, weighed: list[tuple[float, When]], until: When) -> date | None:
    days = [when.start for points, when in weighed if when is not until and when.precision == "day" and when.start <= until.end and points >= 1]
    return min(days, default=None)


def _closing(weighed: list[tuple[float, When]], began: When) -> date | None:
    """Find "… and will last until January 26" beside a start."""
    days = [when.end for points, when in weighed if when.closes and not when.is_range and when.end > began.start and points >= 1]
    return min(days, default=None)


def _points(story: Story, one: Candidate, when: When) -> float:
    scene = story.scene
    sentence = scene.sentence(when.first)
    if when.start > story.today.day + _FAR_AHEAD or _is_of_something_else(story, when, sentence):
        return 0.0
    points = 0.0
    if sentence in one.sentences:
        points += 2.0 if sentence == one.sentences[0] else 1.5
    travels = scene.within(sentence, "travel", "visit")
    if any(max(when.first - span.last, span.first - when.last) <= 12 for span in travels):
        points += 1.5
    if when.is_range:
        points += 1.5
    if when.precision != "day":
        points -= 1.5
    if when.end < story.today.day - _LONG_AGO:
        points -= 2.0
    if scene.within(sentence, "recall", "invite_next"):
        points -= 2.0
    if _is_in_dateline(story, when):
        points -= 4.0
    return points


def _is_of_something_else(story: Story, when: When, sentence: int) -> bool:
    """A date right behind a document or a signature is theirs."""
    near = [s for s in story.scene.within(sentence, "sign", "agreement") if 0 <= when.first - s.last <= 5]
    travel = [s for s in story.scene.within(sentence, "travel", "visit") if 0 <= when.first - s.last <= 5]
    return bool(near) and not travel and not when.is_range


def _is_in_dateline(story: Story, when: When) -> bool:
    first = story.scene.document.title_sentences
    place = story.dateline
    return place is not None and story.scene.sentence(when.first) == first and when.first - place.last <= 4


def _from_meeting(story: Story, one: Candidate) -> Schedule:
    """The visitor was there at least on the day of the meeting that is told."""
    scene = story.scene
    for when in story.dates:
        sentence = scene.sentence(when.first)
        if when.precision != "day" or when.start > story.today.day + _FAR_AHEAD:
            continue
        told = scene.within(sentence, "meet", "receive", "travel", "visit") or _is_in_dateline(story, when)
        fresh = story.today.day - _LONG_AGO <= when.start
        if told and fresh and not _is_of_something_else(story, when, sentence) and not scene.within(sentence, "recall", "invite_next"):
            evidence = scene.evidence(max(when.first - 1, 0), when.last)
            return Schedule(when.start, None, "day", inferred=True, evidence=evidence)
    return Schedule()


# ── status ─────────────────────────────────────────────────────────────────────────────────────────


def status(story: Story, one: Candidate, when: Schedule) -> tuple[Status, Evidence | None]:
    """Tell how far the visit has got, by contract.md's rules."""
    told = one.features
    today = story.today.day
    proof = one.traces.get("travel") or one.traces.get("travel_soft") or one.traces.get("received")
    if told.get("cancel_near") and _is_about_travel(story, one, "cancel"):
        return "cancelled", one.traces.get("cancel_near")
    if when.precision == "day" and when.end is not None and when.end < today:
        return "completed", when.evidence
    if when.precision == "day" and when.start is not None and when.start > today:
        return "planned", when.evidence
    continuing = [s for s in story.scene.of("status") if s.value == "ongoing"]
    if _is_over(story, one):
        return "completed", proof
    if continuing and story.scene.of("visit"):
        return "ongoing", story.scene.evidence(max(continuing[0].first - 2, 0), continuing[0].last)
    if told.get("travel_plan") and not (told.get("travel_done") or told.get("travel_now")):
        return "planned", proof
    if when.precision == "day" and when.end == today and told.get("travel_done"):
        return "completed", when.evidence
    if told.get("travel_now"):
        return "ongoing", proof
    if when.precision == "day" and when.start is not None and not when.inferred and when.start < today - timedelta(days=2):
        return "completed", when.evidence
    if _is_told_as_past(story, one) and (when.end is None or when.end <= today):
        return "completed", proof
    return "ongoing", proof


def _is_about_travel(story: Story, one: Candidate, kind: str) -> bool:
    """The word stands close to the trip, not to some trial that was put off."""
    scene = story.scene
    for span in scene.of(kind):
        near = scene.within(scene.sentence(span.first), "travel", "visit")
        if any(max(span.first - other.last, other.first - span.last) <= 8 for other in near):
            return True
    return False


def _is_over(story: Story, one: Candidate) -> bool:
    scene = story.scene
    for span in scene.of("travel"):
        if span.value != "over":
            continue
        near = scene.within(scene.sentence(span.first), "visit")
        if any(abs(span.first - other.first) <= 10 for other in near) or scene.tokens[span.first].folded.startswith("return"):
            return True
    return False


def _is_told_as_past(story: Story, one: Candidate) -> bool:
    """ "Paid a visit", "visited": the whole journey is past, not just one meeting of it."""
    if not one.features.get("travel_done"):
        return False
    arrived = story.language_words("arrival")
    for sentence in one.sentences:
        for span in story.scene.within(sentence, "travel"):
            words = {token.folded for token in story.scene.tokens[span.first : span.last]}
            if span.value == "done" and not words & arrived:
                return True
    return False
