"""The traveller's own embassy abroad: "they called at the consulate general of Indonesia in Hong Kong"."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.distance import apart
from bot.reading.words.lexicon import Span

_BESIDE = 3  # tokens between an envoy and whose he is


def is_own_envoy(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether an envoy is of the traveller's country and stands in the host's, where he is met."""
    here = story.places_in(story.scene.sentence(span.first))
    own = any(place.country == one.country and apart(place, span) <= _BESIDE for place in here)
    party = one.visitor.grade == "delegation" and span.kind == "envoy"  # of a head he may be the proxy
    return party and own and any(place in one.locations for place in here)
