"""How often a story puts what happens into the traveller's own country, where he then is."""

from __future__ import annotations

from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.scene import Scene

_LEAD = 2  # sentences in which a story says what it is about
_DEEDS = (
    "meet", "receive", "travel", "visit", "event", "sign", "attend", "delegation", "hosting", "both", "guest",
    "leave",
)  # fmt: skip
_MATTERS = ("topic", "crime")


def at_home_rather(story: Story, one: Candidate) -> int:
    """Count the places at home where something happens that the story tells as news, less those in the host
    country.
    """
    at_home = (
        place
        for place in story.places
        if place.is_location
        and place.country == one.country
        and not (_is_of_return(story, one, place) or _is_spoken_of(story, one, place))
    )
    there = (place for place in one.locations if not _is_gone_to(story, place))
    return sum(_is_of_news(story, place) for place in at_home) - sum(1 for _ in there)


def _is_gone_to(story: Story, place: Place) -> bool:
    """ "The minister returns to Tehran tomorrow": nobody is there yet."""
    left = story.scene.within(story.scene.sentence(place.first), "leave")
    return place.is_goal and any(span.value == "next" for span in left)


def _is_of_news(story: Story, place: Place) -> bool:
    """Leave out "the prosecutor in Libya", whose title it is, "crime in Guatemala", of which they spoke, what
    somebody says of it, and further down what happened one day.
    """
    scene, sentence = story.scene, story.scene.sentence(place.first)
    said = sentence > scene.document.lead and scene.is_quoted(place.first)
    if said or _is_of_matter(scene, place):
        return False
    told = scene.document.in_title(place.first) or scene.within(sentence, *_DEEDS)
    if place.city is None and (_is_of_office(story, place) or not told):
        return False
    in_lead = sentence < scene.document.lead + _LEAD
    return in_lead or not (is_recalled(story, sentence) or _is_of_other_year(story, sentence))


def _is_of_matter(scene: Scene, place: Place) -> bool:
    """ "Gazze'deki savaş suçları", "war crimes in Mariupol": what was spoken about happened there; of
    an event such words tell the subject.
    """
    if scene.within(scene.sentence(place.first), "event", "attend", "travel", "visit"):
        return False
    if scene.head_last:
        return scene.starting(place.last, *_MATTERS) is not None
    at = place.first
    while at > 0 and (scene.says(at - 1, "place") or scene.says(at - 1, "before_place")):
        at -= 1
    return at < place.first and scene.ending(at, *_MATTERS) is not None


def _is_of_other_year(story: Story, sentence: int) -> bool:
    """ "In October 2015 the fourth session was held in Laos", "the next will be in 2019": told by year
    and month, where news of now has days.
    """
    told = [when for when in story.dates_in(sentence) if when.has_year]
    this = story.today.day.year
    return bool(told) and all(when.precision != "day" and when.start.year != this for when in told)


def _is_of_office(story: Story, place: Place) -> bool:
    """ "Procurador-geral da República no Brasil", "the public prosecution in Libya"."""
    return any(
        told.first <= place.first <= told.last + 1 and told.country in (None, place.country)
        for told in story.mentions_in(story.scene.sentence(place.first))
    )


def _is_of_return(story: Story, one: Candidate, home: Place) -> bool:
    """ "A delegation of Egypt's is expected in Moscow": where others come to he need not be."""
    scene, sentence = story.scene, story.scene.sentence(home.first)
    ahead = scene.within(sentence, "invite_next") or any(
        span.value == "plan" for span in scene.within(sentence, "travel")
    )
    theirs = any(place.country == one.host for place in story.places_in(sentence))
    return bool(ahead) and theirs and one.visitor not in story.actors_in(sentence)


def _is_spoken_of(story: Story, one: Candidate, home: Place) -> bool:
    """Tell of a place at home that it is named behind an event abroad: there he spoke about it."""
    attends = one.features.get("event_there") and one.features.get("attends_there")
    seen = [story.scene.sentence(at) for at in one.visitor.seen]
    return bool(attends) and bool(one.locations) and story.scene.sentence(home.first) > max(seen)
