"""Days that no word of a journey claims: the visit's all the same where the story tells no others."""

from __future__ import annotations

from bot.reading.dates.when import When
from bot.reading.facts.first_and_last import LONGEST
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.other_matters import is_elsewhere, is_of_other_leg, is_of_other_matter

_DEEDS = ("meet", "receive", "attend", "sign", "delegation", "visit", "travel")


def unclaimed(story: Story, one: Candidate) -> When | None:
    """Give the one stretch of days that a story tells of what was done in the host country, or of nobody
    in particular ("16–17 October in Vilnius he held talks"); None where there are several or none.
    """
    left = [when for when in story.dates if when.is_range and _may_be_its(story, one, when)]
    ranges = {(when.start, when.end): when for when in left}
    return next(iter(ranges.values())) if len(ranges) == 1 else None


def _may_be_its(story: Story, one: Candidate, when: When) -> bool:
    if when.precision != "day" or when.end - when.start > LONGEST:
        return False
    if (
        is_of_other_matter(story, one, when)
        or is_of_other_leg(story, one, when)
        or is_elsewhere(story, one, when)
    ):
        return False
    sentence = story.scene.sentence(when.first)
    there = any(place.country == one.host for place in story.places_in(sentence))
    return there or sentence in one.sentences or bool(story.scene.within(sentence, *_DEEDS))
