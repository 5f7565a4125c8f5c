"""Journeys that a story says nobody made: "did not travel to …", "will not take part in the conference"."""

from __future__ import annotations

from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_TALK = 4  # tokens from "not" to whom nobody talked with
_DEED = 8  # tokens from "not" to what was not done
_DEEDS = ("travel", "visit", "leave", "coming", "meet", "attend", "receive", "sign", "invite", "delegation")
_BEFORE = 2  # tokens from the word that denies to the word of travel: "not be represented"


def is_denied(scene: Scene, span: Span) -> bool:
    """Tell whether a word of travel is denied; what was called off is no denial, somebody had meant to go."""
    if scene.of("cancel"):
        return False
    if _is_refuted(scene, span):
        return True
    if is_told_as_false(scene, span):
        return True
    before = range(max(span.first - _BEFORE, 0), span.first)
    if any(scene.says(at, "none") and scene.same_sentence(at, span.first) for at in before):
        return True
    return any(
        one.first <= span.first and span.first - one.last < _BEFORE and one.kind != span.kind
        for one in scene.within(scene.sentence(span.first), "negator")
    )


def is_told_as_false(scene: Scene, span: Span) -> bool:
    """ "The office denied that he had flown to Dubai": what stands behind the word, where verbs stand last
    what stands before it.
    """
    told = scene.within(scene.sentence(span.first), "denial")
    return any((one.first >= span.last) if scene.head_last else (one.last <= span.first) for one in told)


def _is_refuted(scene: Scene, span: Span) -> bool:
    """ "Refuted the news of a trip to …": the trip itself; not what is refuted "during his trip to …"."""
    if span.kind == "attend" or not scene.within(scene.sentence(span.first), "denies"):
        return False
    beside = scene.ending(span.first, "during") or scene.starting(span.last, "during")
    return beside is None


def denies_travel(scene: Scene, sentence: int) -> bool:
    """Tell whether a sentence says of a journey, or of taking part, that there is none."""
    return any(is_denied(scene, span) for span in scene.within(sentence, "travel", "visit", "attend"))


def denies_talk(scene: Scene, first: int) -> bool:
    """ "Did not talk with the minister", of whose office or name `first` is the first token."""
    return any(0 <= first - one.last <= _TALK for one in scene.within(scene.sentence(first), "negator"))


def denies_deed(scene: Scene, negator: Span) -> bool:
    """Tell a "not" before a journey or a meeting from "could not go into details"."""
    if scene.document.in_title(negator.first):
        return True
    near = any(
        deed.first <= negator.first < deed.last or 0 <= deed.first - negator.last <= _DEED
        or (scene.head_last and 0 <= negator.first - deed.last <= _DEED)
        for deed in scene.within(scene.sentence(negator.first), *_DEEDS)
    )  # fmt: skip
    return near and not is_of_absent(scene, negator)


def is_of_absent(scene: Scene, negator: Span) -> bool:
    """ "The prosecutor general could not come and sent his deputy": what is denied is another's journey."""
    sentence = scene.sentence(negator.first)
    away = scene.within(sentence, "stays_away", "denial", "barred")
    inside = any(span.first <= negator.first < span.last for span in away)
    return inside and bool(scene.within(sentence, "represent"))
