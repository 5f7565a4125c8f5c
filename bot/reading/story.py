"""One article with everything found in it: the stage on which visits are looked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from bot.model import Article
from bot.reading.actors import Actor, actors
from bot.reading.allegiance import settle
from bot.reading.bare_names import bare_names
from bot.reading.calendar_words import months
from bot.reading.caseless import is_caseless, unmarked
from bot.reading.cases import case_of_noun
from bot.reading.dates import dates
from bot.reading.echoes import with_same_country
from bot.reading.homonyms import nouns_settled, verbs_settled
from bot.reading.hosted import hosted
from bot.reading.lexicon import Language, is_spaceless
from bot.reading.mention import Mention
from bot.reading.names import Name
from bot.reading.offices import OfficeFinder
from bot.reading.places import Place, places
from bot.reading.plurals import PluralFinder
from bot.reading.scene import Scene
from bot.reading.spaceless import in_words
from bot.reading.spoken_of import spoken_of
from bot.reading.tokens import Document, document
from bot.reading.when import Today, When

# Without a word of these kinds no evidence of a visit can be found.
_STIRRING = (
    "travel",
    "visit",
    "receive",
    "invite",
    "delegation",
    "attend",
    "leave",
    "guest",
    "hosting",
    "meet",
    "sign",
)
# Words of these kinds are never part of a person's name.
_NOT_NAMES = (
    "office", "deputy_office", "office_plural", "role", "body", "counterpart", "travel",
    "agreement", "deputy", "envoy", "acting",
    "former", "international", "meet", "receive", "attend", "sign", "topic", "country", "adjective", "decoy",
)  # fmt: skip


_COPIED = timedelta(days=3)  # how much later a story is printed by others
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
        place = next((place for place in self.places if start <= place.first < start + 3), None)
        if place is None or place.is_location or place.is_adjective:
            return None
        name = self.scene.text(place.first, place.last)
        shouted, leads_in = name.isupper() and len(name) > 3, self._leads_in(place.last)
        if sentence > self.scene.document.title_sentences:
            behind = self.scene.text(place.last, min(place.last + 2, end)) if place.last < end else ""
            dated = any(map(str.isdigit, behind))
            return place if shouted and (leads_in or dated) else None
        alone = end - place.last <= 6 and not self.scene.within(sentence, "travel", "visit", "office", "meet")
        return place if shouted or alone or leads_in else None

    def _leads_in(self, index: int) -> bool:
        """Tell whether only dates and agencies stand between a place and the dash that opens the story."""
        for at in range(index, min(index + _DATELINE, len(self.scene.tokens))):
            gap = self.scene.document.gap(at - 1)
            if " –" in gap or " —" in gap or " -" in gap or ": " in gap:
                return True
            token = self.scene.tokens[at]
            small = token.text.islower() and token.folded not in months(self.scene.language.code)
            if small or any(mark in gap for mark in ";!?"):
                return False
        return False

    @cached_property
    def home(self) -> str | None:
        """The country from which the story is told, as far as it shows."""
        if told := self.article.publisher_country or self.scene.language.options.get("home"):
            return str(told)
        if self.dateline:
            return self.dateline.country
        return next(
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
                and timedelta() < self.today.day - when.start <= _COPIED
            ):
                return Today(when.start)
        return self.today

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

    @cached_property
    def recalled(self) -> dict[int, bool]:
        """What is known so far of the sentences that look back; prominence.py fills it."""
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
            and self.scene.ending(place.first, "invite_next") is None  # "an invitation to Seoul"
        ]


def leg_at(story: Story, at: int, countries: Collection[str]) -> str | None:
    """Give the one of these countries in which a tour is where the word at `at` stands."""
    legs = [
        place
        for place in story.places
        if place.is_location and place.first < at and place.country in countries
    ]
    here = [place for place in legs if story.scene.sentence(place.first) == story.scene.sentence(at)]
    return (here or legs)[-1].country if legs else None


def tell(article: Article, language: Language, today: Today) -> Story:
    """Read an article's words in one language."""
    return told(article, scan(article, language), today)


def scan(article: Article, language: Language) -> Scene:
    """Split an article into words and find those that the pack knows."""
    text = document(
        article.title, article.text, language.abbreviations, language.clitics, language.keeps_marks
    )
    if is_spaceless(language.options):
        return _in_words(text, language)
    spans = verbs_settled(text, language, language.lexicon.scan(text))
    return Scene(text, language, tuple(nouns_settled(text, language, spans)))


def _in_words(letters: Document, language: Language) -> Scene:
    words, spans = in_words(letters, language)
    return Scene(words, language, spans)


def is_stirring(scene: Scene) -> bool:
    """Tell whether anybody goes, comes, meets or is met at all; court news can be left there."""
    return any(scene.of(kind) for kind in _STIRRING)


