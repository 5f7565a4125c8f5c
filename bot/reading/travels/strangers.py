"""Journeys of those who are nobody of the story: fugitives, suspects, detectives, rapporteurs, film crews."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.companions import is_company
from bot.reading.people.subject import begins_with_he
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.comings import is_nobodys_coming, is_of_other_comer
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_SUBJECT = 3  # tokens from a verb that stands first to its subject, the place between
_STAFF = 2  # tokens from "detectives of the bureau" to the verb that tells where they go
_REACH = 16  # tokens from whoever travels to the verb that says so
_BEHIND = 6  # tokens from a verb that stands first, and its place, to whoever travels
_BESIDE = 3  # tokens from a journey to whose it is, behind it
_OWNED = 4  # tokens from "the investigators" to "visit", where no verb of travel tells whose it is
_GOVERNED = 4  # tokens from "with", "met" to the noun that hangs on it: "with a group of"
_COUNTED = 4  # tokens from "捜査員" to its "together with", a number between
_BEFORE = 2  # tokens from "in", "before" to the noun
_PREDICATE = 2  # tokens at least between somebody and the comma that ends what is told of him
_MARKS = (",", ";", ":", "–", "—")
_CASES = ("with_after", "object_after", "goal_after")  # words behind a noun that is no subject
_DEEDS = ("meet", "receive", "invite", "accompany")
# Officials whose journeys are their own; heads of state have company, and a prosecutor may be a secretary.
_OFFICIALS = ("role.minister", "role.judge", "role.parliament", "role.envoy", "role.ombudsman", "role.city")


def is_of_stranger(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether a word of travel is that of somebody of whom the traveller only speaks."""
    told = (_only_tells, _is_of_suspect, _is_of_staff, is_of_other_comer, is_nobodys_coming)
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


def is_told_of_stranger(story: Story, span: Span, seen: Sequence[int]) -> bool:
    """ "Slovak investigators have flown to Prague", "Прибыла в Прагу группа экспертов": a noun for people who
    are no prosecutors is the subject of a word of travel, and not the traveller, who is told of at `seen`.
    """
    scene = story.scene
    sentence = scene.sentence(span.first)
    strangers = [one for one in scene.within(sentence, "stranger") if not _is_byline(scene, one)]
    if not strangers:
        return False
    here = [at for at in seen if scene.sentence(at) == sentence]
    if not here and begins_with_he(story, scene.document.sentences[sentence][0]):
        return False
    if any(0 <= at - span.last <= _BESIDE and _hangs_on(scene, span, at) for at in here):
        return False  # "asked what the journey of the prosecutor general had cost"
    return any(
        _goes(story, span, other, here, seen) or _goes_behind(story, span, other, here) for other in strangers
    )


def _is_byline(scene: Scene, other: Span) -> bool:
    """ "（记者 罗晓）": who wrote it."""
    return other.first > 0 and "(" in scene.document.gap(other.first - 1)


def _hangs_on(scene: Scene, span: Span, at: int) -> bool:
    """Tell whether somebody right behind a word of travel is whose journey it tells: "the visit of the …"."""
    return span.kind == "visit" or scene.head_last or any(scene.is_led_by(at, name) for name in ("of", "by"))


def _goes(story: Story, span: Span, other: Span, here: Sequence[int], seen: Sequence[int]) -> bool:
    """Tell whether a stranger is the subject of a word of travel behind him."""
    scene = story.scene
    if not 0 <= span.first - other.last <= _REACH or any(other.last <= at < span.last for at in here):
        return False
    between = range(other.last, span.first)
    if _is_object(story, other) or any(
        scene.says(at, "he") or scene.says(at, "new_clause") for at in between
    ):
        return False
    if span.kind == "visit" and any(
        at in between for actor in story.actors_in(scene.sentence(span.first)) for at in actor.seen
    ):
        return False
    if span.kind == "visit" and span.first - other.last > _OWNED and min(seen, default=0) < other.first:
        return False  # "experts called his visit to Lisbon a success"
    before = [at for at in here if at < other.first]
    return not before or _is_parted(story, max(before), other)


