"""Who is the subject of a journey: a noun for people who are no prosecutors, or the traveller."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.companions import is_company
from bot.reading.people.subject import begins_with_he
from bot.reading.story import Story
from bot.reading.travels.noun_phrases import is_of_whom, is_parted, is_told_within, opens_clause, owns
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_REACH = 16  # tokens from whoever travels to the verb that says so
_BEHIND = 6  # tokens from a verb that stands first, and its place, to whoever travels
_BESIDE = 3  # tokens from a journey to whose it is, behind it
_OWNED = 4  # tokens from "the investigators" to "visit", where no verb of travel tells whose it is
_GOVERNED = 4  # tokens from "with", "met" to the noun that hangs on it: "with a group of"
_COUNTED = 4  # tokens from "捜査員" to its "together with", a number between
_BEFORE = 2  # tokens from "in", "before" to the noun
_LED = 2  # tokens from "the visit" to "of the rapporteur"
_CASES = ("with_after", "object_after", "goal_after")  # words behind a noun that is no subject
_DEEDS = ("meet", "receive", "invite", "accompany")


def is_told_of_stranger(story: Story, span: Span, seen: Sequence[int]) -> bool:
    """ "Slovak investigators have flown to Prague", "Прибыла в Прагу группа экспертов": a noun for people who
    are no prosecutors is the subject of a word of travel, and not the traveller, who is told of at `seen`.
    """
    scene = story.scene
    sentence = scene.sentence(span.first)
    owners = scene.within(sentence, "stranger_owner") if span.kind == "visit" else []
    if any(0 <= owner.first - span.last <= _LED for owner in owners):
        return True  # "поездка съёмочной группы"
    strangers = _strangers(story, sentence)
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


def _strangers(story: Story, sentence: int) -> list[Span]:
    """List who is told of in a sentence that is no prosecutor; not "people" in an office's name, "the judge"
    before his own name, or the reporter of a byline.
    """
    found = story.scene.within(sentence, "stranger")
    if not found:
        return []
    heads = (actor for actor in story.actors_in(sentence) if actor.grade)
    titles = {name.first for actor in heads for name in actor.names}
    offices = {
        at
        for mention in story.mentions_in(sentence)
        if not mention.kind.startswith("role.")
        for at in range(mention.first, mention.last)
    }
    return [
        one
        for one in found
        if one.last not in titles and one.first not in offices and not _is_byline(story.scene, one)
    ]


def _is_byline(scene: Scene, other: Span) -> bool:
    """ "（记者 罗晓）": who wrote it."""
    return other.first > 0 and "(" in scene.document.gap(other.first - 1)


def _hangs_on(scene: Scene, span: Span, at: int) -> bool:
    """Tell whether somebody right behind a word of travel is whose journey it tells: "the visit of the …"."""
    return span.kind == "visit" or scene.head_last or any(scene.is_led_by(at, name) for name in ("of", "by"))


def _goes(story: Story, span: Span, other: Span, here: Sequence[int], seen: Sequence[int]) -> bool:
    """Tell whether a stranger is the subject of a word of travel behind him."""
    scene = story.scene
    if is_of_whom(story, span, other, here):
        return True
    inside = [at for at in here if other.last <= at < span.last]
    if not 0 <= span.first - other.last <= _REACH or is_object(story, other):
        return False
    if inside and not is_told_within(story, other, min(inside)):
        return False
    between = range(other.last, span.first)
    if any(scene.says(at, "he") or opens_clause(story, other, at) for at in between):
        return False
    if span.kind == "visit" and any(
        at in between for actor in story.actors_in(scene.sentence(span.first)) for at in actor.seen
    ):
        return False
    if span.kind == "visit" and span.first - other.last > _OWNED and min(seen, default=0) < other.first:
        return False  # "experts called his visit to Lisbon a success"
    before = [at for at in here if at < other.first]
    if not before or is_parted(story, max(before), other):
        return True
    return owns(story, max(before), other, len(between))


def _goes_behind(story: Story, span: Span, other: Span, here: Sequence[int]) -> bool:
    """ "To Madrid travelled a group of detectives", "the visit of the rapporteur": he is told behind it."""
    scene = story.scene
    between = range(span.last, other.first)
    if not len(between) <= _BEHIND or span.last > other.first or any(at in between for at in here):
        return False
    if scene.says(other.first - 1, "owned") or (scene.head_last and not between):
        return True  # "飞往迪拜的警员", "Madrid'e giden dedektifler"
    if any(at < other.first for at in here):
        return False
    if span.kind == "visit":
        led = any(
            scene.says(at, name) for at in range(span.last, other.first + 1) for name in ("of", "by")
        ) or any(scene.is_led_by(other.first, name) for name in ("of", "by"))
        return led and len(between) <= _LED
    if scene.head_last or is_object(story, other):
        return False
    inverted = scene.language.options.get("object_verb") or any(
        place.is_location and place.first < other.first
        for place in story.places_in(scene.sentence(span.first))
    )
    return bool(inverted) and not any(scene.says(at, "new_clause") for at in between)


def is_object(story: Story, other: Span) -> bool:
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
