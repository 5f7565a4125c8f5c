"""Whom the visitor met, and who had invited."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model import Evidence, Official
from bot.reading.actors import Actor
from bot.reading.candidate import Candidate
from bot.reading.lexicon import Span
from bot.reading.names import latin
from bot.reading.story import Story

_REACH = 60  # tokens over which a list of people may follow one "met"
_INVITER_REACH = 22


def official(actor: Actor, default_country: str | None) -> Official:
    """Write down a person with name and office; `default_country` is taken where the office is of a state."""
    name = actor.name
    mention = max((m for m in actor.mentions if m.kind != "body"), key=lambda m: (m.name is not None, len(m.written)), default=None)
    country = actor.country
    if country is None and mention is not None and "international" not in mention.flags and not mention.is_of_organisation:
        country = default_country
    return Official(
        name=name.text if name else None,
        name_latin=latin(name.text) if name else None,
        office_as_written=mention.written if mention else None,
        country=country,
    )


def inviter(story: Story, one: Candidate) -> tuple[Official, Evidence] | None:
    """Find the person at whose invitation the visitor came."""
    scene = story.scene
    for span in scene.of("invite"):
        if scene.within(scene.sentence(span.first), "invite_next"):
            continue
        actor = _nearest(story, one, span)
        if actor is not None:
            return official(actor, one.host), scene.evidence(span.first, span.last + 12)
    return None


def _nearest(story: Story, one: Candidate, span: Span) -> Actor | None:
    """The first person named after "at the invitation of"; else the one right before ("Şahin's invitation")."""

    def fits(actor: Actor) -> bool:
        return actor is not one.visitor and actor.name is not None and actor.country in (None, one.host) and not actor.is_mere("envoy")

    sentence = story.scene.sentence(span.first)
    here = [
        (at, actor) for actor in story.actors if fits(actor)
        for at in [name.first for name in actor.names] if story.scene.sentence(at) == sentence
    ]  # fmt: skip
    after = min(((at, id(actor), actor) for at, actor in here if 0 <= at - span.last <= _INVITER_REACH), default=None)
    stop = min((at for at in one.visitor.seen if at >= span.last and story.scene.sentence(at) == sentence), default=None)
    if after is not None and (stop is None or after[0] < stop or after[2].grade is not None):
        return after[2]
    before = max(((at, id(actor), actor) for at, actor in here if 0 < span.first - at <= 6), default=None)
    return before[2] if before is not None else None


def meetings(story: Story, one: Candidate, invited_by: Official | None, elsewhere: frozenset[str] = frozenset()) -> Iterator[tuple[Official, Evidence]]:
    """List whom the visitor met, in the order of the text; those of the other countries of a tour were met there."""
    met = {id(actor): (actor, at) for actor, at in _met(story, one, invited_by)}
    told = sorted((entry for entry in met.values() if entry[0].country not in elsewhere), key=lambda entry: entry[1])
    for actor, at in told:
        yield official(actor, one.host), story.scene.evidence(max(at - 4, 0), at + 8)


def _met(story: Story, one: Candidate, invited_by: Official | None) -> Iterator[tuple[Actor, int]]:
    scene = story.scene
    for sentence in range(len(scene.document.sentences)):
        present = story.actors_in(sentence)
        for span in scene.within(sentence, "meet", "receive"):
            for actor in present:
                is_inviter = invited_by is not None and actor.name is not None and actor.name.text == invited_by.name
                at = _linked(story, one, actor, span) if is_inviter or _may_be_met(one, actor) else None
                if at is not None:
                    yield actor, at
    yield from _speakers(story, one)


def _linked(story: Story, one: Candidate, actor: Actor, span: Span) -> int | None:
    """Tell where the actor stands in the list of people that belongs to a word of meeting, None if outside it."""
    sentence = story.scene.sentence(span.first)
    for at in sorted(name.first for name in actor.names):
        if story.scene.sentence(at) != sentence or abs(at - span.first) > _REACH:
            continue
        low, high = sorted((at, span.first))
        if not any(_breaks(story, index) for index in range(low, high)):
            return at
    return None


def _may_be_met(one: Candidate, actor: Actor) -> bool:
    if actor is one.visitor or actor.name is None or actor.country == one.country:
        return False
    return bool(actor.mentions) and not (actor.is_mere("envoy") and actor.country is None)


def _breaks(story: Story, index: int) -> bool:
    scene = story.scene
    return scene.says(index, "clause") or any(mark in scene.document.gap(index) for mark in ";:")


def _speakers(story: Story, one: Candidate) -> Iterator[tuple[Actor, int]]:
    """The host's own prosecutor who answers, signs or welcomes was there, even if no "met" stands beside him."""
    scene = story.scene
    for actor in story.actors:
        if actor.grade not in ("head", "deputy") or actor.country not in (None, one.host) or not _may_be_met(one, actor):
            continue
        for name in actor.names:
            sentence = scene.sentence(name.first)
            absent = scene.within(sentence, "invite", "remote", "invite_next")
            if not absent and scene.within(sentence, "speech", "sign"):
                yield actor, name.first
                break
