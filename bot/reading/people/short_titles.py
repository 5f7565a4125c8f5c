"""Heads told of again by a short title: "the prosecutor flew to Athens", "the Lao official"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_PAIR = 2  # countries, of whose heads a headline tells both by the office alone


def called_short(
    scene: Scene,
    people: Sequence[Actor],
    mentions: Sequence[Mention],
    places: Sequence[Place],
    home: str | None,
) -> None:
    """Find heads again where "the prosecutor" is the only one told of before, or of several the newsroom's
    own; with a country it is that country's.
    """
    heads = [one for one in people if one.grade == "head" and one.names and one.country]
    if not heads:
        return
    begins = {id(one): min(one.seen) for one in heads}
    seen = {at for one in heads for at in one.seen}
    office_at = {at: one for one in mentions for at in range(one.first, one.last)}
    countries = [place for place in places if place.city is None]
    place_at = {place.first: place for place in countries}
    place_before = {place.last: place for place in countries}
    for at, country in _listed(scene, place_at):
        theirs = [one for one in heads if one.country == country]
        if len(theirs) == 1 and at not in seen:
            theirs[0].seen.append(at)
    for at in _titles(scene, office_at):
        before = [one for one in heads if begins[id(one)] < at]
        whose = _whose(scene, place_at, place_before, at)
        if whose is not None:
            meant = [one for one in before if one.country == whose]
        elif not _stands_alone(scene, at):
            continue
        else:
            meant = before if len(before) == 1 else [one for one in before if one.country == home]
        if len(meant) == 1 and at not in seen:
            meant[0].seen.append(at)


def _listed(scene: Scene, place_at: Mapping[int, Place]) -> Iterator[tuple[int, str]]:
    """ "Received the prosecutors general of Peru, Bolivia and Chile", and their names stand elsewhere."""
    for span in scene.of("office_plural"):
        at, found = span.last, []
        while at < len(scene.tokens) and scene.same_sentence(at, span.first):
            if (place := place_at.get(at)) is not None:
                found.append(place)
                at = place.last
            elif any(scene.says(at, word) for word in ("and", "article", "inside_office")):
                at += 1
            else:
                break
        if len(found) > _PAIR:
            yield from ((place.first, place.country) for place in found)


def _titles(scene: Scene, office_at: dict[int, Mention]) -> Iterator[int]:
    """Find words for a magistrate that are no part of an office, and no name's."""
    words = scene.language.words("somebody")
    for at, token in enumerate(scene.tokens):
        if token.folded in words and at and not scene.document.in_title(at) and not scene.is_quoted(at):
            office = office_at.get(at)
            plain = office is None or office.kind == "role.other_prosecutor"
            if plain and (office is None or (office.name is None and not office.flags)):
                role = scene.starting(at, "role", "office")
                if role is None or role.last == at + 1:
                    yield at


def _whose(
    scene: Scene, place_at: Mapping[int, Place], place_before: Mapping[int, Place], at: int
) -> str | None:
    """ "The Mozambican official", "el fiscal salvadoreño", "a representante de Moçambique"."""
    follows = scene.language.options.get("adjectives_follow", False)
    beside = place_at.get(at + 1) if follows else place_before.get(at)
    if beside is not None and beside.is_adjective:
        return beside.country
    of = at + 1
    while of < len(scene.tokens) and (scene.says(of, "of") or scene.says(of, "from")):
        of += 1
        if (place := place_at.get(of)) is not None and scene.same_sentence(at, of):
            return place.country
        if place_at.get(of + 1) is not None and scene.says(of, "article"):
            return place_at[of + 1].country if scene.same_sentence(at, of + 1) else None
    return None


def _stands_alone(scene: Scene, at: int) -> bool:
    """Tell "the prosecutor" from "a prosecutor", "the guest", "the prosecutor of the case", "… Costa"."""
    behind = at + 1
    if not scene.says(at - 1, "the_one") or scene.starting(at, "guest", "stranger") is not None:
        return False
    if scene.is_led_by(at, "of"):
        return False  # "the independence of the prosecutor"
    if not scene.same_sentence(at, behind) or scene.document.gap(at).strip():
        return True
    more = ("of", "place", "institution", "premises")  # "the prosecutor offices of both"
    return not (scene.tokens[behind].is_capital or any(scene.says(behind, word) for word in more))
