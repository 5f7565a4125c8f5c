"""Where somebody is said to stay right behind his name: "…, Ana Costa, in Luanda for the jubilee"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.names.persons import Name
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_STAND = 3  # tokens from a name to the place where its bearer is: ", in der Hauptstadt"


def stays(scene: Scene, names: Sequence[Name], place: Place) -> bool:
    """Tell whether a place stands so behind one of somebody's names, with what for or how long behind it."""
    behind = place.last
    if not place.is_location or behind >= len(scene.tokens) or not scene.same_sentence(behind, place.first):
        return False
    led = any(
        name.last < place.first <= name.last + _STAND
        and scene.document.gap(name.last - 1).strip() == ","
        and scene.says(name.last, "place")
        for name in names
    )
    purpose = scene.says(behind, "purpose") or scene.says(behind, "lasting")
    return led and (purpose or scene.starting(behind, "during", "attend", "visit") is not None)
