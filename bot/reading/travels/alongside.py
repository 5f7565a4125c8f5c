"""Who travels in the company of somebody else: "the minister, accompanied by Prosecutor General …"."""

from __future__ import annotations

from bot.reading.people.actors import Actor
from bot.reading.people.companions import is_company
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.scene import Scene

_APART = ("negator", "remote", "invite_next")
_LIST = 16  # tokens from "accompanied by" to the last of those who come along
_DEEDS = ("meet", "receive", "sign", "travel", "visit", "speech", "attend")


def goes_along(story: Story, actor: Actor, sentence: int) -> bool:
    """Tell whether a sentence calls somebody the companion of the one whose journey it tells."""
    scene = story.scene
    if not scene.within(sentence, "accompany", "escort") or scene.within(sentence, *_APART):
        return False
    places = {at for at in actor.seen if scene.sentence(at) == sentence}
    return any(is_company(scene, at) or _is_listed(scene, at) for at in places) or _escorts(
        story, actor, sentence
    )


def _is_listed(scene: Scene, at: int) -> bool:
    """ "She will be accompanied by the minister of trade, two deputies and Prosecutor General …"."""
    return any(
        0 <= at - span.last <= _LIST
        and not any(scene.starting(one, *_DEEDS) is not None for one in range(span.last, at))
        for span in scene.within(scene.sentence(at), "accompany")
    )


def _escorts(story: Story, actor: Actor, sentence: int) -> bool:
    """ "The minister and Prosecutor General … will travel with him": the verb stands behind him, and whom he
    goes with was told before.
    """
    names = [name.last for name in actor.names if story.scene.sentence(name.first) == sentence]
    return any(last <= span.first for last in names for span in story.scene.within(sentence, "escort"))


def comes_with_traveller(story: Story, one: Candidate) -> int | None:
    """ "The minister arrived in Nairobi. She is accompanied by Prosecutor …": give the second sentence."""
    scene = story.scene
    for sentence in sorted({scene.sentence(at) for at in one.visitor.seen}):
        told = sentence - 1
        there = any(scene.sentence(place.first) == told for place in one.locations)
        if there and scene.within(told, "travel", "visit") and goes_along(story, one.visitor, sentence):
            return sentence
    return None
