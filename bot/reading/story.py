"""One article with everything found in it: the stage on which visits are looked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TypeVar

from bot.model import Article
from bot.reading.dates.when import Today, When
from bot.reading.names.persons import Name
from bot.reading.people.actors import Actor
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.calendar_words import months
from bot.reading.words.scene import Scene

_Told = TypeVar("_Told", Place, When, Mention)

_COPIED = timedelta(days=3)  # how much later a story is printed by others
_RETURN = 2  # tokens from "returned" to where: "the delegation to"
_OPENING = 3  # sentences of a text before which its dateline may stand
_DATELINE = 9  # words that may stand between a place and the dash behind it: "Athens, June 4, 2025, SPA —"


@dataclass(frozen=True)
class Story:
    article: Article
    scene: Scene
    places: Sequence[Place]
    names: Sequence[Name]
    mentions: Sequence[Mention]
    actors: Sequence[Actor]
    today: Today
    dates: Sequence[When]

    @cached_property
    def dateline(self) -> Place | None:
        """The place in front of the first sentence: "BAKU, Azerbaijan, January 26."."""
        first = self.scene.document.title_sentences
        for sentence in range(first, min(first + _OPENING, len(self.scene.document.sentences))):
            if (place := self._dateline_at(sentence)) is not None:
                return place
        return None

    def _dateline_at(self, sentence: int) -> Place | None:
        """A dateline behind a subtitle must be written like one: in capitals, with a dash or a colon."""
        start, end = self.scene.document.sentences[sentence]
        while start < end - 1 and self.scene.tokens[start].text.isdecimal():
            start += 1  # "17/03/2026, Rome: …"
        place = next((place for place in self.places if start <= place.first < start + 3), None)
        if place is None or place.is_location or place.is_adjective:
            return None
        name = self.scene.text(place.first, place.last)
        shouted, leads_in = name.isupper() and len(name) > 3, self._leads_in(place.last)
        if sentence > self.scene.document.title_sentences:
            behind = self.scene.text(place.last, min(place.last + 2, end)) if place.last < end else ""
            dated = any(map(str.isdigit, behind))
            return place if shouted and (leads_in or dated) else None
        alone = end - place.last <= 6 and not self.scene.within(
            sentence, "travel", "visit", "office", "body", "meet", "sign", "crime"
        )
        return place if shouted or alone or leads_in else None

    def _leads_in(self, index: int) -> bool:
        """Tell whether only dates and agencies stand between a place and the dash that opens the story."""
        for at in range(index, min(index + _DATELINE, len(self.scene.tokens))):
            gap = self.scene.document.gap(at - 1)
            if any(mark in gap for mark in (" –", " —", " -", ": ", ".-", ".–", ".—")):
                return True
            if ")" in gap and len(agency := self.scene.tokens[at - 1].text) > 2 and agency.isupper():
                return True  # "Taipei, April 23 (CNA) Prosecutor-General …"
            token = self.scene.tokens[at]
            small = token.text.islower() and token.folded not in months(self.scene.language.code)
            if small or any(mark in gap for mark in ";!?"):
                return False
        return False

    @cached_property
    def newsroom(self) -> str | None:
        """The country of the newsroom: as the article names it, of its language, or of the dateline."""
        if told := self.article.publisher_country or self.scene.language.options.get("home"):
            return str(told)
        return self.dateline.country if self.dateline else None

    @cached_property
    def home(self) -> str | None:
        """The country from which the story is told, as far as it shows."""
        return self.newsroom or next(
            (mention.country for mention in self.mentions if mention.kind == "body" and mention.country), None
        )

    def day_of_writing(self, found: Sequence[When]) -> Today:
        """Give the day that the dateline names, from which the text counts; it may be printed elsewhere
        days later.
        """
        first = self.scene.document.title_sentences
        place = self.dateline
        for when in found:
            beside = (
                place is not None
                and self.scene.sentence(when.first) == first
                and 0 <= when.first - place.last <= _DATELINE // 2
            )
            if (
                beside
                and when.precision == "day"
                and not when.is_relative
                and (timedelta() < self.today.day - when.start <= _COPIED or self._is_only_day(when))
            ):
                return Today(when.start)
        return self.today

    def _is_only_day(self, when: When) -> bool:
        """Of a page without a date the dateline tells the day, however long ago that was."""
        return self.today.is_clock and when.start <= self.today.day

    def language_words(self, name: str) -> frozenset[str]:
        """Give one of the pack's sets of words."""
        return self.scene.language.words(name)

    @cached_property
    def _present(self) -> dict[int, list[Actor]]:
        found: dict[int, list[Actor]] = {}
        for actor in self.actors:
            for sentence in sorted({self.scene.sentence(at) for at in actor.seen}):
                found.setdefault(sentence, []).append(actor)
        return found

    def actors_in(self, sentence: int) -> list[Actor]:
        """List who is told of in a sentence, in the order of the story; the list is not to be changed."""
        return self._present.get(sentence, [])

    def places_in(self, sentence: int) -> list[Place]:
        """List the places of a sentence in reading order; the list is not to be changed."""
        return self._places_by_sentence.get(sentence, [])

    def dates_in(self, sentence: int) -> list[When]:
        """List the dates of a sentence; the list is not to be changed."""
        return self._dates_by_sentence.get(sentence, [])

    def mentions_in(self, sentence: int) -> list[Mention]:
        """List the offices of a sentence in reading order; the list is not to be changed."""
        return self._mentions_by_sentence.get(sentence, [])

    @cached_property
    def _places_by_sentence(self) -> dict[int, list[Place]]:
        return _by_sentence(self.scene, self.places)

    @cached_property
    def _dates_by_sentence(self) -> dict[int, list[When]]:
        return _by_sentence(self.scene, self.dates)

    @cached_property
    def _mentions_by_sentence(self) -> dict[int, list[Mention]]:
        return _by_sentence(self.scene, self.mentions)

    @cached_property
    def recalled(self) -> dict[int, bool]:
        """What is known so far of the sentences that look back; looking_back.py fills it."""
        return {}

    def locations(self, country: str) -> list[Place]:
        """List where the text puts somebody in this country; the dateline is the newsroom's, not the
        host's.
        """
        return [
            place
            for place in self.places
            if place.country == country
            and place.is_location
            and place is not self.dateline
            and not self._is_invited_to(place)
            and not self._is_returned_to(place)
        ]

    def _is_invited_to(self, place: Place) -> bool:
        """ "An invitation to Seoul"."""
        before = self.scene.ending(place.first, "invite_next")
        return before is not None and self.scene.same_sentence(before.first, place.first)

    def _is_returned_to(self, place: Place) -> bool:
        """ "The delegation returned to Baghdad": where it is at home."""
        scene = self.scene
        sentence = scene.sentence(place.first)
        travels = scene.within(sentence, "travel")  # "барып қайтты": went and came back
        left = [
            span
            for span in (scene.within(sentence, "leave") if place.is_goal else ())
            if not any(one.first <= span.first < one.last for one in travels)
        ]
        reach = 0 if scene.head_last else _RETURN
        return any(
            span.value == "done" and 0 <= scene.onward(span, place.first, place.last) <= reach
            for span in left
        )


def leg_at(story: Story, at: int, countries: Collection[str]) -> str | None:
    """Give the one of these countries in which a tour is where the word at `at` stands."""
    legs = [
        place
        for place in story.places
        if place.is_location and place.first < at and place.country in countries
    ]
    if not legs and story.dateline is not None and story.dateline.country in countries:
        return story.dateline.country
    here = [place for place in legs if story.scene.sentence(place.first) == story.scene.sentence(at)]
    return (here or legs)[-1].country if legs else None


def _by_sentence(scene: Scene, told: Sequence[_Told]) -> dict[int, list[_Told]]:
    found: dict[int, list[_Told]] = {}
    for one in told:
        if one.first < len(scene.tokens):
            found.setdefault(scene.sentence(one.first), []).append(one)
    return found
