"""What kind of visit it was: by the adjective before the word, by its purpose, or by the event."""

from __future__ import annotations

from typing import cast

from bot.model import Evidence, VisitType
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_PURPOSE = 4  # words between "take part in" and the event
_LEAD = 2  # sentences in which a story says what it is about
_TWO = 2  # sides of a meeting that is no conference
_AROUND = 8  # tokens between a meeting and those who hold it


def visit_type(story: Story, one: Candidate, occasion: str | None) -> tuple[VisitType, Evidence | None]:
    """Read the adjective before "visit"; an event without one makes it a conference."""
    scene = story.scene
    for span in scene.of("visit", "travel", "status"):
        if scene.within(scene.sentence(span.first), "invite_next"):
            continue
        kind = next(
            (k for k in scene.within(scene.sentence(span.first), "type") if _qualifies(story, k, span)), None
        )
        if kind is not None:
            return cast(VisitType, kind.value), scene.evidence(kind.first, max(span.last, kind.last))
    if (study := _studies(story, one)) is not None:
        return "study", scene.evidence(study.first, study.last)
    only = _only_attends(one) and _is_gathering(story, one)
    if occasion is not None or only or _comes_to_attend(story, one):
        return "conference", one.traces.get("attends_there")
    return "unspecified", None


def _studies(story: Story, one: Candidate) -> Span | None:
    """ "Came to Paris for training": a phrase of the purpose in a sentence of the visit."""
    return next(
        (
            span
            for sentence in one.sentences
            for span in story.scene.within(sentence, "type")
            if span.value == "study" and span.last - span.first > 1
        ),
        None,
    )


def _comes_to_attend(story: Story, one: Candidate) -> bool:
    """ "Will take part in a conference": the event needs no name to be the purpose."""
    scene = story.scene
    for sentence in one.sentences:
        for attend in scene.within(sentence, "attend"):
            if any(
                (
                    attend.first <= event.first < attend.last
                    or 0 <= scene.onward(attend, event.first, event.last) <= _PURPOSE
                )
                and not scene.starting(event.first, "meet")
                for event in scene.within(sentence, "event")
            ):
                return True
    return False


def _only_attends(one: Candidate) -> bool:
    told = one.features
    if told.get("event_there") and told.get("travel_over") and not (told.get("visit_to") or one.legs):
        return True  # what is over is the event, or a tour
    return bool(told.get("event_there")) and not any(
        told.get(name) for name in ("travel", "travel_soft", "invited", "visits_host")
    )


def _is_gathering(story: Story, one: Candidate) -> bool:
    """Tell a forum, and a meeting of more than two sides, from "a meeting in Bern with his colleague"."""
    scene = story.scene
    sides = {actor.country for actor in story.actors if actor.grade and actor.country}
    if len(sides) > _TWO:
        return True
    told = {*range(scene.document.lead + _LEAD), *one.sentences}
    meetings = [span for sentence in told for span in scene.within(sentence, "event", "meet")]
    several = any(scene.within(sentence, "office_plural", "staff") for sentence in told)
    return (not meetings and several) or any(
        (span.kind == "event" and scene.starting(span.first, "meet") is None) or _is_of_many(story, span)
        for span in meetings
    )


def _is_of_many(story: Story, event: Span) -> bool:
    """ "The meeting of the prosecutors of Mercosur"; not "of Russia's and Egypt's"."""
    scene = story.scene
    sentence = scene.sentence(event.first)
    if scene.within(sentence, "sidelines"):
        return True
    near = range(event.first - _AROUND, event.last + _AROUND)
    people = [span for span in scene.within(sentence, "office_plural", "staff") if span.first in near]
    states = {place.country for place in story.places_in(sentence) if place.first in near and not place.city}
    return bool(people) and len(states) != _TWO


def _qualifies(story: Story, kind: Span, visit: Span) -> bool:
    if kind.first < visit.last and visit.first < kind.last:
        return True
    follows = story.scene.language.options.get("adjectives_follow", False)
    if follows and visit.kind != "travel" and 0 <= kind.first - visit.last <= 2:
        return True  # "visita oficial"
    between = range(kind.last, visit.first)
    person = any(story.scene.says(index, "goal") for index in between)  # "the second official to visit Kyiv"
    return visit.kind != "travel" and len(between) <= 2 and kind.last <= visit.first and not person
