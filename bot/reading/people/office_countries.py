"""Countries of an office though "in" leads up to them: "the prosecutor general in Lebanon Al-Hajjar", "Tien,
head of the Procuracy in Vietnam".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place


def without_offices(mentions: Sequence[Mention], places: Sequence[Place]) -> list[Place]:
    """Let nobody be at a country that stands between an office and the name of its holder, or that tells
    whose counterpart somebody is.
    """
    return [
        replace(place, is_location=False, is_goal=False)
        if place.is_location and place.city is None and any(_holds(one, place) for one in mentions)
        else place
        for place in places
    ]


def _holds(mention: Mention, place: Place) -> bool:
    office = mention.is_head_like or mention.kind.startswith("role.")
    if not (office and mention.first < place.first and place.last <= mention.last):
        return False
    named = mention.name is not None and not mention.first <= mention.name.first < place.last
    return named or mention.kind == "counterpart"
