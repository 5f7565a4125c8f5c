"""Which state each prosecutor serves, where the words beside the name do not say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.reading.actors import Actor
from bot.reading.places import Place


def settle(people: Sequence[Actor], places: Sequence[Place], home: str | None) -> list[Actor]:
    """Join "South Africa's chief prosecutor" with the name that follows, then infer the countries still open.

    A prosecutor without a country is the newsroom's own (`home`); if the newsroom's own is another, the one
    of the country in which the story happens.
    """
    settled = _joined(people)
    open_ones = [actor for actor in settled if actor.names and actor.grade in ("head", "deputy") and actor.country is None]
    taken = {actor.country for actor in settled if actor.names and actor.grade in ("head", "deputy")}
    foreign = _scene_of_action(places, taken | {home})
    for actor in open_ones:
        if home is not None and home not in taken:
            actor.guessed_country = home
            taken.add(home)
        elif foreign is not None and foreign not in taken:
            actor.guessed_country = foreign
            taken.add(foreign)
    return settled


def _joined(people: Sequence[Actor]) -> list[Actor]:
    """Give each unnamed office of a country to the nearest name that has the office but no country yet."""
    settled = list(people)
    for unnamed in [actor for actor in people if not actor.names and actor.grade in ("head", "deputy")]:
        open_names = [
            actor for actor in settled if actor.names and actor.grade == unnamed.grade and actor.country is None
        ]  # fmt: skip
        nearest = min(open_names, key=lambda actor: _distance(unnamed, actor), default=None)
        if nearest is not None:
            nearest.absorb(unnamed)
            settled.remove(unnamed)
    return settled


def _distance(unnamed: Actor, named: Actor) -> int:
    """How far apart the two are spoken of; a name behind its office counts as nearer than one before."""
    return min((at - office if at > office else 2 * (office - at)) for at in named.seen for office in unnamed.seen)


def _scene_of_action(places: Sequence[Place], without: set[str | None]) -> str | None:
    counts = Counter(place.country for place in places if place.is_location and place.country not in without)
    return counts.most_common(1)[0][0] if counts else None
