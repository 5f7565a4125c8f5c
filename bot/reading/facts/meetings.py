"""Whom the visitor met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.model import Evidence, Official
from bot.reading.facts.fellow_guests import is_received_apart
from bot.reading.facts.met_beside import breaks, did_with_him, joined_to_guest, unnamed_host
from bot.reading.facts.met_by_name import is_met_by_name, signs_with
from bot.reading.facts.met_in_lists import met_in_list, office_before
from bot.reading.facts.officials import official
from bot.reading.facts.others_met import (
    attends_too,
    is_between_others,
    is_of_hall,
    is_of_leaders,
    is_of_other_guest,
    is_one_of_many,
)
from bot.reading.names.persons import is_same
from bot.reading.people.actors import Actor
from bot.reading.people.hosts import is_followed_by_with, is_with
from bot.reading.people.mention import Mention
from bot.reading.people.subject import begins_with_he
from bot.reading.story import Story, leg_at
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.denials import denies_talk, is_denied
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.lexicon import Span, is_spaceless

_REACH = 60  # tokens over which a list of people may follow one "met"
_TOGETHER = 3  # tokens from a host to the guest who is "with him": "and with him"


def meetings(
    story: Story,
    one: Candidate,
    invited_by: Official | None,
    legs: Collection[str],
    others: Sequence[Candidate] = (),
) -> Iterator[tuple[Official, Evidence]]:
    """List whom the visitor met, in the order of the text; `legs` are the host countries of his other
    visits, `others` the other guests of this host.
    """
    met = {id(actor): (actor, at) for actor, at in _met(story, one, invited_by, bool(others))}
    for actor, at in sorted(met.values(), key=lambda entry: entry[1]):
        if _is_on_other_leg(story, one, actor, at, legs) or is_received_apart(story, one, actor, others):
            continue
        person = official(actor, one.host)
        if not actor.mentions:
            person = replace(person, office_as_written=_unknown_office(story, one, at))
        yield person, story.scene.evidence(max(at - 4, 0), at + 8)


def _unknown_office(story: Story, one: Candidate, at: int) -> str | None:
    """Write the office of somebody who is met by his name: in words that no pack knows, or told before."""
    told = unnamed_host(story, one, story.scene.sentence(at))
    return office_before(story, at) or (told.written if told else None)


def _met(
    story: Story, one: Candidate, invited_by: Official | None, among_others: bool
) -> Iterator[tuple[Actor, int]]:
    scene = story.scene
    for sentence in range(len(scene.document.sentences)):
        present = story.actors_in(sentence)
        if is_of_other_guest(story, one, sentence, present):
            continue
        if among_others and is_of_hall(story, one, sentence, present):
            continue
        for span in scene.within(sentence, "meet", "receive"):
            if is_between_others(story, one, span, present) or is_recalled(story, sentence):
                continue
            if is_denied(scene, span):
                continue
            listed: list[int] = []
            for actor in present:
                if attends_too(story, one, actor, span) or is_of_leaders(story, one, actor, sentence):
                    continue
                known = (
                    _is_inviter(actor, invited_by)
                    or _may_be_met(one, actor)
                    or (not _leads(one, actor) and is_met_by_name(story, one, actor, span))
                )
                at = _linked(story, one, actor, span) if known else None
                if at is not None:
                    listed.append(at)
                    yield actor, at
            yield from met_in_list(story, one, span, present, listed)
        yield from _with(story, one, sentence, present)
    if not is_one_of_many(one):
        yield from _speakers(story, one, invited_by)
        yield from _both(story, one, invited_by)


def _linked(story: Story, one: Candidate, actor: Actor, span: Span) -> int | None:
    """Tell where the actor stands in the list of people that belongs to a word of meeting, None if
    outside it.
    """
    sentence = story.scene.sentence(span.first)
    for at in sorted(name.first for name in actor.names):
        if story.scene.sentence(at) != sentence or abs(at - span.first) > _REACH:
            continue
        if any(0 <= span.first - name.last <= 1 for name in actor.names):
            return at  # "Najm al-Zubaidi, who welcomed"
        low, high = sorted((at, span.first))
        if one.legs and span.last <= at and _is_only_inviter(story, span, at):
            continue
        if not any(breaks(story, index) for index in range(low, high - _ends_in_who(story, at, span))):
            return at
    return None


def _ends_in_who(story: Story, at: int, span: Span) -> bool:
    """ "The president, Ann Hill, and the speaker, Tom Birch, who met him": both did."""
    listed = any(story.scene.says(index, "and") for index in range(at, span.first))
    return listed and story.scene.says(span.first - 1, "clause")


def _is_only_inviter(story: Story, span: Span, at: int) -> bool:
    """ "Will meet the minister and then fly to Madrid at the invitation of …": he is not in the list."""
    if story.scene.head_last:
        return False
    sentence = story.scene.sentence(at)
    goes = [one.first for one in story.scene.within(sentence, "travel", "visit", "stay")]
    return any(
        one.last <= at and any(span.last <= on < one.first for on in goes)
        for one in story.scene.within(sentence, "invite")
    )


def _may_be_met(one: Candidate, actor: Actor) -> bool:
    if actor is one.visitor or actor.name is None or actor.country == one.country or _leads(one, actor):
        return False
    if actor.is_absent:
        return False
    if is_same(actor.keys, one.visitor.keys):
        return False  # the visitor himself, under another office
    return bool(actor.mentions) and not (actor.is_mere("envoy") and actor.country is None)


def _leads(one: Candidate, actor: Actor) -> bool:
    return one.leader is not None and any(name is one.leader for name in actor.names)


def _with(
    story: Story, one: Candidate, sentence: int, present: Sequence[Actor]
) -> Iterator[tuple[Actor, int]]:
    """ "In Lviv she spent three hours with Prosecutor General …": whoever follows "with" was there."""
    scene = story.scene
    if scene.within(sentence, "remote", "recall", "invite_next") or not (
        one.visitor in present
        or sentence in one.sentences
        or _is_there(story, one, sentence)
        or _goes_together(story, one, sentence)
        or _is_of_colleague(story, one, present)
    ):
        return
    for actor in present:
        if (at := joined_to_guest(story, one, actor, sentence)) is not None:
            yield actor, at
        if (at := signs_with(story, one, actor, sentence)) is not None and not _leads(one, actor):
            yield actor, at
        if (at := did_with_him(story, one, actor, sentence)) is not None:
            yield actor, at
        if not _may_be_met(one, actor) or actor.is_mere("envoy"):
            continue
        if any(
            attends_too(story, one, actor, span) for span in scene.within(sentence, "meet", "receive", "sign")
        ):
            continue
        for mention in actor.mentions:
            first = min(mention.first, mention.name.first) if mention.name else mention.first
            if scene.sentence(first) != sentence or mention.name is None or denies_talk(scene, first):
                continue
            with_him = _is_joined_by(story, one, mention) or _is_colleague_with(story, one, actor, mention)
            if _is_with(story, first, mention) or with_him:
                yield actor, mention.name.first


def _is_joined_by(story: Story, one: Candidate, mention: Mention) -> bool:
    """ "Prosecutor General El-Sawy, and with him the Saudi prosecutor": the guest follows his host."""
    last = max(mention.last, mention.name.last if mention.name else 0)
    return any(
        0 < guest.first - last <= _TOGETHER and story.scene.says(guest.first - 1, "with_him")
        for guest in one.visitor.mentions
    )


def _is_colleague_with(story: Story, one: Candidate, actor: Actor, mention: Mention) -> bool:
    """ "コソボの主席国家検事と連携を確認した": with the host's own head the guest did whatever he did."""
    scene = story.scene
    behind = mention.last < len(scene.tokens) and scene.says(mention.last, "with_after")
    spoken = any(scene.same_sentence(at, mention.first) and at < mention.first for at in one.visitor.seen)
    told = spoken or _is_of_colleague(story, one, story.actors_in(scene.sentence(mention.first)))
    return is_spaceless(scene.language.options) and behind and told and actor.country == one.host


