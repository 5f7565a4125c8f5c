"""Items of a digest, which stand for themselves: what the first tells says nothing of the second."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_DAY_FIRST = 2  # tokens before the day with which an item of a digest opens


def is_of_other_news(story: Story, one: Candidate, span: Span) -> bool:
    """Tell of envoys who hand over their credentials that the item of a digest further down, which opens
    with its own day and tells of a journey, has nothing to do with them.
    """
    scene, sentence = story.scene, story.scene.sentence(span.first)
    begins = [scene.document.sentences[at][0] for at in one.sentences]
    dated = any(0 <= when.first - first <= _DAY_FIRST for first in begins for when in story.dates)
    apart = min(one.visitor.seen) >= scene.document.sentences[sentence][1]
    here = any(place.country == one.host for place in story.places_in(sentence))
    return bool(dated and apart and one.features.get("travel")) and not here
