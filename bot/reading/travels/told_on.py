"""Journeys told in the sentence behind the one that says where somebody is."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.journeys import why_not


def told_on(story: Story, one: Candidate) -> None:
    """Note of "Finland's prosecutor general handed Yoldoshev a scroll in Tashkent today. The official visit
    ends on Friday" that the visit is his and leads there: somebody of the host country deals with him.
    """
    if one.visitor.name is None or one.features.get("travel"):
        return
    scene = story.scene
    here = {scene.sentence(place.first) for place in one.locations}
    spoken = {scene.sentence(at) for at in one.visitor.seen}
    for sentence in sorted(here & spoken & set(one.sentences)):
        behind = sentence + 1
        if (
            behind in one.on_line
            or behind >= len(scene.document.sentences)
            or not _is_of_him(story, one, behind)
        ):
            continue
        if not any(_deals(story, one, at) for at in (sentence, behind)):
            continue
        for span in scene.within(behind, "visit", "travel"):
            met = any(deed.first <= span.first < deed.last for deed in scene.within(behind, "meet"))
            if not met and why_not(story, one, span, story.actors_in(behind)) is None:
                one.note("travel", 1.0, scene.evidence(span.first, span.last))


def _deals(story: Story, one: Candidate, sentence: int) -> bool:
    return any(actor.country == one.host and actor.names for actor in story.actors_in(sentence))


def _is_of_him(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether a sentence speaks of nobody and no place that the journey could be of instead."""
    present, places = story.actors_in(sentence), story.places_in(sentence)
    elsewhere = any(place.is_location and place.country != one.host for place in places)
    others = any(actor is not one.visitor and actor.country != one.host for actor in present)
    apart = story.scene.within(sentence, "invite_next", "recall", "future")
    return not (elsewhere or others or apart)
