"""Leaders of a country whom a prosecutor meets: he has called on them, and so was there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_NOT_CALLED_ON = ("remote", "recall", "invite_next", "envoy", "future")


def meets_leader(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """ "Met President Erdoğan", and no other country in the story to be in: heads of state are called on."""
    scene = story.scene
    leads = any(
        mention.kind == "role.leader" and mention.name for actor in hosts for mention in actor.mentions
    )
    met = scene.within(sentence, "meet")
    elsewhere = any(place.is_location and place.country != one.host for place in story.places)
    return (
        leads
        and not elsewhere
        and not (one.on_line or (one.inferred and not scene.head_last))
        and bool(met)
        and not any(_is_of_meeting(story, met[0], doubt) for doubt in scene.within(sentence, *_NOT_CALLED_ON))
        and not (scene.head_last and scene.within(sentence, "speech"))
    )


def _is_of_meeting(story: Story, met: Span, doubt: Span) -> bool:
    """ "At a meeting with the prosecutor general he said that they will …": the clause behind is to come."""
    between = range(met.last, doubt.first)
    return doubt.kind != "future" or not any(story.scene.says(at, "new_clause") for at in between)
