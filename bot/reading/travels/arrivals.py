"""Journeys whose goal stands in no sentence of their own: "arrived on Monday", "visited the school" there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.inviting import asks_to_come
from bot.reading.travels.journeys import nearest_is_other, why_not
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.distance import distance
from bot.reading.words.lexicon import Span

_WHOSE = 2  # tokens from "the visit" to the party whose it is: "of the"


def arrives(story: Story, one: Candidate, sentence: int, present: Sequence[Actor]) -> None:
    """ "Undurraga arrived on Monday": where to stands in another sentence."""
    scene = story.scene
    if scene.within(sentence, "domestic") or any(place.is_location for place in story.places_in(sentence)):
        return
    for span in scene.within(sentence, "travel", "leave"):
        words = {token.folded for token in scene.tokens[span.first : span.last]}
        journey = span.kind == "leave" or words & story.language_words("arrival") - story.language_words(
            "passive"
        )
        if journey and not nearest_is_other(story, one, span, present):
            one.note("arrives", 1.0, scene.evidence(span.first, span.last + 3))


def comes_as_invited(story: Story, one: Candidate, sentence: int, present: Sequence[Actor]) -> bool:
    """ "Visited the archipelago at the invitation of her Cape Verdean colleague": a journey that leads to no
    place is one to whoever of the host country invites.
    """
    scene = story.scene
    if any(place.is_location for place in story.places_in(sentence)) or is_recalled(story, sentence):
        return False
    return any(
        min((at for at in one.visitor.seen if scene.sentence(at) == sentence), default=span.last) < span.first
        and why_not(story, one, span, present) is None
        for span in scene.within(sentence, "travel")
    )


def visits_here(story: Story, one: Candidate, sentence: int, present: Sequence[Actor]) -> None:
    """ "Pyongyang, August 20 - … visited the school": told from the host country, a journey needs no
    place of its own.
    """
    scene = story.scene
    told_from = story.dateline.country if story.dateline is not None else story.home
    elsewhere = any(
        place.is_location
        and place is not story.dateline
        and not (place.country == one.country and _is_return(story, place))
        for place in story.places_in(sentence)
    )
    presumed = story.dateline is None and story.article.publisher_country is None
    abroad = presumed and any(
        place.is_location and place.country not in (one.country, one.host) for place in story.places
    )
    if (
        told_from != one.host
        or elsewhere
        or (abroad and not one.locations)
        or is_recalled(story, sentence)
        or scene.within(sentence, "invite_next", "unsure")
        or asks_to_come(story, one, sentence)
    ):
        return
    for span in scene.within(sentence, "travel", "visit"):
        if span.value == "plan" or _is_of_colleague(story, one, span) or _is_of_hosts(story, one, span):
            continue
        if not nearest_is_other(story, one, span, present):
            one.note("visits_here", 1.0, scene.evidence(span.first, span.last + 3))
            one.remember(sentence)


def _is_of_hosts(story: Story, one: Candidate, span: Span) -> bool:
    """ "During the visit of the Japanese delegation the Prosecutor General of Laos …": theirs."""
    sentence = story.scene.sentence(span.first)
    theirs = [place for place in story.places_in(sentence) if place.country == one.host]
    return any(
        0 <= party.first - span.last <= _WHOSE and any(distance(place, party) <= 1 for place in theirs)
        for party in story.scene.within(sentence, "delegation")
    )


def _is_of_colleague(story: Story, one: Candidate, span: Span) -> bool:
    """ "In the course of the trip, talks with the Egyptian colleague": whose colleague he is has come."""
    scene = story.scene
    here = [at for at in one.visitor.seen if scene.same_sentence(at, span.first)]
    theirs = {mention.first for mention in one.visitor.mentions if mention.kind == "counterpart"}
    return all(at in theirs and at >= span.last for at in here)


def _is_return(story: Story, place: Place) -> bool:
    """ "Has been in the country since Saturday and on Thursday travels on to Madrid": home from here."""
    return place.is_goal or story.scene.ending(place.first, "leave") is not None
