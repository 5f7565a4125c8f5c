"""Who leads a delegation that no prosecutor of rank leads."""

from __future__ import annotations

from bot.reading.names.persons import Name
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.distance import distance
from bot.reading.words.lexicon import Span, is_spaceless

_BESIDE = 1  # tokens from the name to "leads" behind it
_REACH = 12  # tokens from "was headed by" to the name


def leader(story: Story, one: Candidate) -> Name | None:
    """Name the one who leads a delegation that no prosecutor of rank leads: "the group was headed by …"."""
    scene = story.scene
    if one.visitor.grade != "delegation":
        return None
    for span in scene.of("lead"):
        if is_recalled(story, scene.sentence(span.first)):
            continue
        for actor in story.actors:
            after = [
                name
                for name in actor.names
                if (
                    0 <= scene.onward(span, name.first, name.last) <= _REACH
                    or _is_right_before(story, name, span)
                )
                and scene.same_sentence(name.first, span.first)
            ]
            if (
                after
                and (len(after[0].keys) > 1 or is_spaceless(scene.language.options))
                and (actor.grade is None or actor.is_guessed)
                and actor.country in (None, one.country)
            ):
                return after[0]
    return _representative(story, one)


def _representative(story: Story, one: Candidate) -> Name | None:
    """ "Morocco is represented by …, head of a division at the Prosecution": whoever is named nearest."""
    for sentence in sorted({story.scene.sentence(at) for at in one.visitor.seen}):
        if not story.scene.within(sentence, "represent"):
            continue
        named = [
            name
            for actor in story.actors_in(sentence)
            for name in actor.names
            if actor.grade is None
            and actor.country in (None, one.country)
            and len(name.keys) > 1
            and story.scene.sentence(name.first) == sentence
        ]
        span = story.scene.within(sentence, "represent")[0]
        if named:
            return min(named, key=lambda name: distance(name, span))
    return None


def _is_right_before(story: Story, name: Name, lead: Span) -> bool:
    """ "徐向春率六人代表团": where no word has an ending, the leader stands before the verb."""
    return is_spaceless(story.scene.language.options) and 0 <= lead.first - name.last <= _BESIDE
