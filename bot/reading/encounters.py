"""Two heads of prosecution meet, and the story does not say where: one of them has come."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.actors import Actor
from bot.reading.candidate import Candidate
from bot.reading.story import Story

_HEAD = 3  # sentences in which a story says what it is about
_APART = ("remote", "recall", "future", "invite_next", "negator", "unsure")


def heads_meet(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """Tell of "Prosecutor General … met with Prosecutor General … of Slovenia" at the head of a story that
    knows no place.

    Who receives a guest is told of as a host, so that the one who is named first is taken for the guest.
    """
    scene = story.scene
    first, last = 0, scene.document.lead + _HEAD
    if not first <= sentence < last or not _is_named_head(one.visitor) or scene.within(sentence, *_APART):
        return False
    met = [
        span for span in scene.within(sentence, "meet", "sign") if span.kind == "meet" or span.value == "done"
    ]
    others = [actor for actor in hosts if actor.grade == "head"]
    if not met or not others or _is_placed(story, last) or _is_remote(story, last):
        return False
    return _place_in(story, one.visitor, sentence) < min(
        _place_in(story, actor, sentence) for actor in others
    )


def _is_named_head(actor: Actor) -> bool:
    return actor.grade == "head" and bool(actor.names)


def _is_placed(story: Story, last: int) -> bool:
    return any(place.is_location and story.scene.sentence(place.first) < last for place in story.places)


def _is_remote(story: Story, last: int) -> bool:
    return any(
        story.scene.within(sentence, "remote")
        for sentence in range(min(last, len(story.scene.document.sentences)))
    )


def _place_in(story: Story, actor: Actor, sentence: int) -> int:
    return min(at for at in actor.seen if story.scene.sentence(at) == sentence)
