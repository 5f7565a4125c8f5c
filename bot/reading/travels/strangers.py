"""Journeys of those who are nobody of the story: fugitives, suspects, detectives."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_SUBJECT = 3  # tokens from a verb that stands first to its subject, the place between
_STAFF = 2  # tokens from "detectives of the bureau" to the verb that tells where they go


def is_of_stranger(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether a word of travel is that of somebody of whom the traveller only speaks."""
    return any(told(story, one, span) for told in (_only_tells, _is_of_suspect, _is_of_staff))


def _only_tells(story: Story, one: Candidate, span: Span) -> bool:
    """ "The fugitive travelled to Madrid, Attorney General … said"."""
    scene = story.scene
    sentence = scene.sentence(span.first)
    names = [name for name in one.visitor.names if scene.sentence(name.first) == sentence]
    here = [at for at in one.visitor.seen if scene.sentence(at) == sentence]
    told = scene.within(sentence, "source")
    return (
        bool(here)
        and min(here) > span.last
        and any(0 <= said.first - name.last <= 1 for said in told for name in names)
    )


def _is_of_suspect(story: Story, one: Candidate, span: Span) -> bool:
    """ "It was said that the suspect had travelled to Türkiye": of whom a court story tells goes himself."""
    told = story.scene.within(story.scene.sentence(span.first), "suspect")
    before = [other for other in told if other.last <= span.first]
    verb_first = story.scene.language.options.get("object_verb")
    if verb_first and any(0 <= other.first - span.last <= _SUBJECT for other in told):
        return True  # "arrived in Cairo the suspect"
    return bool(before) and not any(before[-1].last <= at < span.first for at in one.visitor.seen)


def _is_of_staff(story: Story, one: Candidate, span: Span) -> bool:
    """ "Detectives have come to Prague": the staff right before the verb, and the head is not spoken of."""
    sentence = story.scene.sentence(span.first)
    if one.visitor.grade == "delegation" or one.visitor in story.actors_in(sentence):
        return False
    staff = story.scene.within(sentence, "staff")
    return any(0 <= span.first - other.last <= _STAFF for other in staff)
