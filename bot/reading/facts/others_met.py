"""Meetings that a story tells of others: guests of the same conference, ministers among themselves."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.listed import are_listed
from bot.reading.people.subject import begins_with_he
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.encounters import is_one_of_guests
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene


def is_between_others(story: Story, one: Candidate, span: Span, present: Sequence[Actor]) -> bool:
    """ "Biden met with Scholz": a sentence about two others, and nobody of the visitor's party in it."""
    scene = story.scene
    sentence = scene.sentence(span.first)
    if one.visitor in present or sentence in one.sentences or scene.within(sentence, "delegation", "guest"):
        return False
    if span.first and scene.says(span.first - 1, "he"):
        return False  # "ce mercredi, il est reçu par le ministre"
    others = [actor for actor in present if actor.names and actor.grade is None]
    at = [name.first for actor in others for name in actor.names if scene.sentence(name.first) == sentence]
    return (
        len(others) > 1
        and any(first < span.first for first in at)
        and any(first >= span.last for first in at)
    )


def is_of_leaders(story: Story, one: Candidate, actor: Actor, sentence: int) -> bool:
    """ "In the light of the talks of the presidents of Russia and Qatar": the leaders of both states met each
    other.
    """
    if not actor.is_mere("leader") or actor.country != one.host:
        return False
    others = (other for other in story.actors_in(sentence) if other.is_mere("leader"))
    return any(other.country == one.country for other in others)


def is_of_other_guest(story: Story, one: Candidate, sentence: int, present: Sequence[Actor]) -> bool:
    """ "Alencar met Rolón" tells nothing of a third head who came to the same conference."""
    scene = story.scene
    if one.visitor in present:
        return False
    if _is_about_other(story, one, sentence):
        return True
    names = [
        (actor, name.first)
        for actor in present
        for name in actor.names
        if scene.sentence(name.first) == sentence
    ]
    known = (None, one.country, one.host)
    guests = [(a, at) for a, at in names if a.grade in ("head", "deputy") and a.country not in known]
    if scene.head_last:
        return any(not guest.is_guessed for guest, _ in guests)
    return any(
        at < met.first < other and actor is not guest
        for met in scene.within(sentence, "meet", "receive")
        for guest, at in guests
        for actor, other in names
    )


def is_of_hall(story: Story, one: Candidate, sentence: int, present: Sequence[Actor]) -> bool:
    """ "Prosecutor General Costa welcomed the guests": everybody in the hall, and nobody to talk with him."""
    first = story.scene.document.sentences[sentence][0]
    if story.scene.within(sentence, "counterpart"):
        return False  # "he met his French counterpart and Kenya's"
    if _is_talk_apart(story, one, sentence, present):
        return False
    return one.visitor not in present and is_one_of_many(one) and not begins_with_he(story, first)


def _is_talk_apart(story: Story, one: Candidate, sentence: int, present: Sequence[Actor]) -> bool:
    """ "In a meeting with Tajikistan's prosecutor general the sides discussed …": of whoever the story tells,
    with the only person named.
    """
    scene = story.scene
    named = [actor for actor in present if actor.names]
    with_him = (
        any(scene.says(at, "with") for at in (span.last - 1, min(span.last, len(scene.tokens) - 1)))
        for span in scene.within(sentence, "meet")
    )
    return bool(one.features.get("visitor_in_lead")) and len(named) == 1 and any(with_him)


def is_one_of_many(one: Candidate) -> bool:
    """A guest at a conference has met its host only if the text says so."""
    told = one.features
    return bool(told.get("event_there")) and not any(
        told.get(name) for name in ("received", "meets_host", "visits_host", "signs", "invited")
    )


def _is_about_other(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Chairing it is Lebedev of Russia. He has already met …": the one told of before is another guest."""
    if not sentence or not story.scene.says(story.scene.document.sentences[sentence][0], "he"):
        return False
    before = [actor for actor in story.actors_in(sentence - 1) if actor.grade and actor.names]
    return (
        bool(before)
        and one.visitor not in before
        and before[0].country not in (None, one.country, one.host, *one.legs)
    )


def attends_too(story: Story, one: Candidate, actor: Actor, span: Span) -> bool:
    """ "The prosecutors general of … took part in the meeting": guests of one event may not have met."""
    scene = story.scene
    guest = actor.grade is not None and actor.country not in (None, one.country, one.host)
    event = scene.is_led_by(span.first, "place") and scene.within(scene.sentence(span.first), "attend")
    apart = is_one_of_guests(story, one, scene.sentence(span.first))
    return guest and (
        apart or bool(event) or _gathers(story, one, span) or _are_welcomed(scene, one, actor, span)
    )


def _are_welcomed(scene: Scene, one: Candidate, actor: Actor, span: Span) -> bool:
    """ "She welcomed Latvia's Prosecutor General … and Georgia's": a list of guests meets the host; so do
    those whom he received "separately".
    """
    sentence = scene.sentence(span.first)
    seen = [at for at in (*one.visitor.seen, *actor.seen) if scene.sentence(at) == sentence]
    first = min(seen, default=0)
    welcomed = any(deed.last <= first for deed in scene.within(sentence, "receive"))
    apart = bool(scene.within(sentence, "separately"))
    if scene.head_last and apart:
        return bool(scene.within(sentence, "receive"))
    return welcomed and span.first < first and (apart or are_listed(scene, one.visitor, actor))


def _gathers(story: Story, one: Candidate, span: Span) -> bool:
    """ "The prosecutors general of Estonia, Latvia and Moldova met in Tbilisi": three or more, together."""
    scene = story.scene
    if span.last >= len(scene.tokens) or not scene.says(span.last, "place"):
        return False
    sentence = scene.sentence(span.first)
    heads = {
        actor.country
        for actor in story.actors_in(sentence)
        if actor.grade
        and any(scene.sentence(name.first) == sentence and name.last <= span.first for name in actor.names)
    }
    return len(heads) > 2
