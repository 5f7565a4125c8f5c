"""Who is only met ("in Lima he met with Prosecutor General …; later he flew to Quito"), and who receives."""

from __future__ import annotations

from bot.reading.people.actors import Actor
from bot.reading.people.host_places import host_verb
from bot.reading.people.hosts import stands_with
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene


def is_met_before(scene: Scene, actor: Actor, span: Span) -> bool:
    """Tell whether somebody stands as the object of a meeting before a word of travel that goes on behind
    "and" or a semicolon, and so is not his; "with Krasnov, who arrived", "with Ortega visiting" make it his.
    """
    if scene.head_last:
        return False
    met = [one for one in scene.within(scene.sentence(span.first), "meet") if one.last <= span.first]
    return bool(met) and any(
        met[0].last <= first and last <= span.first and _is_object(scene, first, last, span)
        for first, last in _places(scene, actor, span)
    )


def is_only_met(scene: Scene, actor: Actor, sentence: int) -> bool:
    """ "There she signed with Shved": whoever is met takes no sentence from whom the story is about."""
    held = {mention.name.first: mention.first for mention in actor.mentions if mention.name is not None}
    here = [name for name in actor.names if scene.sentence(name.first) == sentence]
    return bool(here) and all(
        stands_with(scene, name) or scene.is_led_by(min(held.get(name.first, name.first), name.first), "with")
        for name in here
    )


def _places(scene: Scene, actor: Actor, span: Span) -> list[tuple[int, int]]:
    """List where somebody stands in the sentence of a word: from the first of office and name on."""
    held = {mention.name.first: mention.first for mention in actor.mentions if mention.name is not None}
    return [
        (min(held.get(name.first, name.first), name.first), name.last)
        for name in actor.names
        if scene.same_sentence(name.first, span.first)
    ]


def _is_object(scene: Scene, first: int, last: int, span: Span) -> bool:
    start = first
    while start > 0 and (scene.says(start - 1, "article") or scene.says(start - 1, "possessive")):
        start -= 1
    if scene.ending(start, "accompany") is not None:
        return False  # "together with his colleagues from Oman, …, and Qatar, …"
    if not (scene.says(start - 1, "with") or scene.ending(start, "meet") is not None):
        return False
    between = range(last, span.first)
    goes_on = any(";" in scene.document.gap(at - 1) or scene.says(at, "and") for at in (*between, span.first))
    return goes_on and not any(scene.says(at, "clause") for at in between)


def stands_behind_place(story: Story, actor: Actor, span: Span) -> bool:
    """ "Bulunduğu Lahey'de bugün Aliyev'le görüştü": where verbs stand last, the word tells of the place
    behind it who is there, and not of whom he meets.
    """
    scene = story.scene
    if not scene.head_last or any(
        at < span.first and scene.same_sentence(at, span.first) for at in actor.seen
    ):
        return False
    return any(place.is_location and place.first == span.last for place in story.places)


def who_receives(story: Story, span: Span) -> Actor | None:
    """ "In the presence of Gutsan, who welcomed the guest": whoever stands before the "who"; and of "được
    Tổng Công tố Gutsan tiếp", "wurde gestern in Berlin von Generalbundesanwalt Frank empfangen" whoever
    stands between the passive and its verb.
    """
    scene, at = story.scene, span.first - 1
    here = story.actors_in(scene.sentence(span.first))
    for actor in here:
        stands = _places(scene, actor, span)
        if any(_is_agent(story, first, last, span) for first, last in stands):
            return actor
    if at <= 0 or not scene.says(at, "clause") or not scene.same_sentence(at, span.first):
        return None
    return next((actor for actor in here if any(name.last == at for name in actor.names)), None)


def received_by(story: Story, span: Span) -> Actor | None:
    """ "Hosted by Georgia's prosecutor general, the forum brought together …": whoever stands behind "by"."""
    scene, at = story.scene, span.last
    if at < len(scene.tokens) and scene.says(at, "by"):
        at += 1
    elif not scene.says(at - 1, "by"):
        return None
    at += at < len(scene.tokens) and scene.says(at, "article")
    here = story.actors_in(scene.sentence(span.first))
    return next((actor for actor in here if any(one.first == at for one in actor.mentions)), None)


def _is_agent(story: Story, first: int, last: int, span: Span) -> bool:
    """Tell whether somebody stands right before a verb, behind its passive or behind "by"."""
    scene = story.scene
    owned = last + 1 == span.first and scene.says(last, "owned")  # "受到总检察长的接待"
    if not (last == span.first or owned) or not first:
        return False
    first = next((place.first for place in story.places if place.last == first), first)
    if scene.says(first - 1, "passive"):
        return True
    start, _ = scene.document.sentences[scene.sentence(span.first)]
    return scene.is_led_by(first, "by") and any(scene.says(at, "passive") for at in range(start, first))


def is_place_the_host(story: Story, country: str, span: Span) -> bool:
    """ "Dili hosts the guest"; not "…, Prosecutor of Oman, was hosted", "a pact with Dili welcomed"."""
    return any(
        place.country == country
        and _is_subject(story, place, span)
        and story.scene.document.gap(place.last - 1).strip() != ","
        for place in story.places_in(story.scene.sentence(span.first))
    )


def _is_subject(story: Story, place: Place, span: Span) -> bool:
    """Tell whether a word of receiving has a place for its subject, days between them or not."""
    scene = story.scene
    beside = place.last == span.first and span.kind == "receive" and not scene.is_led_by(place.first, "with")
    if beside and (scene.says(span.first, "article") or not scene.says(span.first, "passive")):
        return True  # and not "lawyers from Panama were received"
    return host_verb(scene, place, story.mentions) == span
