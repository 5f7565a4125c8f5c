"""The further stops of a tour, told by their dates: "visited Doha on 28 September and Muscat on …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.dates.when import When
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_BESIDE = 2  # tokens from a place to its date: "on", "el"
_STAYING = 4  # the same where a tour is told of: "where he stays on"
_BEFORE = 3  # tokens from a date to its place: "28 сентября он находился в Катаре"


def toured(scene: Scene, places: Sequence[Place], dates: Sequence[When]) -> list[Place]:
    """Let a place between two dates be a stop as the one before the first date is; where a tour is told of,
    every town with days of its own is one.
    """
    found: list[Place] = []
    tour = bool(scene.of("tour"))
    for place in places:
        if any(one.first <= place.first and place.last <= one.last for one in scene.of("tour")):
            continue  # "iki ölkəyə" are two countries, and not this one
        stop = not place.is_location and any(_is_stop_before(scene, one, dates, place) for one in found)
        stop = stop or (tour and place.city is not None and _is_followed_by_days(scene, place, dates))
        stop = stop or (tour and _is_called_stop(scene, place))
        found.append(replace(place, is_location=True) if stop else place)
    return found


def _is_followed_by_days(scene: Scene, place: Place, dates: Sequence[When]) -> bool:
    """ "After Tunis, where he stays on 26 and 27 March", "the first stop is Tirana, from 15 to 17 May"."""
    return not (place.is_adjective or _opens(scene, place)) and any(
        0 <= when.first - place.last <= _STAYING
        and when.precision == "day"
        and scene.same_sentence(when.first, place.first)
        for when in dates
    )


def _opens(scene: Scene, place: Place) -> bool:
    """ "МОСКВА, 2 июня": a dateline has a day, too."""
    sentence = scene.sentence(place.first)
    first = scene.document.sentences[sentence][0]
    lines = range(scene.document.title_sentences, scene.document.lead + 1)
    return sentence in lines and place.first - first < _BESIDE and not place.is_location


def _is_called_stop(scene: Scene, place: Place) -> bool:
    """ "The second stop is Tirana", "a tour of Latvia and Estonia"."""
    if place.is_adjective or place.is_location:
        return False
    reach = _STAYING if place.city else _BESIDE
    return any(
        0 <= place.first - span.last < reach
        and scene.same_sentence(span.first, place.first)
        and "," not in scene.document.raw[scene.tokens[span.last - 1].end : scene.tokens[place.first].start]
        for span in scene.of("tour")
    )


def is_further_stop(story: Story, span: Span, place: Place) -> bool:
    """ "He was in Laos on March 3, where he called on …, and in Cambodia from March 5 to 6": a stop with its
    own date belongs to the journey whose first stop has one, however much is told between.
    """
    return is_dated(story, place) and any(
        one.is_location
        and one.country != place.country
        and span.last <= one.first < place.first
        and story.scene.same_sentence(one.first, place.first)
        and is_dated(story, one)
        for one in story.places_in(story.scene.sentence(span.first))
    )


def is_dated(story: Story, place: Place) -> bool:
    """Tell whether days stand right beside a place: "Vienna (11 and 12 May)", "on 28 September in Doha"."""
    reach = _STAYING if story.scene.of("tour") else _BESIDE
    return any(
        0 <= when.first - place.last <= reach or 0 <= place.first - when.last <= _BEFORE
        for when in story.dates_in(story.scene.sentence(place.first))
    )


def _is_stop_before(scene: Scene, one: Place, dates: Sequence[When], other: Place) -> bool:
    """Tell of two places that both have a date behind them, with nothing but "and" between."""
    if not one.is_location or other.is_adjective or not scene.same_sentence(one.first, other.first):
        return False
    first = [when for when in dates if 0 <= when.first - one.last <= _BESIDE and when.last <= other.first]
    second = any(
        0 <= when.first - other.last <= _BESIDE and scene.same_sentence(when.first, other.first)
        for when in dates
    )
    return second and any(
        all(scene.says(at, "and") for at in range(when.last, other.first)) for when in first
    )
