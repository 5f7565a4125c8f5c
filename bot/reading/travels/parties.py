"""What a party of a service does abroad without a word of travel: it is sent there, or it learns there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.words.distance import distance
from bot.reading.words.lexicon import Span

_OWN = 6  # tokens between a service and its people: "employees of the …", "has sent six of its"
_FAR = 99
_THEIRS = 2  # tokens between a report and the experts whose it is
_NEAR = 14  # tokens between what a party does and where
_ELSEWHERE = ("remote", "casework")  # lessons over a line; those who look for evidence
_CASES = ("crime", "suspect")  # what prosecutors without a delegation rather work on


def is_of_people(story: Story, visitor: Actor, sentence: int) -> bool:
    """ "Eight employees of the Prosecutor General's Office", "the office has sent six of its specialists"."""
    here = [one for one in visitor.mentions if story.scene.sentence(one.first) == sentence]
    people = [*_people(story, sentence), *_sent(story, sentence)]
    return any(distance(person, one) <= _OWN for person in people for one in here)


def is_abroad(story: Story, visitor: Actor, sentence: int, place: Place) -> bool:
    """ "Were shown a youth court in Vienna", "has sent six of its specialists to Cyprus"."""
    scene = story.scene
    if visitor.grade != "delegation" or scene.within(sentence, *_ELSEWHERE):
        return False
    home = any(p.is_location and p.country == visitor.country for p in story.places_in(sentence))
    if not scene.within(sentence, "delegation") and scene.within(sentence, *_CASES):
        return False
    if scene.within(sentence, "things") and scene.within(sentence, "send") and not _sent(story, sentence):
        return False
    people = scene.within(sentence, "delegation", "staff") or is_of_people(story, visitor, sentence)
    deeds = [*scene.within(sentence, "learns"), *_sent(story, sentence), *_studies(story, sentence)]
    return bool(people) and not home and any(distance(deed, place) <= _NEAR for deed in deeds)


def is_party_sent(story: Story, visitor: Actor, sentence: int) -> bool:
    """Tell whether an office sends people: then a mere "to Cyprus" is where they go."""
    return visitor.grade == "delegation" and bool(_sent(story, sentence))


def _sent(story: Story, sentence: int) -> list[Span]:
    """List the words of sending people; an office sends "the report of its experts", too."""
    things = story.scene.within(sentence, "things")
    people = [*_people(story, sentence), *story.scene.within(sentence, "delegation", "staff")]
    people = [one for one in people if _nearest(one, things) > _THEIRS]
    return [
        span
        for span in story.scene.within(sentence, "send")
        if _nearest(span, people) <= _NEAR and _nearest(span, people) < _nearest(span, things)
    ]


def _nearest(deed: Span, told: Sequence[Span]) -> int:
    return min((distance(deed, one) for one in told), default=_FAR)


def _people(story: Story, sentence: int) -> list[Span]:
    """List the words for people of an office; the prosecutor of "prosecutor general" is none."""
    offices = story.scene.within(sentence, "office", "deputy_office", "office_plural", "body")
    return [
        span
        for span in story.scene.within(sentence, "personnel")
        if not any(office.first <= span.first < office.last for office in offices)
    ]


def _studies(story: Story, sentence: int) -> list[Span]:
    return [span for span in story.scene.within(sentence, "type") if span.value == "study"]
