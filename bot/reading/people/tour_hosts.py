"""Whose prosecutor somebody is whom a tour meets, and whose the one who makes it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_BACK = 3  # tokens from "returns" to where: "back home to"


def met_on_tour(scene: Scene, people: Sequence[Actor], actor: Actor, places: Sequence[Place]) -> str | None:
    """ "From there she went to Luanda. In the Angolan capital she signed with the prosecutor general, …":
    of the head told without a country that he is at home at the stop.
    """
    first = _first_head(people)
    if first is None or actor is first or not _is_told(scene):
        return None
    stops = [place for place in places if place.is_location and place.country != first.country]
    if len({place.country for place in stops}) < 2:
        return None
    name = actor.names[0].first
    here = [place for place in stops if scene.same_sentence(place.first, name)]
    before = [place for place in stops if place.first < name and not scene.document.in_title(place.first)]
    last = [place for place in here if place.first < name][-1:] or here[:1] or before[-1:]
    return last[0].country if last else None


def comes_home(scene: Scene, people: Sequence[Actor], actor: Actor, places: Sequence[Place]) -> str | None:
    """ "The prosecutor general returns to Malabo after his tour": the first head named is from there."""
    first = _first_head(people)
    if actor is not first or not _is_told(scene):
        return None
    for place in places:
        near = range(max(place.first - _BACK, 0), place.first)
        if scene.head_last:
            near = range(place.last, min(place.last + _BACK, len(scene.tokens)))
        told = scene.sentence(place.first) <= scene.document.lead + 1 and place.is_location
        if told and any(scene.says(at, "home_again") and scene.same_sentence(at, place.first) for at in near):
            return place.country
    return None


def _first_head(people: Sequence[Actor]) -> Actor | None:
    return next((one for one in people if one.grade in ("head", "deputy") and one.names), None)


def _is_told(scene: Scene) -> bool:
    head = scene.document.lead + 2
    return any(scene.sentence(span.first) <= head for span in scene.of("tour"))
