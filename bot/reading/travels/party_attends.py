"""Parties at a meeting of two heads: whose delegation is told of has come."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled

_LEAD = 2  # sentences in which a story says what it is about


def party_attends(story: Story, one: Candidate) -> bool:
    """ "A meeting of Chaika with Al-Marri was held. … members of the Qatari delegation": the party is the
    guests', where no other place is told.
    """
    scene = story.scene
    first = scene.document.lead
    head = range(first, min(first + _LEAD + 1, len(scene.document.sentences)))
    met = [at for at in head if scene.within(at, "meet") and not is_recalled(story, at)]
    both = [at for at in met if {one.country, one.host} <= _sides(story, one, at)]
    abroad = any(p.is_location and p.country != one.host for p in story.places)
    if not both or abroad:
        return False
    parties = [span for at in head for span in scene.within(at, "delegation")]
    return {_whose(story, span.first, span.last) for span in parties} - {None} == {one.country}


def _sides(story: Story, one: Candidate, sentence: int) -> set[str | None]:
    """Name the countries whose people a sentence is about; "the delegation met" is about the traveller's."""
    own = {one.country} if story.scene.within(sentence, "delegation") else set()
    return own | {actor.country for actor in story.actors_in(sentence)}


def _whose(story: Story, first: int, last: int) -> str | None:
    """Give the country right beside a delegation: "катарской делегации", "delegation of Qatar"."""
    return next((p.country for p in story.places if p.last == first or 0 <= p.first - last <= 1), None)
