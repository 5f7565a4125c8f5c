"""Guests of one host: "The Attorney General received that of Peru, …, and that of Chile, …"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.story import Story
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene


def are_received_together(story: Story, visitor: Actor, hosts: Sequence[Actor], sentence: int) -> bool:
    """Tell whether a sentence has somebody receive them all."""
    seen = [
        min((at for at in actor.seen if story.scene.sentence(at) == sentence), default=-1)
        for actor in (visitor, *hosts)
    ]
    return any(are_fellow_guests(story, span, seen) for span in story.scene.within(sentence, "receive"))


def are_fellow_guests(story: Story, span: Span, seen: Sequence[int]) -> bool:
    """Tell of people at `seen`, all behind a word of receiving, that none of them is its subject."""
    scene = story.scene
    if scene.head_last or min(seen) < span.last or is_passive(scene, span):
        return False
    before = (one for one in story.mentions_in(scene.sentence(span.first)) if one.last <= span.first)
    return any(one.kind != "body" for one in before) or _are_listed(scene, min(seen), max(seen))


def is_thing_received(story: Story, visitor: Actor, span: Span) -> bool:
    """ "The prosecutor general received the request of that of Laos": something of his, and not his visit."""
    scene = story.scene
    if scene.head_last or scene.language.options.get("object_verb") or is_passive(scene, span):
        return False
    here = [one for one in visitor.mentions if scene.same_sentence(one.first, span.first)]
    behind = [one.first for one in here if one.first >= span.last]
    if not behind or len(behind) < len(here):
        return False
    first = min(behind)
    owned = scene.is_led_by(first, "of") or scene.is_led_by(first, "from")
    return owned and not any(
        span.last <= one.first < first
        for one in scene.within(
            scene.sentence(first), "visit", "delegation", "guest", "office", "body", "lead"
        )
    )


def is_passive(scene: Scene, span: Span) -> bool:
    """ "Was received", "received yesterday by": the guest comes first; who is "vui mừng được đón tiếp", glad
    to, receives himself.
    """
    inside = [
        at for at in range(max(span.first - 1, 0), span.last) if not (at and scene.says(at - 1, "glad"))
    ]
    behind = range(span.last - 1, min(span.last + 4, len(scene.tokens)))
    return any(scene.says(index, "passive") for index in inside) or any(
        scene.says(index, "by") and scene.ending(index + 1, "lead") is None for index in behind
    )


def _are_listed(scene: Scene, first: int, last: int) -> bool:
    """ "Received the prosecutors general of Peru, Bolivia and Chile", told of at their countries."""
    lists = [span for span in scene.within(scene.sentence(first), "office_plural") if span.last <= first]
    at = lists[-1].last if lists else last + 1
    while at < last:
        state = scene.starting(at, "country", "adjective")
        if state is None and not any(scene.says(at, word) for word in ("and", "article", "inside_office")):
            return False
        at = state.last if state is not None else at + 1
    return at == last
