"""Where the visit is: the country and, where the text gives it, the city."""

from __future__ import annotations

from bot import gazetteer
from bot.model import Evidence, Host
from bot.reading.places.place import Place
from bot.reading.places.towns import cities_called
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled

# What is done where a town is named by the way.
_DEEDS = ("travel", "visit", "meet", "receive", "attend", "event", "sign", "delegation")

_LEADERS = ("role.leader", "role.minister", "role.parliament")


def host(story: Story, one: Candidate) -> tuple[Host, Evidence | None]:
    """Name the country and, where the text does, the city; a dateline in the host country gives it by
    inference.
    """
    cities = [place for place in one.locations if place.city and not _is_of_another(story, one, place)]
    if cities:
        place = max(cities, key=lambda place: (_weight(story, one, place, cities), -place.first))
        return Host(one.host, place.city), _phrase(story, place)
    beside = next((place for place in story.places if _is_bracketed(story, one, place)), None)
    if beside is not None:
        return Host(one.host, beside.city), _phrase(story, beside)
    left = next((place for place in story.places if _is_left(story, one, place)), None)
    if left is not None:
        return Host(one.host, left.city), _phrase(story, left)
    states = (place for place in one.locations if place.city is None and _is_city_state(story, place))
    state = next(states, None)
    if state is not None:
        city = gazetteer.capital(one.host)
        return Host(one.host, city.name if city else None), _phrase(story, state)
    only = _only_town(story, one)
    if only is not None:
        return Host(one.host, only.city, city_inferred=True), _phrase(story, only)
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


def _only_town(story: Story, one: Candidate) -> Place | None:
    """ "The Rabat stop of his journey", "at a hotel of Luanda", "Tashkent hosts the council": the only town
    of the host country in a story, where it stands in a sentence of the visit. Of other towns than the
    capital only one in the headline counts: companies, agencies and churches are called like towns.
    """
    towns = [
        place
        for place in story.places
        if place.country == one.host
        and place.city
        and place is not story.dateline
        and not _is_of_another(story, one, place)
    ]
    if len({place.city for place in towns}) != 1:
        return None
    capital = gazetteer.capital(one.host)
    known = capital is not None and capital.name == towns[0].city
    told = (place for place in towns if known or story.scene.document.in_title(place.first))
    return next((place for place in told if _is_of_visit(story, one, place)), None)


def _is_of_another(story: Story, one: Candidate, place: Place) -> bool:
    """ "President Biden had just been to Kyiv": a leader's own journey, in a sentence without the visitor."""
    scene, sentence = story.scene, story.scene.sentence(place.first)
    present = story.actors_in(sentence)
    if sentence in one.sentences or one.visitor in present or not scene.within(sentence, "travel", "visit"):
        return False
    others = [actor for actor in present if actor.grade is None and actor.country not in (None, one.host)]
    return any(mention.kind in _LEADERS for actor in others for mention in actor.mentions)


def _is_of_visit(story: Story, one: Candidate, place: Place) -> bool:
    """Tell a town where something is done from the one in "Kyiv and Ottawa", which stands for its country."""
    scene, sentence = story.scene, story.scene.sentence(place.first)
    told = sentence in one.sentences or one.visitor in story.actors_in(sentence)
    told = told or bool(scene.within(sentence, "visit", "event"))
    said = place.is_adjective or scene.is_quoted(place.first) or is_recalled(story, sentence)
    own = any(there.country == one.country and there.city for there in story.places_in(sentence))
    return told and not (said or own) and bool(scene.within(sentence, *_DEEDS))


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
        "meeting": bool(scene.within(sentence, "meet", "receive")),
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
