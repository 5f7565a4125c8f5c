"""Of which year a day is where the page has no date of its own: of the last one, if it is told as past."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.reading.dates.when import Today, When
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_DEEDS = ("meet", "receive", "sign")
_TOLD = (*_DEEDS, "travel", "leave", "attend")
_AHEAD = frozenset(("plan", "next"))
_PAST = frozenset(("done", "past", "over"))
_NEAR = timedelta(days=45)  # from a day told with its year to one of the same time
_PAPER = 4  # tokens from a paper to the day of its signature


def looking_back(scene: Scene, index: int, today: Today) -> Today:
    """ "Held talks on January 8", read in November on a page without a date: of what is past no day is still
    to come, however near it would be.
    """
    if not today.is_clock or today.lean:
        return today
    sentence = scene.sentence(index)
    told = scene.within(sentence, *_TOLD)
    ahead = scene.within(sentence, "future", "soon", "invite_next")
    if not told and not ahead:  # "the trip, January 8–10": as the story tells
        told, ahead = scene.of(*_TOLD), scene.of("future", "soon")
    past = any(_is_past(span) for span in told) and not any(span.value in _AHEAD for span in told)
    return replace(today, lean=-1) if past and not ahead else today


def with_year_told(
    scene: Scene, found: Sequence[When], today: Today, again: Callable[[Today], Iterable[When]]
) -> list[When]:
    """ "Arrived on 3 March 2019. On 5 March she met …": on a page without a date a day without its year is
    of the year told for a day beside it; `again` reads the days anew from another one.
    """
    if not today.is_clock:
        return list(found)
    told = [when for when in found if when.has_year and when.precision == "day" and _is_news(scene, when)]
    settled = {when.first: when for when in found}
    for sure in told:
        for when in again(Today(sure.start)):
            known = settled.get(when.first)
            if known is not None and not known.has_year and abs(when.start - sure.start) <= _NEAR:
                settled[when.first] = replace(when, has_year=True)
    return [settled[when.first] for when in found]


def _is_news(scene: Scene, when: When) -> bool:
    """Tell the day of a deed from that of an old paper or of what is recalled."""
    sentence = scene.sentence(when.first)
    if scene.within(sentence, "recall", "ratify", "appoint"):
        return False
    papers = (when.first - span.last for span in scene.within(sentence, "agreement"))
    return not any(0 <= far <= _PAPER for far in papers) and bool(scene.within(sentence, *_TOLD, "event"))


def _is_past(span: Span) -> bool:
    return span.value in _PAST or span.kind in _DEEDS
