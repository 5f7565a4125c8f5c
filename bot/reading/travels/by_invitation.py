"""Guests of a meeting whose host is told by the invitation alone."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_only_invited, is_recalled

_AWAY = ("remote", "invite_next", "negator", "behalf", "stays_away")


def comes_as_invited(story: Story, one: Candidate) -> int | None:
    """ "At the invitation of Laos' prosecution service the delegation attended the meeting of the region's
    prosecutors": whoever invites to an event holds it, where no other place is told.
    """
    scene = story.scene
    if not one.features.get("invited"):
        return None
    for sentence in sorted({scene.sentence(at) for at in one.visitor.seen}):
        if not scene.within(sentence, "invite") or not scene.within(sentence, "attend"):
            continue
        doubted = is_recalled(story, sentence) or scene.within(sentence, *_AWAY)
        elsewhere = any(place.is_location for place in story.places_in(sentence))
        if not doubted and not elsewhere and not is_only_invited(story, sentence):
            first, last = scene.document.sentences[sentence]
            one.note("there", 1.0, scene.sentence_evidence(first, last - 1))
            return sentence
    return None
