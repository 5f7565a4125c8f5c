"""What a word of travel says of time: done, now, still to come."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene

_SOON = 8  # tokens between "next week" and the word of travel
_AHEAD = 0  # tokens from a word of the future to the verb that it governs


def tense(story: Story, span: Span) -> str:
    """Give what a word of travel says of time; "next week she flies to Seoul" is to come, and where verbs
    have no tense a word before decides.
    """
    scene = story.scene
    sentence = scene.sentence(span.first)
    span = _whole(scene, span)
    if any(_is_soon(scene, span, one) for one in scene.within(sentence, "soon")):
        return "plan"
    if span.value not in ("done", "now", "past") or not scene.language.options.get("tenseless"):
        return span.value
    within = any(
        other.value == "plan" and other.first <= span.first < other.last
        for other in scene.within(sentence, "travel")
    )
    ahead = any(0 <= span.first - one.last <= _AHEAD for one in scene.within(sentence, "future"))
    return "plan" if within or ahead else span.value


def _whole(scene: Scene, span: Span) -> Span:
    """Give the words of which a verb is part: of "a effectué" folding makes an "effectue"."""
    if span.kind != "travel":
        return span
    wider = [
        other
        for other in scene.within(scene.sentence(span.first), "travel")
        if other.first < span.first and other.last == span.last
    ]
    return wider[0] if wider else span


def _is_soon(scene: Scene, span: Span, soon: Span) -> bool:
    """ "Next week she flies to Seoul"; "来週、中国を訪問し、…会談する": only the last verb tells the time."""
    untold = span.value == "done" and is_spaceless(scene.language.options) and soon.last <= span.first
    return (span.value == "now" or untold) and scene.apart(soon, span.first, span.last) <= _SOON
