"""Countries and cities in a text, and whether somebody is said to be there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot import gazetteer
from bot.countries import basic_names
from bot.reading.names.persons import is_given_name
from bot.reading.places.place import Place
from bot.reading.places.postpositions import is_foreign_seat, marks_behind
from bot.reading.places.premises import houses_of_towns, is_in_house
from bot.reading.places.shared_names import capital_behind, shared_with
from bot.reading.places.towns import is_one_name, named, towns
from bot.reading.places.whereabouts import is_location, standing
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene
from bot.text import fold

# Words that are a place and "in" or "to" at once: 来华, 방한; "seat" is such a word for the capital: 在京.
_AT_ONCE = ("located", "seat")
_OF_STATES = "US"
_TO_REGION = 4  # tokens from a town to its region: "in the state of"
_DOTS = frozenset("·・")  # between the two of a pair: 러시아·남아공
_JOINTS = _DOTS | {"", ",", "、"}
_OPENING = frozenset('«“„"‘‚「『《‹”»')
_CLOSING = frozenset('»”“"’」』》›«')


def places(scene: Scene) -> list[Place]:
    """List the mentions of countries and cities in reading order."""
    decoys = {index for span in scene.of("decoy") for index in range(span.first, span.last)}
    spans = [
        span for span in scene.of("country", "adjective", "demonym", *_AT_ONCE) if span.first not in decoys
    ]
    spans = [
        span
        for span in spans
        if _written_well(scene, span)
        and not (_begins_city(scene, span) or _is_titled(scene, span) or is_foreign_seat(scene, span))
    ]
    countries = [_country(scene, span) for span in spans if not _is_inside(span, spans)]
    taken = {index for place in countries for index in range(place.first, place.last)}
    known = frozenset(place.country for place in countries if not place.is_adjective)
    found = [*countries, *towns(scene, taken, known), *houses_of_towns(scene)]
    found.sort(key=lambda place: place.first)
    found = [there for place in found if (there := _in_region(scene, place)) and not _is_house(scene, place)]
    found = [place for place in found if place.city is None or not is_given_name(scene, place.first)]
    found = _without_villages(scene, found)
    settled = _settle_lists(scene, _settle_owned(scene, _settle_pairs(scene, found)))
    return _settle_from_behind(scene, settled) if marks_behind(scene) else settled


def _in_region(scene: Scene, place: Place) -> Place | None:
    """Drop "Paris, Texas" and "Armenia, in Quindío", and keep "Miami, Florida": of the regions that stand
    behind towns abroad nearly all are America's.
    """
    if not _is_in_region(scene, place):
        return place
    called = named(scene.text(place.first, place.last)) if place.city is not None else ()
    city = next((one for one in called if one.country == _OF_STATES), None)
    return replace(place, country=city.country, city=city.name) if city is not None else None


def _is_in_region(scene: Scene, place: Place) -> bool:
    """Tell "Paris, Texas" and "Armenia, in Quindío" by the part of a country behind the comma."""
    if place.last >= len(scene.tokens) or scene.document.gap(place.last - 1).strip() != ",":
        return False
    at = place.last
    while at < place.last + _TO_REGION and at < len(scene.tokens) and scene.tokens[at].text.islower():
        at += 1
    region = scene.starting(at, "subnational")
    return region is not None and scene.tokens[at].is_capital and scene.same_sentence(at, place.first)


def _is_house(scene: Scene, place: Place) -> bool:
    """ "Dined at the “Moscow”": a name between quotation marks is that of a house, a ship or a village; so
    is that of a hotel without them.
    """
    if place.city is not None and not place.is_adjective and _is_hotel(scene, place):
        return True
    if place.first == 0 or place.is_adjective or scene.document.in_title(place.first):
        return False
    before, behind = scene.document.gap(place.first - 1), scene.document.gap(place.last - 1)
    return before[-1:] in _OPENING and behind[:1] in _CLOSING


def _is_hotel(scene: Scene, place: Place) -> bool:
    """ "At the Serena Hotel", "à l'hôtel Genève": the word stands right beside the name."""
    before, behind = place.first - 1, place.last
    return (before >= 0 and scene.says(before, "lodging") and scene.document.gap(before) == " ") or (
        behind < len(scene.tokens)
        and scene.says(behind, "lodging")
        and scene.document.gap(behind - 1) == " "
        and scene.is_led_by(place.first, "place")
        and scene.says(place.first - 1, "article")
    )


def _is_inside(span: Span, spans: list[Span]) -> bool:
    """South Sudan is not Sudan; a word that is country and adjective ("Vatican") is the country; and the
    Republic of Guinea-Bissau is not the Republic of Guinea.
    """
    if any(span.first < o.first < span.last < o.last and o.kind == span.kind == "country" for o in spans):
        return True
    return any(
        other.first <= span.first
        and span.last <= other.last
        and (
            other.last - other.first > span.last - span.first
            or (other.kind, other.value) == ("country", span.value) != (span.kind, span.value)
        )
        for other in spans
    )


def _written_well(scene: Scene, span: Span) -> bool:
    """Scripts with capitals write countries with one: polish is no Polish, a jersey no Jersey."""
    small = scene.language.options.get("small_adjectives", False)
    if small and span.kind == "demonym" and scene.tokens[span.first].is_capital:
        return span.first in {first for first, _ in scene.document.sentences}  # elsewhere "Швед" is a surname
    return not scene.tokens[span.first].text[:1].islower() or (small and span.kind != "country")


def _is_titled(scene: Scene, span: Span) -> bool:
    """Mr Jordan is a man, Salvador Allende too; the "General" of "Prosecutor General Kyrgyzstan" belongs to
    the office.
    """
    if span.kind == "country" and is_given_name(scene, span.first):
        return True
    return (
        span.kind == "country"
        and scene.ending(span.first, "honorific") is not None
        and scene.same_sentence(span.first - 1, span.first)
        and scene.ending(span.first, "office") is None
    )


def _begins_city(scene: Scene, span: Span) -> bool:
    """Tell Guatemala from Guatemala City, パナマ from パナマ市."""
    last = span.last + 1
    if span.kind != "country" or last > len(scene.tokens) or not is_one_name(scene, span.first, last):
        return False
    if not (scene.tokens[last - 1].is_capital or scene.says(last - 1, "place_suffix")):
        return False
    return any(city.country == span.value for city in named(scene.text(span.first, last)))


def _country(scene: Scene, span: Span) -> Place:
    if span.kind in _AT_ONCE:
        country, _, town = span.value.partition(" ")  # "RU Saint Petersburg": Петербургский форум
        city = gazetteer.capital(country) if span.kind == "seat" else None
        return Place(country, city.name if city else town or None, span.first, span.last, True)
    if span.kind == "country":
        basic = basic_names(scene.language.code)[span.value]
        here = standing(scene, span.first, span.last, basic)
        if (other := shared_with(scene, span)) is not None:
            return Place(other.country, other.name, span.first, here.last, here.located, is_goal=here.goal)
        behind = capital_behind(scene, span)
        city = (
            gazetteer.capital(span.value) if here.located and _follows_capital(scene, span.first) else behind
        )
        name, last = (city.name if city else _town_itself(scene, span)), here.last + (behind is not None)
        guest = scene.ending(span.first, "receive") is not None  # "played host to Barbados' Director of …"
        joined = scene.document.gap(here.last - 1).lstrip(".") == "-"  # "in the U.S.-EU ministerial"
        located = here.located and not guest and not joined
        housed = not located and is_in_house(scene, span.first, span.last)
        return Place(span.value, name, span.first, last, located or housed, is_goal=located and here.goal)
    last = span.last
    if last < len(scene.tokens) and scene.says(last, "capital"):
        # "in the Turkish capital" is as good as its name.
        city = gazetteer.capital(span.value)
        located = is_location(scene, span.first)
        return Place(span.value, city.name if city else None, span.first, last + 1, located, True)
    if scene.says(span.first - 1, "capital") and scene.language.options.get("adjectives_follow", False):
        city = gazetteer.capital(span.value)  # "en la capital peruana"
        located = is_location(scene, span.first)
        return Place(span.value, city.name if city else None, span.first, last, located, True)
    # "En territorio peruano" is as good as the country's name.
    land = scene.says(span.first - 1, "land") and scene.language.options.get("adjectives_follow", False)
    located = (bool(land) and is_location(scene, span.first)) or is_in_house(scene, span.first, span.last)
    return Place(span.value, None, span.first, last, located, is_adjective=True)


def _town_itself(scene: Scene, span: Span) -> str | None:
    """ "Port of Spain" is one of its country's names, lest it be read as Spain's."""
    capital = gazetteer.capital(span.value) if span.last - span.first > 1 else None
    is_own = capital is not None and fold(capital.name) == fold(scene.text(span.first, span.last))
    return capital.name if capital is not None and is_own else None


def _follows_capital(scene: Scene, first: int) -> bool:
    """ "In the capital of Qatar" is as good as its name."""
    while first > 0 and (scene.says(first - 1, "of") or scene.says(first - 1, "article")):
        first -= 1
    return first > 0 and scene.says(first - 1, "capital")


def _settle_pairs(scene: Scene, found: list[Place]) -> list[Place]:
    """Read "Dushanbe, Tajikistan" as one place: the city takes the country, the country the city's role."""
    settled = list(found)
    for position, (one, other) in enumerate(pairwise(found)):
        touching = other.first == one.last and scene.document.gap(one.last - 1).strip() in {",", ", the", "("}
        if one.city is None or other.city is not None or not touching or other.is_adjective:
            continue
        name = scene.text(one.first, one.last)
        homonym = next((city for city in named(name) if city.country == other.country), None)
        if homonym is not None:
            settled[position] = replace(settled[position], country=homonym.country, city=homonym.name)
            settled[position + 1] = replace(other, is_location=settled[position].is_location)
    return settled


