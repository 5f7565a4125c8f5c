"""How far a visit has got when the story is told: planned, ongoing, completed or cancelled."""

from __future__ import annotations

from datetime import timedelta

from bot.model import Evidence, Status
from bot.reading.candidate import Candidate
from bot.reading.schedule import Schedule
from bot.reading.story import Story


def status(story: Story, one: Candidate, when: Schedule) -> tuple[Status, Evidence | None]:
    """Tell how far the visit has got, by contract.md's rules, and the phrase that says so."""
    told = one.features
    today = story.today.day
    proof = one.traces.get("travel") or one.traces.get("travel_soft") or one.traces.get("received")
    if _is_about_travel(story, "cancel"):
        return "cancelled", one.traces.get("cancel_near") or proof
    if when.precision == "day" and when.start is not None and when.start > today:
        return "planned", when.evidence
    if when.precision == "day" and when.end is not None:
        if when.end < today:
            return "completed", when.evidence
        if when.end == today and not _goes_on(story) and not _is_planned(one):
            return "completed", when.evidence
        return ("ongoing" if when.start is not None or not _is_planned(one) else "planned"), when.evidence
    if _is_over(story):
        return "completed", proof
    if _goes_on(story):
        return "ongoing", proof
    if _is_planned(one):
        return "planned", proof
    if told.get("travel_now"):
        return "ongoing", proof
    if when.precision == "day" and when.start is not None and not when.inferred and when.start < today - timedelta(days=3):
        return "completed", when.evidence
    if when.precision == "month" and when.start is not None and (when.start.year, when.start.month) < (today.year, today.month):
        return "completed", when.evidence
    if _is_told_as_past(story, one):
        return "completed", proof
    return "ongoing", proof


def _is_planned(one: Candidate) -> bool:
    told = one.features
    present = told.get("travel_done") or told.get("travel_now") or told.get("received") or told.get("meets_there")
    return bool(told.get("travel_plan")) and not present


def _goes_on(story: Story) -> bool:
    """ "The visit continues", or the story tells what the visitor is still to do."""
    ongoing = [span for span in story.scene.of("status") if span.value == "ongoing"]
    return any(story.scene.within(story.scene.sentence(span.first), "visit", "delegation") for span in ongoing)


def _is_about_travel(story: Story, kind: str) -> bool:
    """The word stands close to the trip, not to some trial that was put off."""
    scene = story.scene
    for span in scene.of(kind):
        near = scene.within(scene.sentence(span.first), "travel", "visit")
        if any(max(span.first - other.last, other.first - span.last) <= 10 for other in near):
            return True
    return False


def _is_over(story: Story) -> bool:
    """ "Concluded the visit", "flew home": said of the journey, not of a conference."""
    scene = story.scene
    for span in scene.of("travel", "leave"):
        if span.kind == "leave" and span.value == "done":
            return True
        if span.value == "over":
            near = scene.within(scene.sentence(span.first), "visit")
            if any(abs(span.first - other.first) <= 10 for other in near):
                return True
    return False


def _is_told_as_past(story: Story, one: Candidate) -> bool:
    """ "Paid a visit", "visited": the whole journey is past, not just one meeting of it."""
    if not one.features.get("travel_done"):
        return False
    arrival = story.language_words("arrival")
    for sentence in one.sentences:
        for span in story.scene.within(sentence, "travel"):
            words = {token.folded for token in story.scene.tokens[span.first : span.last]}
            if span.value == "done" and not words & arrival:
                return True
    return False
