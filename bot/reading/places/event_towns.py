"""Towns that an event is called after, for who attends it: "on the sidelines of the Marrakech Conference"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.places.place import Place
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_ATTENDED = (
    7  # tokens from "on the sidelines of" to the event: "the second St. Petersburg international legal"
)
_CALLED = 3  # tokens between an event and the town of its name, on either side: "international", "of"


def with_event_towns(scene: Scene, places: Sequence[Place]) -> list[Place]:
    """Let a town in the name of an event that is attended be a place to be in."""
    events = [span for span in scene.of("event") if _is_attended(scene, span)]
    decoys = {at for span in scene.of("decoy") for at in range(span.first, span.last)}
    return [
        replace(place, is_location=True)
        if place.city is not None
        and not (place.is_location or place.first in decoys)
        and (any(_names(scene, place, event) for event in events) or _hosts(scene, place))
        else place
        for place in places
    ]


def _hosts(scene: Scene, place: Place) -> bool:
    """ "The conference that Geneva hosts", "la conférence qu'accueille Genève"."""
    if not scene.within(scene.sentence(place.first), "event"):
        return False
    before, behind = scene.ending(place.first, "receive"), scene.starting(place.last, "receive")
    first = place.first if before is None else before.first
    told = before is not None or behind is not None
    return told and first > 0 and scene.says(first - 1, "clause")


def _is_attended(scene: Scene, event: Span) -> bool:
    """Tell whether a word of attending leads up to an event; a convention may also be a paper."""
    if scene.starting(event.first, "agreement") is not None:
        return False
    return any(
        0 <= scene.onward(attend, event.first, event.last) <= _ATTENDED
        or attend.first <= event.first < attend.last
        for attend in scene.within(scene.sentence(event.first), "attend")
    )


def _names(scene: Scene, place: Place, event: Span) -> bool:
    between = range(event.last, place.first) if place.first >= event.last else range(place.last, event.first)
    return (
        scene.same_sentence(place.first, event.first)
        and len(between) <= _CALLED
        and not any(
            mark in scene.document.gap(at - 1) for at in (*between, between.stop) for mark in ',;:("«“'
        )
        and not any(scene.says(at, "and") or scene.starting(at, "meet", "speech", "envoy") for at in between)
    )
