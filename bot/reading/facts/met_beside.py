"""How far a list of those who were met goes, and who did something beside the guest."""

from __future__ import annotations

from bot.reading.people.actors import Actor
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate

_NEW_DEEDS = ("meet", "receive", "sign", "speech", "travel", "leave", "invite", "attend", "source")


def breaks(story: Story, index: int) -> bool:
    """Tell whether a list of those who were met ends at a token."""
    scene = story.scene
    return scene.says(index, "clause") or (
        any(mark in scene.document.gap(index) for mark in ";:") and not _lists(story, index)
    )


def _lists(story: Story, index: int) -> bool:
    """ "Met the minister, Luis Paredes; the speaker, Rosa Vega; and …": a list of people, and no new deed."""
    scene = story.scene
    first, last = scene.document.sentences[scene.sentence(index)]
    stops = [at for at in range(first, last - 1) if ";" in scene.document.gap(at)]
    if index not in stops or scene.says(index, "clause"):
        return False
    behind = range(index + 1, next((at for at in stops if at > index), last - 1) + 1)
    named = any(name.first in behind for name in story.names)
    return named and not any(scene.starting(at, *_NEW_DEEDS) for at in behind)


def did_with_him(story: Story, one: Candidate, actor: Actor, sentence: int) -> int | None:
    """ "Yılmaz ile Hasanov çiçek bıraktı": where "with" stands behind, the guest, and right behind him the
    host's own head who did it with him.
    """
    scene = story.scene
    if not scene.head_last or actor.grade != "head" or actor.country != one.host:
        return None
    behind = {
        guest.last + 1
        for guest in one.visitor.names
        if guest.last < len(scene.tokens) and scene.says(guest.last, "with_after")
    }
    here = (name.first for name in actor.names if scene.sentence(name.first) == sentence)
    return next((at for at in here if at in behind), None)
