"""Houses of a state: who signs "at the Ministry of Justice of Uzbekistan" is in Uzbekistan."""

from __future__ import annotations

from bot.reading.places.place import Place
from bot.reading.places.whereabouts import is_location
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_DEEDS = ("meet", "receive", "sign", "event", "attend")
_QUALIFIED = 2  # tokens from a town's adjective to the house: "internationalen Konferenz"
_LEAD = 5  # tokens from "in" to the house: "the Singapore", "la sede del", "здании"


def is_in_house(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a country, or its adjective, is that of a ministry or service in which something happens:
    "nella sede del ministero della Giustizia italiano", "at the Uzbek Ministry of Justice".
    """
    house = _house(scene, first, last)
    if house is None or scene.ending(house.first, "source") is not None:
        return False
    if not scene.within(scene.sentence(first), *_DEEDS):
        return False
    start, opened = min(first, house.first), 0
    for at in range(start - 1, max(start - 1 - _LEAD, -1), -1):
        if not scene.same_sentence(at, first) or scene.document.gap(at).strip(" «“\"'’"):
            return False
        if scene.says(at, "place"):
            return not scene.says(at, "goal")
        if scene.says(at, "building") and not opened:
            opened = at
        elif not any(scene.says(at, word) for word in ("article", "before_place", "of", "before_office")):
            return False
    return False


def houses_of_towns(scene: Scene) -> list[Place]:
    """List the towns told by an adjective before a house or an event: "im Zürcher Hotel", "на венской
    конференции".
    """
    found = []
    for span in scene.of("town_adjective"):
        if is_location(scene, span.first) and _leads_to_house(scene, span.last):
            country, _, town = span.value.partition(" ")
            found.append(Place(country, town, span.first, span.last, True))
    return found


def _leads_to_house(scene: Scene, index: int) -> bool:
    """Tell whether a house, an event or an agency follows, at most a word between: "internationalen"."""
    for at in range(index, min(index + _QUALIFIED, len(scene.tokens))):
        if not scene.same_sentence(at, index - 1) or scene.document.gap(at - 1) != " ":
            return False
        if scene.says(at, "building") or scene.starting(at, "event", "agency") is not None:
            return True
    return False


def _house(scene: Scene, first: int, last: int) -> Span | None:
    """Find the ministry or service beside a country; small words may stand between: "Ministerio de … de"."""
    end = first
    while end > 0 and (scene.says(end - 1, "of") or scene.says(end - 1, "article")):
        end -= 1
    before, behind = scene.ending(end, "agency", "body"), scene.starting(last, "agency", "body")
    if before is not None and scene.same_sentence(before.first, first):
        return before
    return behind if behind is not None and scene.same_sentence(first, behind.first) else None
