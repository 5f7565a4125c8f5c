"""Where the visit is: the country and, where the text gives it, the city."""

from __future__ import annotations

from bot import gazetteer
from bot.model import Evidence, Host
from bot.reading.places.place import Place
from bot.reading.places.towns import cities_called
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate


def host(story: Story, one: Candidate) -> tuple[Host, Evidence | None]:
    """Name the country and, where the text does, the city; a dateline in the host country gives it by
    inference.
    """
    cities = [place for place in one.locations if place.city]
    if cities:
        place = max(cities, key=lambda place: (_weight(story, one, place, cities), -place.first))
        return Host(one.host, place.city), _phrase(story, place)
    beside = next((place for place in story.places if _is_bracketed(story, one, place)), None)
    if beside is not None:
        return Host(one.host, beside.city), _phrase(story, beside)
    left = next((place for place in story.places if _is_left(story, one, place)), None)
    if left is not None:
        return Host(one.host, left.city), _phrase(story, left)
    state = next((place for place in one.locations if _is_city_state(story, place)), None)
    if state is not None:
        city = gazetteer.capital(one.host)
        return Host(one.host, city.name if city else None), _phrase(story, state)
    dateline = story.dateline
    if dateline is not None and dateline.country == one.host and dateline.city:
        return Host(one.host, dateline.city, city_inferred=True), _phrase(story, dateline)
    found = next(iter(one.locations), None) or next((p for p in story.places if p.country == one.host), None)
    return Host(one.host), _phrase(story, found) if found else None


def _is_bracketed(story: Story, one: Candidate, place: Place) -> bool:
    """ "Is in Switzerland (Geneva)": the town right behind its country, "town of" before it or not."""
    if place.city is None or place.country != one.host:
        return False
    return any(
        0 <= place.first - there.last <= 1 and "(" in story.scene.document.gap(there.last - 1)
        for there in one.locations
    )


def _is_left(story: Story, one: Candidate, place: Place) -> bool:
    """ "Left Ulaanbaatar on Saturday": a city of the host country that the visitor departs from."""
    leaving = story.scene.ending(place.first, "leave")
    return (
        place.country == one.host
        and place.city is not None
        and leaving is not None
        and leaving.value == "from"
        and story.scene.sentence(place.first) in {story.scene.sentence(at) for at in one.visitor.seen}
    )


def _weight(story: Story, one: Candidate, place: Place, cities: list[Place]) -> int:
    """Count what speaks for a city: the headline, the sentences of the visit, the dateline, being told
    of again.
    """
    scene, sentence = story.scene, story.scene.sentence(place.first)
    told = {
        "title": scene.document.in_title(place.first),
        "visit": sentence in one.sentences,
        "meeting": bool(scene.within(sentence, "meet", "receive", "travel")),
        "dateline": story.dateline is not None and story.dateline.city == place.city,
        "again": sum(other.city == place.city for other in cities) > 1,
    }
    aside = bool(scene.within(sentence, "guard", "leave")) or scene.is_quoted(place.first)
    return sum(told.values()) + told["visit"] + told["title"] - 2 * aside


def _is_city_state(story: Story, place: Place) -> bool:
    capital = gazetteer.capital(place.country)
    return capital is not None and capital in cities_called(
        story.scene, story.scene.text(place.first, place.last)
    )


def _phrase(story: Story, place: Place) -> Evidence:
    first = place.first
    while first > 0 and place.first - first < 6 and story.scene.same_sentence(first - 1, place.first):
        first -= 1
    return story.scene.evidence(first, place.last)