def _goes_behind(story: Story, span: Span, other: Span, here: Sequence[int]) -> bool:
    """ "To Madrid travelled a group of detectives", "the visit of the rapporteur": he is told behind it."""
    scene = story.scene
    if not 0 <= other.first - span.last <= _BEHIND or any(at < other.first for at in here):
        return False
    between = range(span.last, other.first)
    if span.kind == "visit":
        led = scene.is_led_by(other.first, "of") or scene.is_led_by(other.first, "by")
        return led and len(between) <= _STAFF
    if scene.head_last or _is_object(story, other):
        return False
    inverted = scene.language.options.get("object_verb") or any(
        place.is_location and place.first < other.first
        for place in story.places_in(scene.sentence(span.first))
    )
    return bool(inverted) and not any(scene.says(at, "new_clause") for at in between)


def _is_object(story: Story, other: Span) -> bool:
    """ "Met with two experts", "together with a group of detectives", "捜査員を": he is only spoken of."""
    scene, behind = story.scene, other.last
    if behind < len(scene.tokens) and any(scene.says(behind, mark) for mark in _CASES):
        return True
    beside = range(behind, min(behind + _COUNTED, len(scene.tokens)))
    if any(scene.says(at, "together") and scene.same_sentence(at, other.first) for at in beside):
        return True
    if is_company(scene, other.first) or _stands_in_place(story, other):
        return True
    for at in range(other.first - 1, max(other.first - _GOVERNED, 0) - 1, -1):
        if not scene.same_sentence(at, other.first) or "," in scene.document.gap(at):
            return False
        if scene.says(at, "with") or scene.ending(at + 1, *_DEEDS) is not None:
            return not scene.head_last
    return False


def _stands_in_place(story: Story, other: Span) -> bool:
    """ "Di depan Komisi III": before them something happens."""
    places = {at for place in story.places for at in range(place.first, place.last)}
    for at in range(other.first - 1, max(other.first - _BEFORE, 0) - 1, -1):
        if at in places or not story.scene.same_sentence(at, other.first):
            return False
        if story.scene.says(at, "place") and not story.scene.says(at, "article"):
            return True
    return False


def _is_parted(story: Story, at: int, other: Span) -> bool:
    """Tell whether a clause ends between somebody and the stranger: "he said that the crew", "after he had
    agreed, the crew"; not "he and two judges", "he, a judge and two experts".
    """
    scene = story.scene
    ends = [m.last for m in story.mentions if m.first <= at < m.last]
    ends += [name.last for name in story.names if name.first <= at < name.last]
    end = max(ends, default=at + 1)
    between = range(end, other.first)
    if (
        scene.says(end, "topic_mark")
        and not scene.says(other.last, "topic_mark")
        and not scene.says(other.last, "subject_mark")
    ):
        return False  # "検事総長は14日、捜査員…"
    if any(scene.says(index, "new_clause") for index in between):
        return True
    commas = [
        index for index in between if any(mark in scene.document.gap(index) for mark in _MARKS)
    ]  # behind the token
    return (
        bool(commas)
        and commas[-1] + 1 - end >= _PREDICATE
        and not any(scene.says(index, "and") for index in range(commas[-1], other.first))
    )


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
        and not _is_object(story, Span("role", "", mention.first, mention.last))
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


def leads_with_other(story: Story, one: Candidate) -> bool:
    """ "Prosecutor General visits Batam": a title is of the head whom the lead names, of nobody without a
    name further down.
    """
    if one.visitor.name is not None:
        return False
    lead = story.scene.document.lead
    told = [*story.actors_in(lead), *story.actors_in(lead + 1)]
    return one.visitor not in told and any(a.grade == "head" and a.names for a in story.actors_in(lead))
