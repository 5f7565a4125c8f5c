"""Whose tour a story tells, and in which sentences it is at which of its stops."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.listed import are_listed
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled

_HEAD = 2  # sentences behind the lead in which a story says that it tells of a tour


def tourist(story: Story) -> Actor | None:
    """Give the head whose tour the beginning of a story tells."""
    head = story.scene.document.lead + _HEAD
    tours = sorted({story.scene.sentence(span.first) for span in story.scene.of("tour")})
    told = (at for at in tours if at <= head and not is_recalled(story, at))
    found = next((one for at in told if (one := _whose(story, at)) is not None), None)
    return found if found is not None and len(_countries(story, found)) > 1 else None


def _whose(story: Story, sentence: int) -> Actor | None:
    """Give the first head of a sentence, or of a story that names him beside it; the colleague who received
    him may stand before.
    """
    heads = [one for one in story.actors if one.grade in ("head", "deputy") and one.names]
    here = [one for one in heads if one in story.actors_in(sentence)]
    if here:
        return next((one for one in here if not one.is_guessed), here[0])
    beside = {story.scene.sentence(at) for at in heads[0].seen} if heads else set()
    return heads[0] if {sentence - 1, sentence + 1} & beside else None


def is_between_stops(story: Story, one: Candidate, traveller: Actor) -> bool:
    """Tell of the host at one stop that nobody says he goes to the next: each stays at home."""
    if one.visitor is traveller or one.country == traveller.country:
        return False
    if are_listed(story.scene, traveller, one.visitor):
        return False  # "together with her colleague from Oman": on the same tour
    return {one.country, one.host} <= _countries(story, traveller) | _served(story, traveller)


def stops(story: Story, one: Candidate) -> frozenset[int]:
    """List the sentences in which the tour of whom the story tells one is in the host country."""
    first = story.scene.document.title_sentences
    return frozenset(
        sentence
        for sentence in range(first, len(story.scene.document.sentences))
        if not is_recalled(story, sentence) and _is_at(story, one, sentence)
    )


def _is_at(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether a sentence opens the stop: its place stands before every other head's deeds."""
    here = [place for place in _there(story, one.visitor) if story.scene.sentence(place.first) == sentence]
    return any(place.country == one.host for place in here)


def _countries(story: Story, traveller: Actor) -> set[str]:
    return {place.country for place in _there(story, traveller)}


def _served(story: Story, traveller: Actor) -> set[str]:
    """List whose heads a tour meets."""
    heads = (a for a in story.actors if a is not traveller and a.grade == "head" and a.names)
    return {country for head in heads if (country := head.country)}


def _there(story: Story, traveller: Actor) -> Sequence[Place]:
    return [
        place
        for place in story.places
        if place.is_location and place.country != traveller.country and place is not story.dateline
    ]
