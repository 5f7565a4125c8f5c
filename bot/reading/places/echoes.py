"""Words that stand for a country named before: 同国, 该国, "en ese país"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.places.place import Place
from bot.reading.places.postpositions import case_behind, marks_behind
from bot.reading.places.whereabouts import is_goal, is_location
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_DEEDS = ("travel", "visit", "meet", "sign", "attend", "receive")


def with_same_country(scene: Scene, found: Sequence[Place]) -> list[Place]:
    """Add a place for each word of the kind `same_country`: the country of the place named last."""
    places = list(found)
    for span in scene.of("same_country"):
        before = [place for place in found if place.last <= span.first]
        if not before:
            continue
        located, goal = whereabouts(scene, span)
        country = max(before, key=lambda place: place.first).country
        done = marks_behind(scene) or bool(scene.within(scene.sentence(span.first), *_DEEDS))
        places.append(Place(country, None, span.first, span.last, located and done, is_goal=goal))
    return sorted(places, key=lambda place: place.first)


def whereabouts(scene: Scene, span: Span) -> tuple[bool, bool]:
    """Tell of words for a country whether they put somebody there, and whether they lead to it."""
    if marks_behind(scene):
        case = case_behind(scene, span.first, span.last)
        return case is not None, case == "goal"
    if scene.head_last:
        return True, False  # the pack lists only the forms that do
    led = scene.says(span.first, "place") or is_location(scene, span.first, span.last)
    return led, led and is_goal(scene, span.first, span.last)
