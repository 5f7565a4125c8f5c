"""Towns at home that are called like a country or a town abroad: Lebanon in Tennessee, Armenia in Quindío."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

# By country the names, as gazetteers of each know them, that its news tells of: a state by its code.
_NAMES = {
    "AR": "Cordoba, Mercedes, Concordia",
    "BR": (
        "CO, Toledo, Paraná, New York, New York City, Barcelona, Philadelphia, Buenos Aires, "
        "Florence, Palestina, Valencia, Nazareth, Bethlehem, Vienna, Venice"
    ),
    "CA": "CU, London, Paris, Moscow, Berlin, Athens, Cambridge",
    "CL": "Los Angeles, Concepción, Santa Cruz",
    "CO": (
        "AM, GD, AL, DZ, BO, LB, PS, ME, JO, Florence, Cartagena, Cordoba, Seville, Valencia, Venice, "
        "Genoa, Cairo, Bethlehem, Palermo, Toledo, Salamanca, Versailles"
    ),
    "CR": "LR, GR, Cartago, Philadelphia",
    "DE": "BR, US, GB, CA, EG, Rome, Philadelphia, Moscow, Venice, Jerusalem",
    "JM": "EG, Manchester, Cambridge",
    "MX": "Guadalajara, Cordoba, Mérida, Valladolid, Salamanca, León",
    "PH": "Toledo, Valencia, Barcelona, Seville, Santiago",
    "RU": "Paris, Varna, Berlin, Leipzig, Warsaw, Sofia, Poltava, Odessa, Brest",
    "UA": "New York, New York City, Hamburg, Munich, PL, Venice, Vienna",
    "US": (
        "LB, PE, CU, PL, NO, JO, GR, SE, CH, Paris, Athens, Moscow, Rome, Berlin, Dublin, Cairo, "
        "Lima, Florence, Milan, Naples, Venice, Toledo, Madrid, Lisbon, Oslo, Warsaw, Belgrade, "
        "Genoa, Melbourne, Saint Petersburg, Odesa, Damascus, Tripoli, Baghdad, Hanover, Hamburg, "
        "Dresden, Bremen, Amsterdam, Rotterdam, Perth, Manchester, Cambridge, Birmingham, Bristol, "
        "Oxford, Bethlehem, Nazareth, Alexandria, Palermo, Syracuse, Valencia, Glasgow"
    ),
    "ZA": "Berlin, Heidelberg, Frankfurt, Utrecht, Bethlehem, Hanover, Amsterdam",
}
_AT_HOME = {home: frozenset(names.split(", ")) for home, names in _NAMES.items()}


def is_namesake(
    scene: Scene, mentions: Sequence[Mention], places: Sequence[Place], home: str, host: str
) -> bool:
    """Tell whether all that a story says of a host is a name that a town at home bears as well, and it tells
    of a region, a mayor or a village at home; or says that a place is so named.
    """
    here = [place for place in places if place.country == host]
    officials = [one for one in mentions if one.country == host and not scene.document.in_title(one.first)]
    if not here or any(not _is_of_town(one, here) for one in officials):
        return False
    if scene.of("so_named") and not any(place.city and not place.is_location for place in here):
        return True
    names = _AT_HOME.get(home, frozenset())
    bare = all(not place.is_adjective and (place.city or host) in names for place in here)
    return bare and _tells_of_home(scene, mentions, here, home)


def _is_of_town(one: Mention, here: Sequence[Place]) -> bool:
    """ "The mayor of Lebanon": an office of the town itself."""
    return one.kind == "role.city" and any(one.first <= place.first < one.last for place in here)


def _tells_of_home(scene: Scene, mentions: Sequence[Mention], here: Sequence[Place], home: str) -> bool:
    """Look for "Tennessee", "the sheriff", "Landkreis" beside the place."""
    near = {scene.sentence(place.first) + step for place in here for step in (-1, 0, 1)}
    regions = (span.first for span in scene.of("subnational") if scene.tokens[span.first].is_capital)
    towns = (at for at in range(len(scene.tokens)) if scene.says(at, "county") or scene.says(at, "village"))
    mayors = (one.first for one in mentions if one.kind == "role.city" and one.country in (None, home))
    return any(scene.sentence(at) in near for found in (regions, towns, mayors) for at in found)
