"""Who receives whom where a clause without a subject comes first: "Receiving Petrenko, the minister said"."""

from __future__ import annotations

from bot.reading.people.actors import Actor
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_FILLING = ("article", "place", "before_office", "before_place", "particle")


def opens_clause(story: Story, span: Span) -> bool:
    """Tell whether a verb of receiving has its subject behind it, or in a paragraph that is lost."""
    scene = story.scene
    if scene.starting(span.first, "receiving") is None:
        return False
    sentence = scene.sentence(span.first)
    start, _ = scene.document.sentences[sentence]
    return not any(start <= at < span.first for actor in story.actors_in(sentence) for at in actor.seen)


def received_in_clause(story: Story, one: Candidate, span: Span) -> int:
    """1 where the traveller is the guest of a clause, -1 where somebody from the host country is."""
    guest = _guest(story, span)
    if guest is one.visitor:
        if not _is_host(story, one.host, story.scene.sentence(span.first)):
            return 0
        one.note("meets_host")
        one.note("guest")
        return 1
    return -1 if guest is not None and guest.country == one.host else 0


def _guest(story: Story, span: Span) -> Actor | None:
    """Give the prosecutor right behind the verb, places and days between them or not; "on receiving a letter
    of the prosecutor", "on receiving the prize, he" name no guest.
    """
    here = story.actors_in(story.scene.sentence(span.first))
    behind = [(at, actor) for actor in here for at in actor.seen if at >= span.last]
    first, guest = min(behind, key=lambda told: told[0], default=(0, None))
    return guest if guest is not None and guest.grade and _is_object(story, span.last, first) else None


def _is_object(story: Story, start: int, first: int) -> bool:
    """Tell whether only places, days and small words stand between a verb and its object."""
    scene = story.scene
    if not scene.same_sentence(start, first) or any(
        "," in scene.document.gap(at) for at in range(start - 1, first)
    ):
        return False
    known = {at for place in story.places for at in range(place.first, place.last)}
    known |= {at for when in story.dates for at in range(when.first, when.last)}
    return all(
        at in known
        or any(scene.says(at, name) for name in _FILLING)
        or scene.starting(at, "honorific", "visit") is not None
        for at in range(start, first)
    )


def _is_host(story: Story, host: str, sentence: int) -> bool:
    """Tell whether a guest is received in a country: where the sentence puts him, or at home."""
    there = {place.country for place in story.places_in(sentence) if place.is_location}
    return host in there if there else host == story.newsroom
