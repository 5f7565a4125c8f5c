"""Whose sentence it is where the subject is left out ("El lunes se reunió con su homólogo") or "he"."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.words.lexicon import Span

_OPENING = 10  # tokens of a phrase that stands before "he"


def is_left_out(story: Story, sentence: int) -> bool:
    """Tell whether a sentence begins with what somebody does whom it does not name; then it is the one
    before.
    """
    deeds = story.scene.within(sentence, "travel", "meet", "leave", "sign", "attend")
    return _is_of_words(story, sentence) or (bool(deeds) and is_of_him(story, sentence, deeds[0]))


def tells_of_him(story: Story, sentence: int) -> bool:
    """Tell whether a sentence begins with "he", or says where the words before were spoken."""
    first, _ = story.scene.document.sentences[sentence]
    return begins_with_he(story, first) or _is_of_words(story, sentence)


def _is_of_words(story: Story, sentence: int) -> bool:
    """ "The statement was made in Praia": by whoever spoke before."""
    return bool(story.scene.within(sentence, "remarks"))


def is_of_him(story: Story, sentence: int, deed: Span) -> bool:
    """Tell whether a deed stands before everybody whom a sentence without a subject, or of "he", names."""
    scene = story.scene
    first, _ = scene.document.sentences[sentence]
    if not scene.language.options.get("subject_dropped", False) and not begins_with_he(story, first):
        return False
    named = [at for actor in story.actors_in(sentence) for at in actor.seen if scene.sentence(at) == sentence]
    return bool(named) and deed.first < min(named)


def begins_with_he(story: Story, first: int) -> bool:
    """ "He was in Laos", "On the 6th she left": a date or a place may stand before him; and
    "Arrivée lundi à Tirana, elle …" what he has done.
    """
    scene = story.scene
    sentence = scene.sentence(first)
    dated = {at for when in story.dates_in(sentence) for at in range(when.first, when.last)}
    told = dated | {at for place in story.places_in(sentence) for at in range(place.first, place.last)}
    done = scene.starting(first, "travel", "leave") is not None
    while not done and (
        first in told or {first + 1, first + 2} & dated or (first + 1 in told and scene.says(first, "place"))
    ):
        first += 1
    if done:
        last = scene.document.sentences[scene.sentence(first)][1]
        ahead = range(first + 1, min(first + _OPENING, last))
        first = next((at for at in ahead if "," in scene.document.gap(at - 1)), first)
    return first < len(scene.tokens) and scene.says(first, "he")
