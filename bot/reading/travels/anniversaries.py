"""Visits whose anniversary is kept: "ten years since … paid a first visit", "訪問10周年"."""

from __future__ import annotations

from bot.reading.people.mention import in_offices
from bot.reading.story import Story
from bot.reading.words.lexicon import Span, is_spaceless

_REACH = 7  # tokens from "anniversary of" to the visit; a person's whole office counts as one
_PAID = 4  # tokens from "paid" to its visit
_BESIDE = 2  # tokens from a visit to "10周年" right behind, places and numbers not counted


def is_kept(story: Story, span: Span) -> bool:
    """Tell whether a word of visiting is of a visit of old of which the sentence keeps the anniversary."""
    return any(
        _leads_to(story, jubilee, span)
        for jubilee in story.scene.within(story.scene.sentence(span.first), "jubilee")
    )


def keeps_anniversary(story: Story, sentence: int) -> bool:
    """Tell whether all that a sentence says of visits is of one whose anniversary is kept."""
    scene = story.scene
    if not scene.within(sentence, "jubilee"):
        return False
    journeys = scene.within(sentence, "visit", "travel")
    kept = [span for span in journeys if is_kept(story, span)]
    others = [span for span in journeys if not any(_overlap(span, one) for one in kept)]
    others = [span for span in others if span.kind == "visit" or span.value in ("done", "plan", "over")]
    if scene.language.options.get("tenseless"):  # "chuyến thăm của … tới": "to" is a verb as well
        others = [span for span in others if all(span.first < one.first for one in kept)]
    return bool(kept) and not others and not scene.within(sentence, "receive")


def _overlap(one: Span, other: Span) -> bool:
    return one.first < other.last and other.first < one.last


def _leads_to(story: Story, jubilee: Span, span: Span) -> bool:
    """Tell of the first visit behind "years since", and where verbs stand last of the one right before."""
    scene = story.scene
    behind = scene.head_last or is_spaceless(scene.language.options)
    low, high = (span, jubilee) if behind else (jubilee, span)
    if low.first >= high.first or any(
        mark in scene.document.gap(at) for at in range(low.last - 1, high.first) for mark in ",;،、，"
    ):
        return False
    if behind:
        told = [place for place in story.places if low.last <= place.first < high.first]
        aside = sum(place.last - place.first for place in told)
        words = range(low.last, high.first)
        numbers = sum(scene.tokens[at].text.isdecimal() for at in words)
        return high.first - low.last - aside - numbers <= _BESIDE
    sentence = scene.sentence(span.first)
    first = min(one.first for one in scene.within(sentence, "visit", "travel") if one.first >= jubilee.last)
    apart = span.first - jubilee.last - in_offices(story.mentions, jubilee.last, span.first)
    return span.first - first <= _PAID and apart <= _REACH
