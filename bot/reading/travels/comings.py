"""Journeys told by a noun: "yesterday's arrival in Tirana of Prosecutor General …"; whose they are."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_BETWEEN = 8  # tokens from "arrival" over its place and day to who came
_ENDING = 3  # letters of an ending behind an apostrophe: "Haugland'ın"
_SMALL = ("of", "article", "place", "goal", "possessive", "owned")


def another_comes(story: Story, one: Candidate, sentence: int) -> bool:
    """Note that a sentence tells of somebody else's arrival, whatever places it names."""
    for span in story.scene.within(sentence, "coming"):
        if is_of_other_comer(story, one, span):
            one.note("other_comer", 1.0, story.scene.evidence(span.first, span.last))
            return True
    return False


def is_of_other_comer(story: Story, one: Candidate, span: Span) -> bool:
    """ "The arrival in Tirana of a businessman did not surprise the prosecutor general": who is named only
    further on, and not right behind the noun, is not the one who came.
    """
    scene = story.scene
    nouns = scene.within(scene.sentence(span.first), "coming")
    if not any(noun.first < span.last and span.first < noun.last for noun in nouns):
        return False
    here = [at for at in one.visitor.seen if scene.same_sentence(at, span.first)]
    return bool(here) and min(here) >= span.last and not _is_beside(story, span.last, min(here))


def is_nobodys_coming(story: Story, one: Candidate, span: Span) -> bool:
    """ "Arrested on arrival in Nairobi": a noun that may tell of anybody wants the traveller beside it."""
    scene = story.scene
    his = span.first > 0 and any(scene.says(span.first - 1, word) for word in ("its", "own"))
    if span.kind != "coming" or his:
        return False
    here = [at for at in one.visitor.seen if scene.same_sentence(at, span.first)]
    return bool(here) and min(here) < span.first and not _stands_before(story, one, span)


def _stands_before(story: Story, one: Candidate, span: Span) -> bool:
    """ "Haugland's arrival in Tirana", "Haugland'ın dün Tiran'a gelişi"."""
    ends = [name.last for name in one.visitor.names] + [at.last for at in one.visitor.mentions]
    return any(last <= span.first and _is_beside(story, last, span.first) for last in ends)


def _is_beside(story: Story, first: int, last: int) -> bool:
    """Tell whether only a place, a day and small words stand between the noun and a person."""
    scene = story.scene
    if last - first > _BETWEEN or (first < last and not scene.same_sentence(first, last - 1)):
        return False
    told = {index for place in story.places for index in range(place.first, place.last)}
    told.update(index for when in story.dates for index in range(when.first, when.last))
    return all(
        index in told
        or any(scene.says(index, word) for word in _SMALL)
        or (len(scene.tokens[index].text) <= _ENDING and scene.document.gap(index - 1) in ("'", "’"))
        for index in range(first, last)
    )