def _is_of_colleague(story: Story, one: Candidate, present: Sequence[Actor]) -> bool:
    """ "カタールの検事総長と方策を探る": a sentence without its subject that names the host's head alone."""
    heads = [actor for actor in present if actor.grade is not None and actor.names]
    alone = len(heads) == 1 and heads[0].country == one.host and not heads[0].is_guessed
    return alone and is_spaceless(story.scene.language.options)


def _goes_together(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Together with Lithuania's Prosecutor General he saw …", "he and …", right behind a sentence of this
    visit.
    """
    first = story.scene.document.sentences[sentence][0]
    follows = sentence - 1 in one.sentences or any(
        story.scene.sentence(at) == sentence - 1 for at in one.visitor.seen
    )
    scene = story.scene
    led = scene.starting(first, "accompany") is not None or scene.says(first, "with")
    return follows and (led or begins_with_he(story, first))


def _is_there(story: Story, one: Candidate, sentence: int) -> bool:
    return any(story.scene.sentence(place.first) == sentence for place in one.locations)


def _is_with(story: Story, first: int, mention: Mention) -> bool:
    """ "With the Prosecutor General", "Şahin ilə", "Şahinlə", "알리예프 검찰총장과"."""
    named = mention.name is not None and is_with(story.scene, mention.name)
    behind = is_followed_by_with(story.scene, mention.last, "meet", "receive", "sign", "agreement")
    return named or behind or _follows_with(story, first)


def _follows_with(story: Story, first: int) -> bool:
    while first > 0 and (story.scene.says(first - 1, "article") or story.scene.says(first - 1, "possessive")):
        first -= 1
    return first > 0 and story.scene.says(first - 1, "with")


def _speakers(story: Story, one: Candidate, invited_by: Official | None) -> Iterator[tuple[Actor, int]]:
    """The host's own prosecutor who answers, signs or welcomes was there, even if no "met" stands beside
    him; so was the inviter of whom more is told.
    """
    scene = story.scene
    inviters = [
        actor for actor in story.actors if _is_inviter(actor, invited_by) and actor is not one.visitor
    ]
    for actor in (*_own_prosecutors(story, one), *inviters):
        for name in actor.names:
            sentence = scene.sentence(name.first)
            absent = scene.within(sentence, "invite", "remote", "invite_next") or (
                scene.head_last and is_recalled(story, sentence)
            )
            if not absent and scene.within(sentence, "speech", "sign", "escort", "hosting"):
                yield actor, name.first
                break


def _both(story: Story, one: Candidate, invited_by: Official | None) -> Iterator[tuple[Actor, int]]:
    """ "The two heads held talks": the visitor and the host's prosecutor, of whom the text spoke before."""
    scene = story.scene
    for span in scene.of("both"):
        sentence = scene.sentence(span.first)
        if not scene.within(sentence, "meet", "sign", "speech") or scene.within(sentence, "remote"):
            continue
        inviters = [
            actor
            for actor in story.actors
            if _is_inviter(actor, invited_by)
            and actor.country in (None, one.host)
            and not set(actor.keys) & set(one.visitor.keys)
        ]
        for actor in (*_own_prosecutors(story, one), *inviters):
            at = min(name.first for name in actor.names)
            if at < span.first:
                yield actor, at


def _is_inviter(actor: Actor, invited_by: Official | None) -> bool:
    return invited_by is not None and actor.name is not None and actor.name.text == invited_by.name


def _own_prosecutors(story: Story, one: Candidate) -> list[Actor]:
    named = [
        actor
        for actor in story.actors
        if actor.grade in ("head", "deputy") and actor.country in (None, one.host)
    ]
    return [actor for actor in named if _may_be_met(one, actor) and not actor.has("former")]


def _is_on_other_leg(story: Story, one: Candidate, actor: Actor, at: int, others: Collection[str]) -> bool:
    """Of a tour everybody was met in the country where he is at home, or that the text has spoken of last."""
    if not others:
        return False
    if actor.country is not None and not actor.is_guessed:
        return actor.country in others
    return leg_at(story, at, {one.host, *others}) in others
