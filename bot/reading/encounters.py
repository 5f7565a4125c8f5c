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
    if not met or not others or _is_told(story, one, last):
        return False
    return _place_in(story, one.visitor, sentence) < min(
        _place_in(story, actor, sentence) for actor in others
    )


def _is_named_head(actor: Actor) -> bool:
    return actor.grade == "head" and bool(actor.names)


def _is_told(story: Story, one: Candidate, last: int) -> bool:
    """Tell whether the head of the story says where they met, whose party came, or that nobody did."""
    scene = story.scene
    here = [place for place in story.places if scene.sentence(place.first) < last]
    parties = [span for span in scene.of("delegation") if scene.sentence(span.first) < last]
    theirs = any(
        place.country == one.host and (place.last == party.first or 0 <= place.first - party.last <= 1)
        for place in here
        for party in parties
    )
    calls = any(scene.sentence(span.first) < last for span in scene.of("remote"))
    return theirs or calls or any(place.is_location for place in here)


def _place_in(story: Story, actor: Actor, sentence: int) -> int:
    return min(at for at in actor.seen if story.scene.sentence(at) == sentence)
