"""Journeys of those who are nobody of the story: fugitives, suspects, detectives, rapporteurs, film crews."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.comings import is_nobodys_coming, is_of_other_comer
from bot.reading.travels.subjects import is_object, is_told_of_stranger
from bot.reading.words.lexicon import Span

_HIS = 2  # tokens from "during" to the visit
_SUBJECT = 3  # tokens from a verb that stands first to its subject, the place between
_STAFF = 2  # tokens from "detectives of the bureau" to the verb that tells where they go
_OWNER = 2  # tokens from "the trip" to whose it is: "of the"
_REACH = 16  # tokens from whoever travels to the verb that says so
# Officials whose journeys are their own; heads of state have company, and a prosecutor may be a secretary.
_OFFICIALS = ("role.minister", "role.judge", "role.parliament", "role.envoy", "role.ombudsman", "role.city")


def is_of_stranger(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether a word of travel is that of somebody of whom the traveller only speaks."""
    told = (_only_tells, _is_of_suspect, _is_of_staff, _is_officials, is_of_other_comer, is_nobodys_coming)
    return any(is_theirs(story, one, span) for is_theirs in told) or is_told_of_stranger(
        story, span, one.visitor.seen
    )


def opens_with_stranger(story: Story, one: Candidate) -> bool:
    """Tell whether the headline or the first sentence is about somebody else's journey."""
    scene = story.scene
    return any(
        is_told_of_stranger(story, span, one.visitor.seen) or _is_of_role(story, one, span)
        for sentence in range(scene.document.lead + 1)
        for span in scene.within(sentence, "travel", "visit", "leave")
    )


def opens_with_other(story: Story, sentence: int, present: Sequence[Actor]) -> bool:
    """ "Ziyambi visited a factory. Tomorrow he flies on": a sentence that opens with somebody else's name."""
    scene = story.scene
    first, _ = scene.document.sentences[sentence]
    others = [actor for actor in present if actor.grade is None]
    named = any(name.first == first for actor in others for name in actor.names)
    roles = (mention for mention in story.mentions_in(sentence) if mention.kind.startswith("role."))
    goes = scene.within(sentence, "travel", "leave") if scene.within(sentence, "stranger") else ()
    if any(is_told_of_stranger(story, span, ()) for span in goes):
        return True
    return named or any(mention.first == first and mention.name is None for mention in roles)


def goes_without_him(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether all journeys of a sentence are strangers'."""
    spans = story.scene.within(sentence, "travel") if story.scene.within(sentence, "stranger") else []
    return bool(spans) and all(is_told_of_stranger(story, span, one.visitor.seen) for span in spans)


def _is_of_role(story: Story, one: Candidate, span: Span) -> bool:
    """ "The ombudsman of Kazakhstan ended a visit to Tashkent": an official who is no prosecutor."""
    scene = story.scene
    sentence = scene.sentence(span.first)
    here = [at for at in one.visitor.seen if scene.sentence(at) == sentence]
    if here:
        return False
    return any(
        mention.kind in _OFFICIALS
        and 0 <= span.first - mention.last <= _REACH
        and not is_object(story, Span("role", "", mention.first, mention.last))
        for mention in story.mentions_in(sentence)
    )


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
        and not _is_his_own(story, one, sentence, span)
        and any(0 <= said.first - name.last <= 1 for said in told for name in names)
    )


def _is_his_own(story: Story, one: Candidate, sentence: int, span: Span) -> bool:
    """ "During his visit to Doha the prosecutor general announced": of nobody told of before."""
    during = story.scene.starting(story.scene.document.sentences[sentence][0], "during")
    if during is None or not 0 <= span.first - during.last <= _HIS:
        return False
    behind = (mention for mention in story.mentions_in(sentence) if mention.first >= span.last)
    return next((any(mention is own for own in one.visitor.mentions) for mention in behind), False)


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


def _is_officials(story: Story, one: Candidate, span: Span) -> bool:
    """ "Opened an inquiry into the trip of the minister to Lima": whose it is stands behind the noun."""
    scene = story.scene
    if span.kind != "visit" or scene.head_last:
        return False
    for mention in story.mentions_in(scene.sentence(span.first)):
        between = range(span.last, mention.first)
        if mention.kind not in _OFFICIALS or mention in one.visitor.mentions:
            continue
        if not 0 <= mention.first - span.last <= _OWNER:
            continue
        led = bool(between) or not scene.language.words("of")  # "поездка министра"
        if led and all(scene.says(at, "of") or scene.says(at, "article") for at in between):
            return True
    return False


def leads_with_other(story: Story, one: Candidate) -> bool:
    """ "Prosecutor General visits Batam": a title is of the head whom the lead names, of nobody without a
    name further down.
    """
    if one.visitor.name is not None:
        return False
    lead = story.scene.document.lead
    told = [*story.actors_in(lead), *story.actors_in(lead + 1)]
    return one.visitor not in told and any(a.grade == "head" and a.names for a in story.actors_in(lead))