def _places_and_people(scene: Scene) -> tuple[list[Place], list[Name]]:
    """A lone word that is part of a longer name elsewhere is no town: Жданов is a man where Михаил
    Жданов is.
    """
    known = {index for span in scene.of(*_NOT_NAMES) for index in range(span.first, span.last)}
    where = with_same_country(scene, places(scene))
    find = unmarked if is_caseless(scene) else bare_names
    who = find(scene, frozenset(known | _covered(where)))
    borne = {key for name in who if len(name.keys) > 1 for key in name.keys}
    towns = [place for place in where if not _is_borne(scene, place, borne)]
    return (
        (where, who) if len(towns) == len(where) else (towns, find(scene, frozenset(known | _covered(towns))))
    )


def _covered(where: Sequence[Place]) -> set[int]:
    return {index for place in where for index in range(place.first, place.last)}


def _is_borne(scene: Scene, place: Place, borne: set[str]) -> bool:
    bare = place.city is not None and not place.is_location and not place.is_adjective
    return bare and place.last - place.first == 1 and scene.tokens[place.first].folded in borne


def _with_here(story: Story) -> Story:
    """Let "here" stand for the place of the dateline: "talks were held here on Monday"."""
    line, scene = story.dateline, story.scene
    if line is None or not scene.language.words("here"):
        return story
    here = [
        replace(line, first=index, last=index + 1, is_location=True)
        for index in range(line.last, len(scene.tokens))
        if scene.says(index, "here") and not scene.is_quoted(index)
    ]
    return replace(story, places=sorted([*story.places, *here], key=lambda place: place.first))


def _our_country(article: Article, scene: Scene) -> list[Place]:
    """ "Arrived in our country": where the newsroom is, if that is known."""
    home = article.publisher_country or scene.language.options.get("home")
    return [Place(str(home), None, span.first, span.last, True) for span in scene.of("our_country") if home]


def _with_premises(story: Story) -> Story:
    """Let "at the Prosecutor General's Office" be a place where two heads meet: that of the newsroom's own
    or, where it is not known, of the one named first.
    """
    found = [place for mention in story.mentions if (place := _premises(story, mention)) is not None]
    return replace(story, places=sorted([*story.places, *found], key=lambda place: place.first))


def _premises(story: Story, mention: Mention) -> Place | None:
    scene = story.scene
    sentence, before = scene.sentence(mention.first), mention.first - 1
    if mention.kind != "body" or mention.country or not scene.within(sentence, "meet", "receive"):
        return None
    while before > 0 and scene.says(before, "article"):
        before -= 1
    if before < 0 or not scene.says(before, "place") or not scene.same_sentence(before, mention.first):
        return None
    heads = [actor.country for actor in story.actors_in(sentence) if actor.grade and actor.names]
    told_from = story.article.publisher_country or (story.dateline.country if story.dateline else None)
    host = told_from if told_from in heads else next(iter(heads), None)
    if host is None or len(set(heads)) < 2:
        return None
    return Place(host, None, mention.first, mention.last, True)


def _our_office(article: Article, scene: Scene) -> list[Place]:
    """ "Baş Prokurorluqda görüş keçirilib", and no other place in the whole story: it happens at home."""
    home = article.publisher_country or scene.language.options.get("home")
    if not home or not scene.head_last:
        return []
    return [
        Place(str(home), None, span.first, span.first, True)
        for span in scene.of("body")
        if case_of_noun(scene, span.last - 1, ("place",))
        and scene.within(scene.sentence(span.first), "meet", "receive")
    ]


def _without_dated(scene: Scene, found: Sequence[When]) -> Scene:
    """The "đến" of "20 đến 27/7" tells no journey."""
    inside = {at for when in found for at in range(when.first + 1, when.last)}
    dated = [span for span in scene.of("travel") if inside.issuperset(range(span.first, span.last))]
    return replace(scene, spans=tuple(span for span in scene.spans if span not in dated)) if dated else scene


def told(article: Article, scene: Scene, today: Today) -> Story:
    """The same, for an article already scanned."""
    where, who = _places_and_people(scene)
    ours = _our_country(article, scene) or (
        [] if any(p.is_location for p in where) else _our_office(article, scene)
    )
    where = sorted([*where, *ours], key=lambda place: place.first)
    singles = OfficeFinder(scene, where, who).mentions()
    mentions = sorted(
        [*singles, *PluralFinder(scene, where, who).mentions(singles)], key=lambda mention: mention.first
    )
    where = sorted([*where, *hosted(scene, mentions, where)], key=lambda place: place.first)
    story = Story(article, scene, where, who, mentions, actors(mentions, who), today, ())
    story = _with_premises(_with_here(story))
    found = dates(scene, today)
    if (writing := story.day_of_writing(found)) != today:
        found = dates(scene, writing)
    people = spoken_of(scene, story.actors, where)
    return replace(
        story,
        scene=_without_dated(scene, found),
        dates=found,
        actors=settle(scene, people, [p for p in story.places if p is not story.dateline], story.home),
    )
