"""Sets the stage: an article's words, places, people, offices and dates become a story."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.heads import NOBODY, Heads
from bot.model import Article
from bot.reading.dates.finding import dates
from bot.reading.dates.when import Today, When
from bot.reading.names.bare_names import bare_names
from bot.reading.names.caseless import is_caseless, unmarked
from bot.reading.names.headlines import without_headline_words, without_newsrooms
from bot.reading.names.name_runs import is_within_name
from bot.reading.names.other_scripts import foreign_words
from bot.reading.names.persons import Name
from bot.reading.names.surnames import is_behind_name
from bot.reading.people.absent_guests import with_absent
from bot.reading.people.actors import actors
from bot.reading.people.allegiance import settle
from bot.reading.people.bearers import with_bearers, with_own_parties
from bot.reading.people.colleagues import with_colleagues
from bot.reading.people.councils import with_councils
from bot.reading.people.courts import of_courts
from bot.reading.people.delegates import with_delegates
from bot.reading.people.double_offices import with_one_holder
from bot.reading.people.foretold import with_foretold
from bot.reading.people.home_officials import with_home_officials
from bot.reading.people.host_places import with_hosts
from bot.reading.people.hosted import hosted
from bot.reading.people.known_heads import recognise
from bot.reading.people.likewise import likewise, with_equals
from bot.reading.people.local_staff import with_local_staff
from bot.reading.people.mention import Mention
from bot.reading.people.minister_heads import with_minister_heads
from bot.reading.people.nameless_heads import with_nameless_head
from bot.reading.people.office_countries import without_offices
from bot.reading.people.offices import OfficeFinder
from bot.reading.people.own_deputies import own_deputies
from bot.reading.people.own_heads import with_own_heads
from bot.reading.people.plurals import PluralFinder
from bot.reading.people.short_titles import called_short
from bot.reading.people.spoken_of import introduced, spoken_of
from bot.reading.people.unnamed_places import at_home, of_newsroom, with_unnamed
from bot.reading.places.echoes import with_same_country
from bot.reading.places.event_towns import with_event_towns
from bot.reading.places.finding import places
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.tours import toured
from bot.reading.words.glued import unglued
from bot.reading.words.homonyms import nouns_settled, verbs_settled
from bot.reading.words.lexicon import Language, is_spaceless
from bot.reading.words.ministers import ministers_settled
from bot.reading.words.scene import Scene
from bot.reading.words.short_states import with_short_states
from bot.reading.words.spaceless import in_words
from bot.reading.words.tokens import document
from bot.reading.words.turns import turned

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
    "awaits",
    "coming",
    "meet",
    "sign",
    "remarks",
)
_EVENT = 3  # sentences of a story in which an event is news: "… told the conference that"
_PARTIES = (("send", "learns"), ("personnel", "staff"))  # people who are sent somewhere, or taught there
# Without one of these nobody of the story can be a prosecutor.
_OFFICES = ("office", "deputy_office", "office_plural", "deputies", "body", "counterpart")
# Words of these kinds are never part of a person's name.
_NOT_NAMES = (
    "office", "deputy_office", "office_plural", "deputies", "role", "body", "counterpart", "travel", "visit",
    "agreement", "deputy", "envoy", "acting", "subnational",
    "former", "international", "meet", "receive", "attend", "sign", "topic", "country", "adjective", "decoy",
)  # fmt: skip


def tell(article: Article, language: Language, today: Today) -> Story:
    """Read an article's words in one language."""
    return told(article, scan(article, language), today)


def scan(article: Article, language: Language, ministers: Collection[str] = ()) -> Scene:
    """Split an article into words and find those that the pack knows; `ministers` are the countries whose
    minister of justice heads prosecution.
    """
    text = document(
        article.title, article.text, language.abbreviations, language.clitics, language.keeps_marks
    )
    if is_spaceless(language.options):
        words, found = in_words(text, language)
        return Scene(words, language, tuple(ministers_settled(words, language, found, ministers)))
    text = unglued(text, language)
    plain = language.lexicon.scan(text)
    text = turned(text, language, plain)
    spans = with_short_states(text, language, plain)
    spans = verbs_settled(text, language, spans)
    spans = ministers_settled(text, language, nouns_settled(text, language, spans), ministers)
    return Scene(text, language, tuple(spans))


def is_stirring(scene: Scene) -> bool:
    """Tell whether anybody goes, comes, meets or is met at all; court news can be left there."""
    if any(scene.of(kind) for kind in _STIRRING) or all(scene.of(*kinds) for kinds in _PARTIES):
        return True
    head = range(min(scene.document.lead + _EVENT, len(scene.document.sentences)))
    return any(scene.within(sentence, "event") for sentence in head)


def names_office(scene: Scene) -> bool:
    """Tell whether any office of prosecution is named; the gate opens for words of all languages at once."""
    return any(scene.of(kind) for kind in _OFFICES) or any(
        span.value == "other_prosecutor" or scene.says(span.first, "heading") for span in scene.of("role")
    )  # "head of the Armenian prosecution"


