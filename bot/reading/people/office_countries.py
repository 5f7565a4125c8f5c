"""Countries of an office though "in" leads up to them: "the prosecutor general in Lebanon Al-Hajjar", "Tien,
head of the Procuracy in Vietnam".
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from bot.reading.names.persons import Name
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_MANY = 3  # countries of a list that nobody is in at once
_SMALL = ("place", "article", "and", "of", "before_place")


def without_offices(
    scene: Scene, mentions: Sequence[Mention], places: Sequence[Place], names: Sequence[Name]
) -> list[Place]:
    """Let nobody be at a country that stands between an office and the name of its holder, that tells whose
    counterpart somebody is, or whence the heads of a list come.
    """
    first, listed = {name.first for name in names}, _listed(scene, places)
    return [
        replace(place, is_location=False, is_goal=False)
        if place.is_location
        and (
            place.first in listed
            or any(_holds_town(one, place, first) if place.city else _holds(one, place) for one in mentions)
        )
        else place
        for place in places
    ]


def _listed(scene: Scene, places: Sequence[Place]) -> set[int]:
    """ "Heads of prosecution in Mali, in Chad and in Togo take part": where the countries of a list begin."""
    place_at, found = {place.first: place for place in places if place.city is None}, set[int]()
    for span in scene.of("office_plural", "body"):
        at, run = _onward(scene, span.last), list[Place]()
        while (place := place_at.get(at)) is not None and scene.same_sentence(at, span.first):
            run.append(place)
            at = _onward(scene, place.last)
        moves = scene.within(scene.sentence(span.first), "travel", "visit", "leave")
        if len(run) >= _MANY and not moves:
            found.update(place.first for place in run)
    return found


def _onward(scene: Scene, at: int) -> int:
    """Step over "and in the"."""
    while at < len(scene.tokens) and any(scene.says(at, word) for word in _SMALL):
        at += 1
    return at


def _holds_town(mention: Mention, place: Place, names: Container[int]) -> bool:
    """ "النائب العام لإمارة أبوظبي", "viši tužilac u Beogradu Petrović": the town is where he serves."""
    if not ("subnational" in mention.flags or mention.is_local_prosecutor) or mention.kind == "body":
        return False
    if mention.first < place.first and place.last <= mention.last:
        return mention.name is None or mention.name.first >= place.last
    return 0 <= place.first - mention.last <= 1 and place.last in names


def _holds(mention: Mention, place: Place) -> bool:
    if mention.is_guest and (mention.first, mention.last) == (place.first, place.last):
        return True  # "the prosecutors general in Kuwait and Bahrain took part"
    office = mention.is_head_like or mention.kind.startswith("role.")
    if not (office and mention.first < place.first and place.last <= mention.last):
        return False
    named = mention.name is not None and not mention.first <= mention.name.first < place.last
    return named or mention.kind == "counterpart"
