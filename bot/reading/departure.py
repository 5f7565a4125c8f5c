"""Words that say that a visitor leaves the host country, or has left it."""

from __future__ import annotations

from bot.reading.candidate import Candidate
from bot.reading.lexicon import Span
from bot.reading.story import Story

_OBJECT = 2  # tokens from a bare "left" to the place that was left


def departures(story: Story, one: Candidate, sentence: int) -> list[Span]:
    """List the words of leaving in a sentence; a bare "left" counts only where the host's city or
    country follows.
    """
    return [
        span
        for span in story.scene.within(sentence, "leave")
        if span.value != "from" or _is_from_host(story, one, span)
    ]


def has_left(story: Story, one: Candidate) -> bool:
    """Tell whether the text says that the visitor is gone: "flew home", "left Ulaanbaatar"."""
    return any(
        span.value in ("done", "from")
        for sentence in range(len(story.scene.document.sentences))
        for span in departures(story, one, sentence)
    )


def _is_from_host(story: Story, one: Candidate, span: Span) -> bool:
    return any(
        place.country == one.host and 0 <= story.scene.onward(span, place.first, place.last) <= _OBJECT
        for place in story.places
    )
