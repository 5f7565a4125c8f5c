"""Places that go without a name: "our country", "here", "at the Prosecutor General's Office"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.model import Article
from bot.reading.people.mention import Mention
from bot.reading.places.echoes import whereabouts
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.words.cases import case_of_noun
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene


def at_home(article: Article, scene: Scene, named: Sequence[Place]) -> list[Place]:
    """List where a story speaks of the newsroom's own country, if that is known."""
    home = article.publisher_country or scene.language.options.get("home")
    if not home:
        return []
    other = {span.last for span in scene.of("idle")}  # "bu ölkədə", in that country
    told = [s for s in scene.of("our_country") if s.last not in other and _is_of_journey(scene, s)]
    abroad = any(place.is_location and place.country != home for place in named)
    if abroad and not (article.publisher_country or scene.head_last):
        return []  # a newsroom of that language abroad, whose country is its own
    ours = [
        Place(str(home), None, span.first, span.last, True, is_goal=goal)
        for span in told
        for located, goal in [whereabouts(scene, span)]
        if located
    ]
    if ours or not scene.head_last or any(place.is_location for place in named):
        return ours
    return _our_office(scene, str(home))


def _is_of_journey(scene: Scene, span: Span) -> bool:
    """Tell "came to our country" from what somebody says of his own."""
    deeds = ("travel", "visit", "coming", "receive", "guest")
    formed = scene.head_last or scene.says(span.first, "place")  # "ölkəmizə": a form that says so
    shown = formed or bool(scene.within(scene.sentence(span.first), *deeds))
    return shown and not scene.is_quoted(span.first)


def of_newsroom(article: Article, scene: Scene) -> Scene:
    """Let 我国 be the country of the newsroom, not that of the language."""
    home = article.publisher_country
    if not home or not scene.language.words("own_country"):
        return scene
    spans = tuple(
        span._replace(value=home)
        if span.kind == "country" and scene.says(span.first, "own_country") and span.value != home
        else span
        for span in scene.spans
    )
    return replace(scene, spans=spans)


def with_unnamed(story: Story) -> Story:
    """Add the places of "here" and of a service's own premises to those of a story."""
    return _with_visited(_with_premises(_with_here(story)))


def _our_office(scene: Scene, home: str) -> list[Place]:
    """ "Baş Prokurorluqda görüş keçirilib", and no other place in the whole story: it happens at home."""
    return [
        Place(home, None, span.first, span.first, True)
        for span in scene.of("body")
        if case_of_noun(scene, span.last - 1, ("place",))
        and scene.within(scene.sentence(span.first), "meet", "receive")
    ]


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


def _with_visited(story: Story) -> Story:
    """Let a service be a place where a verb of visiting has it for its object: "visited the Polish
    Prosecutor General's Office".
    """
    scene = story.scene
    told = {place.country for place in story.places if place.is_location}
    found = [
        Place(mention.country, None, mention.first, mention.first, True)
        for mention in (() if scene.head_last else story.mentions)
        if mention.kind == "body" and mention.country and not mention.flags
        and mention.country not in told and _is_visited(scene, mention.first)
    ]  # fmt: skip
    return replace(story, places=sorted([*story.places, *found], key=lambda place: place.first))


def _is_visited(scene: Scene, first: int) -> bool:
    while first > 0 and (scene.says(first - 1, "article") or scene.says(first - 1, "before_office")):
        first -= 1
    verb = scene.ending(first, "travel")
    return verb is not None and scene.same_sentence(verb.first, first)


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