def _settle_owned(scene: Scene, found: list[Place]) -> list[Place]:
    """Read "in Laos' Vientiane" as being in Vientiane."""
    settled = list(found)
    for position, (one, other) in enumerate(pairwise(found)):
        owned = other.first == one.last and scene.document.gap(one.last - 1) in {"' ", "’ "}
        owned = (
            owned or (other.first == one.last + 1 and _is_owner(scene, one)) or _leads_on(scene, one, other)
        )
        if owned and one.is_location and one.city is None and other.city and other.country == one.country:
            settled[position + 1] = replace(other, is_location=True, is_goal=one.is_goal)
    return settled


def _leads_on(scene: Scene, one: Place, other: Place) -> bool:
    """ "赴吉尔吉斯斯坦比什凯克", "抵达柬埔寨首都金边": one word for being there does for both."""
    between = range(one.last, other.first)
    close = not any(scene.document.gap(at - 1) for at in (*between, other.first))
    return is_spaceless(scene.language.options) and close and all(scene.says(at, "capital") for at in between)


def _settle_lists(scene: Scene, found: list[Place]) -> list[Place]:
    """Read "in France and the Netherlands" as two locations; in titles a comma will do for "and"."""
    settled = list(found)
    for position in range(1, len(settled)):
        one, other = settled[position - 1], settled[position]
        if not one.is_location or other.is_location or one.is_adjective or other.is_adjective:
            continue
        third = settled[position + 1] if position + 1 < len(settled) else None
        goes_on = third is not None and not third.is_adjective and _are_listed(scene, other, third, False)
        if _are_listed(scene, one, other, goes_on):
            settled[position] = replace(other, is_location=True)
    return settled


