"""Capitals that stand for their state before or behind an office; any other city makes it a city's office."""

from __future__ import annotations

from bot import gazetteer
from bot.reading.places.place import Place
from bot.reading.words.cases import is_in_case
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene

_SEATS = frozenset({"Washington"})  # stand for their state however they are joined to an office
# Capitals whose own prosecutors are called general or chief, too.
_OWN_OFFICES = frozenset(("Berlin", "Vienna", "Paris", "Brussels", "Rome", "Mexico City", "Moscow", "Tehran"))


def owns_as_state(scene: Scene, place: Place) -> bool:
    """ "Tirana's top prosecutor", "Tiranas oberster Ankläger": the owner of an office is a state."""
    last = place.last
    owns = any(scene.says(at, "possessive") for at in (last - 1, last) if at < len(scene.tokens))
    owns = owns or scene.tokens[last - 1].folded.endswith(tuple(scene.language.words("owner_endings")))
    abroad = place.country != scene.language.options.get("home")
    ends = is_in_case(scene, last - 1, "genitive") or is_spaceless(scene.language.options)
    owns = owns or (abroad and ends)  # "Tiran'ın başsavcısı", "ティラナの検察トップ"
    return place.city in _SEATS or (owns and _is_seat(place) and not place.is_location)


def sends_as_state(scene: Scene, place: Place, office: Span) -> bool:
    """ "Der Generalstaatsanwalt aus Pristina", who comes from there; "генпрокурор Приштины", where nouns hang
    on nouns and no city has a prosecutor general.
    """
    hangs = bool(scene.language.options.get("bare_genitive", False)) and not scene.head_last
    joined = scene.says(place.first - 1, "from") or (hangs and office.value == "prosecutor_general")
    return place.city in _SEATS or (joined and _is_seat(place))


def travels_to(scene: Scene, office: Span, place: Place) -> bool:
    """ "The visit of the prosecutor general to Bulgaria": the country behind is where he goes."""
    if scene.says(place.first - 1, "of"):
        return False
    at = office.first
    while at > 0 and any(scene.says(at - 1, small) for small in ("of", "article", "before_office")):
        at -= 1
    visit = scene.ending(at, "visit")
    return visit is not None and scene.same_sentence(visit.first, office.first)


def _is_seat(place: Place) -> bool:
    capital = gazetteer.capital(place.country)
    return capital is not None and capital.name == place.city and place.city not in _OWN_OFFICES


def is_of_service(scene: Scene, place: Place) -> bool:
    """ "По приглашению прокуратуры Лаоса генеральный прокурор …": the country is that of the service."""
    bare = scene.language.options.get("bare_genitive") and not place.is_adjective
    return bool(bare) and scene.ending(place.first, "body") is not None
