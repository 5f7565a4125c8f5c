"""How far a list of those who were met goes, and who did something beside the guest."""

from __future__ import annotations

from bot.reading.people.actors import Actor
from bot.reading.people.mention import Mention
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate

_HOST = 2  # sentences from an office without a name to the name
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


def joined_to_guest(story: Story, one: Candidate, actor: Actor, sentence: int) -> int | None:
    """ "The President received the Prosecutor General. Ann Hill and Mario Rojas discussed …": who stands with
    "and" beside the guest, by his name alone, is the one with whom he spoke, once somebody of the host
    country is told of without a name.
    """
    scene = story.scene
    if actor.mentions or not scene.within(sentence, "speech", "meet") or scene.within(sentence, "remote"):
        return None
    if unnamed_host(story, one, sentence) is None:
        return None
    guests = [guest for guest in one.visitor.names if scene.sentence(guest.first) == sentence]
    for name in actor.names:
        beside = any(
            first.last + 1 == then.first and scene.says(first.last, "and")
            for guest in guests
            for first, then in ((name, guest), (guest, name))
        )
        if len(name.keys) > 1 and beside:
            return name.first
    return None


def unnamed_host(story: Story, one: Candidate, sentence: int) -> Mention | None:
    """Give the office of the host country that receives the guest without a name in one of the sentences
    before.
    """
    told = [
        mention
        for mention in story.mentions
        if mention.name is None
        and mention.country == one.host
        and mention.kind in ("role.leader", "role.minister", "role.parliament")
        and 0 < sentence - story.scene.sentence(mention.first) <= _HOST
        and story.scene.within(story.scene.sentence(mention.first), "receive", "meet")
    ]
    return told[-1] if told else None