def told(
    article: Article, scene: Scene, today: Today, heads: Heads = NOBODY, ministers: Collection[str] = ()
) -> Story:
    """The same, for an article already scanned; `heads` are known by name wherever they travel."""
    scene = of_newsroom(article, scene)
    where, who = _places_and_people(scene)
    where = with_event_towns(scene, where)
    where = sorted([*where, *at_home(article, scene, where)], key=lambda place: place.first)
    singles = _single(scene, OfficeFinder(scene, where, who).mentions())
    singles = of_courts(scene, with_own_heads(scene, singles, who))
    plurals = PluralFinder(scene, where, who)
    mentions = sorted(
        [*singles, *plurals.mentions(singles), *plurals.parties()], key=lambda mention: mention.first
    )
    mentions = list(with_minister_heads(scene, mentions, ministers))
    mentions = with_councils(scene, mentions, where)
    mentions = with_bearers(scene, list(with_one_holder(scene, list(with_equals(mentions)))), who)
    more = [*likewise(scene, mentions, who, where), *own_deputies(scene, mentions, who)]
    mentions = sorted([*mentions, *more], key=lambda mention: mention.first)
    mentions = with_delegates(scene, with_local_staff(scene, mentions, where), where)
    scene, mentions = with_absent(scene, mentions, where)
    where = without_offices(scene, mentions, where, who)
    where = with_hosts(scene, mentions, where)
    where = sorted([*where, *hosted(scene, mentions, where)], key=lambda place: place.first)
    story = Story(article, scene, where, who, mentions, (), today, ())
    mentions = with_own_parties(scene, with_colleagues(scene, mentions), story.newsroom)
    mentions = with_foretold(scene, mentions, story.newsroom)
    story = with_unnamed(replace(story, mentions=mentions, actors=actors(mentions, who)))
    if (home := story.newsroom) is not None:
        own = with_home_officials(scene, story.actors, mentions, story.places, home)
        story = replace(story, actors=own)
    found = _days(scene, today, where)
    if (writing := story.day_of_writing(found)) != today:
        found = _days(scene, writing, where)
    found = [when for when in found if not _is_town(story, when)]
    story = replace(story, places=toured(scene, story.places, found))
    people = spoken_of(scene, story.actors, where)
    year = writing.day.year if article.published or writing != today else None
    people = recognise(scene, people, heads, year)
    told_of = [place for place in story.places if place is not story.dateline]
    people = settle(scene, people, told_of, story.home)
    people = with_nameless_head(scene, people, mentions, where, article.publisher_country)
    people = introduced(scene, people)
    called_short(scene, people, mentions, where, story.newsroom)
    return replace(
        story,
        scene=_without_dated(scene, found),
        dates=found,
        today=writing if today.is_clock else today,
        actors=people,
    )


def _days(scene: Scene, today: Today, where: Sequence[Place]) -> list[When]:
    """Find the dates; Santo Domingo is no Sunday."""
    named = _covered([place for place in where if place.last - place.first > 1])
    return [when for when in dates(scene, today) if not named.issuperset(range(when.first, when.last))]


def _single(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Drop the "Tổng Chưởng lý" out of "các Tổng Chưởng lý", who are several."""
    inside = {at for span in scene.of("office_plural") for at in range(span.first + 1, span.last)}
    several = {at for span in scene.of("deputies") for at in range(span.first, span.last)}
    return [
        mention
        for mention in mentions
        if not (mention.is_head_like and mention.first in inside) and mention.first not in several
    ]


def _is_town(story: Story, when: When) -> bool:
    """ "در دوشنبه": where somebody is in Dushanbe it is no Monday."""
    return when.is_relative and any(
        place.city and place.is_location and (place.first, place.last) == (when.first, when.last)
        for place in story.places
    )


def _without_dated(scene: Scene, found: Sequence[When]) -> Scene:
    """The "đến" of "20 đến 27/7" tells no journey."""
    inside = {at for when in found for at in range(when.first + 1, when.last)}
    dated = [span for span in scene.of("travel") if inside.issuperset(range(span.first, span.last))]
    return replace(scene, spans=tuple(span for span in scene.spans if span not in dated)) if dated else scene


def _places_and_people(scene: Scene) -> tuple[list[Place], list[Name]]:
    """A lone word that is part of a longer name elsewhere is no town: Жданов is a man where Михаил
    Жданов is.
    """
    known = {
        index
        for span in scene.of(*_NOT_NAMES)
        if not (span.kind == "subnational" and is_behind_name(scene, span.first))
        and not is_within_name(scene, span)
        for index in range(span.first, span.last)
    }
    known.update(at for span in scene.of("honorific") for at in range(span.first + 1, span.last))  # Tan Sri
    known |= foreign_words(scene)
    where = with_same_country(scene, places(scene))
    find = unmarked if is_caseless(scene) else bare_names
    who = find(scene, frozenset(known | _covered(where)))
    borne = {key for name in who if len(name.keys) > 1 for key in name.keys}
    towns = [place for place in where if not _is_borne(scene, place, borne)]
    if len(towns) < len(where):
        where, who = towns, find(scene, frozenset(known | _covered(towns)))
    return where, without_newsrooms(scene, without_headline_words(scene, who))


def _covered(where: Sequence[Place]) -> set[int]:
    return {index for place in where for index in range(place.first, place.last)}


def _is_borne(scene: Scene, place: Place, borne: set[str]) -> bool:
    left = scene.ending(place.first, "leave") is not None  # "غادر الصور تونس": he left
    bare = place.city is not None and not place.is_adjective and (left or not place.is_location)
    return bare and place.last - place.first == 1 and scene.tokens[place.first].folded in borne
