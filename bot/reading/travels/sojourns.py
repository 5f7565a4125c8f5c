"""Being somewhere without a word of travel: days spent there, a party led there, a dated stop of a tour."""

from __future__ import annotations

from bot.reading.places.place import Place
from bot.reading.places.whereabouts import is_set_out_for
from bot.reading.story import Story
from bot.reading.travels.tours import is_dated
from bot.reading.words.calendar_words import numbers_in_words
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_SINCE = 1  # tokens from "since the 12th" to the place
_SPENT = 4  # tokens from "four days" to the place: "of talks in"


def sojourns(story: Story, sentence: int, place: Place) -> bool:
    """Tell whether a sentence about a traveller puts him into a place by what he does there."""
    held = story.scene.within(sentence, "event", "attend")
    does = not held and (
        _spends_days(story, sentence, place)
        or _leads_party(story, sentence, place)
        or _is_there_since(story, sentence, place)
    )
    return does or _stops(story, place) or is_set_out_for(story.scene, place.first)


def _spends_days(story: Story, sentence: int, place: Place) -> bool:
    """ "Returned after four days of talks in Rome"; not a conference that lasts so long."""
    scene = story.scene
    return any(
        _is_counted(scene, span) and 0 <= place.first - span.last <= _SPENT
        for span in scene.within(sentence, "days")
    )


def _is_there_since(story: Story, sentence: int, place: Place) -> bool:
    """ "12 қыркүйектен бастап Астанада": where verbs stand last, "is" may be left out."""
    near = (when for when in story.dates_in(sentence) if 0 <= place.first - when.last <= _SINCE)
    return story.scene.head_last and not place.is_goal and any(when.opens for when in near)


def _is_counted(scene: Scene, span: Span) -> bool:
    """Tell "four days" from "on the day"."""
    before = scene.tokens[span.first - 1].folded if span.first else ""
    numbers = numbers_in_words(scene.language.code)
    return span.value == "one" or (span.value == "some" and (before.isdecimal() or before in numbers))


def _leads_party(story: Story, sentence: int, place: Place) -> bool:
    """ "Since Wednesday she leads in Kigali the delegation that …": who leads a party abroad is with it."""
    scene = story.scene
    first, last = scene.document.sentences[sentence]
    leads = sentence <= scene.document.lead and any(scene.says(at, "leads") for at in range(first, last))
    return leads and not place.is_goal and bool(scene.within(sentence, "delegation"))


def _stops(story: Story, place: Place) -> bool:
    """ "The tour ends in Vienna on the 14th; before, it leads to Warsaw (11 and 12)": each has its days."""
    scene = story.scene
    head = range(scene.document.lead + 1)
    return any(scene.within(at, "tour") for at in head) and is_dated(story, place)
