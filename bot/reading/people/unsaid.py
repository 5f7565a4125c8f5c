"""Whose prosecutor goes by a bare title: in English an attorney general without a country is America's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.reading.people.actors import Actor
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene


def unsaid(scene: Scene, people: Sequence[Actor], actor: Actor, places: Sequence[Place]) -> str | None:
    """Give the country that goes without saying, unless the text speaks of another that may be his."""
    countries: Mapping[str, str] = scene.language.options.get("unsaid", {})
    country = countries.get(actor.title or "")
    if country is None:
        return None
    others = _of_others(scene, people, places)
    open_ = {place.country for place in places if not place.is_location and place.first not in others}
    return None if open_ - {country} else country


def is_of_part(scene: Scene, actor: Actor) -> bool:
    """ "Ohio attorney general leads colleagues to Mexico": the headline tells of which part of a country he
    is whom the text calls the attorney general.
    """
    return any(
        office.value == actor.title
        and scene.document.in_title(office.first)
        and scene.ending(office.first, "subnational") is not None
        for office in scene.of("office")
    )


def _of_others(scene: Scene, people: Sequence[Actor], places: Sequence[Place]) -> set[int]:
    """Find the countries of somebody else's office: "with the attorneys general of Canada and …"."""
    found = {at for one in people for m in one.mentions if m.country for at in range(m.first, m.last)}
    place_at = {place.first: place for place in places}
    for span in scene.of("office_plural", "role"):
        at = span.last
        while at < len(scene.tokens) and scene.same_sentence(at, span.first):
            place = place_at.get(at)
            if place is None and not any(scene.says(at, word) for word in ("and", "of", "article")):
                break
            found.add(at)
            at = place.last if place is not None else at + 1
    return found
