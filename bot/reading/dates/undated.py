"""Of which year a day is where the page has no date of its own: of the last one, if it is told as past."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.dates.when import Today
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_DEEDS = ("meet", "receive", "sign")
_TOLD = (*_DEEDS, "travel", "leave", "attend")
_AHEAD = frozenset(("plan", "next"))
_PAST = frozenset(("done", "past", "over"))


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


def _is_past(span: Span) -> bool:
    return span.value in _PAST or span.kind in _DEEDS
