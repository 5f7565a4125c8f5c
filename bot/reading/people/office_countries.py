"""Countries of an office though "in" leads up to them: "the prosecutor general in Lebanon Al-Hajjar", "Tien,
head of the Procuracy in Vietnam".
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from bot.reading.names.persons import Name
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place


def without_offices(
    mentions: Sequence[Mention], places: Sequence[Place], names: Sequence[Name]
) -> list[Place]:
    """Let nobody be at a country that stands between an office and the name of its holder, or that tells
    whose counterpart somebody is.
    """
    first = {name.first for name in names}
    return [
        replace(place, is_location=False, is_goal=False)
        if place.is_location
        and any(_holds_town(one, place, first) if place.city else _holds(one, place) for one in mentions)
        else place
        for place in places
    ]


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
