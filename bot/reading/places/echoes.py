"""Words that stand for a country named before: 同国, 该国."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.places.place import Place
from bot.reading.places.postpositions import case_behind, marks_behind
from bot.reading.words.scene import Scene


def with_same_country(scene: Scene, found: Sequence[Place]) -> list[Place]:
    """Add a place for each word of the kind `same_country`: the country of the place named last."""
    places = list(found)
    for span in scene.of("same_country"):
        before = [place for place in found if place.last <= span.first]
        if not before:
            continue
        case = case_behind(scene, span.first, span.last) if marks_behind(scene) else None
        country = max(before, key=lambda place: place.first).country
        places.append(Place(country, None, span.first, span.last, case is not None, is_goal=case == "goal"))
    return sorted(places, key=lambda place: place.first)