def _settle_from_behind(scene: Scene, found: list[Place]) -> list[Place]:
    """Read "스페인과 이탈리아를 방문" as two locations, only the last of which has the "in" or "to"."""
    settled = list(found)
    for position in range(len(settled) - 1, 0, -1):
        one, other = settled[position - 1], settled[position]
        listed = scene.document.gap(one.last - 1).strip() in _JOINTS and _are_listed(scene, one, other, True)
        if other.is_location and not (one.is_location or one.is_adjective or other.is_adjective) and listed:
            settled[position - 1] = replace(one, is_location=True, is_goal=other.is_goal)
    return settled


def _without_villages(scene: Scene, found: list[Place]) -> list[Place]:
    """ "He visited the villages of Varna and Paris": not the towns abroad, wherever the story names them."""
    homely = {place.city for place in found if place.city and scene.is_led_by(place.first, "village")}
    for one, other in pairwise(found if homely else ()):
        if other.city and one.city in homely and _are_listed(scene, one, other, True):
            homely.add(other.city)
    return [place for place in found if place.city is None or place.city not in homely]


def _are_listed(scene: Scene, one: Place, other: Place, goes_on: bool) -> bool:
    """Tell whether two places are joined by "and", or by a comma in a title or a list that goes on."""
    between = range(one.last, other.first)
    if len(between) > 2 or not scene.same_sentence(one.first, other.first) or _is_owner(scene, other):
        return False
    joined = any(scene.says(index, "and") for index in between)
    gap = scene.document.gap(one.last - 1).strip()
    comma = gap in _DOTS or (gap == "," and (goes_on or scene.document.in_title(one.first)))
    return (joined or comma) and all(
        scene.says(index, "and") or scene.says(index, "article") for index in between
    )


def _is_owner(scene: Scene, place: Place) -> bool:
    if not scene.same_sentence(place.last, place.first):
        return False
    led = scene.says(place.first - 1, "with") and scene.says(place.first - 1, "and")
    met = led and scene.starting(place.last, "office", "role") is not None  # "在里加与立陶宛总检察长会晤"
    return met or scene.says(place.last, "possessive")


def is_person(scene: Scene, place: Place) -> bool:
    """Tell of "o brasileiro voltou", "il libico è arrivato" that the adjective stands for a person."""
    if (
        not (place.is_adjective and scene.language.options.get("adjectives_follow", False))
        or place.first == 0
    ):
        return False
    acts = place.last < len(scene.tokens) and scene.starting(
        place.last, "travel", "meet", "speech", "sign", "receive", "leave", "source"
    )
    return scene.says(place.first - 1, "person_article") and acts is not None
