"""Two heads of prosecution meet, and the story does not say where: one of them has come."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.subject import begins_with_he
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_HEAD = 3  # sentences in which a story says what it is about
_BEHIND = 5  # tokens from a guest's name to the journey that is told of him: ", who has come on an"
_DURING = 3  # tokens from "during" to the visit: "au cours de sa courte"
_OWNER = 6  # tokens from a visit to whose it is: "of the Japanese delegation"
_COME = ("now", "done")  # words of travel by which somebody is there
_APART = ("remote", "recall", "future", "invite_next", "negator", "unsure")


def heads_meet(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """Tell of "Prosecutor General … met with Prosecutor General … of Slovenia" at the head of a story that
    knows no place.

    Who receives a guest is told of as a host, so that the one who is named first is taken for the guest; of
    "… and …, prosecutors general of Kyrgyzstan and Azerbaijan" the first is at home, as a list begins.
    """
    scene = story.scene
    first, last = 0, scene.document.lead + _HEAD
    lower = one.visitor.grade == "deputy" and story.newsroom == one.host  # who comes to see the head at home
    ranks = one.visitor.grade == "head" or lower
    if not first <= sentence < last or not ranks or scene.within(sentence, *_APART):
        return False
    at_home = _is_behind_own(story, one, sentence)
    if not (one.visitor.names or at_home):
        return False
    if one.on_line:
        return False
    met = [
        span for span in scene.within(sentence, "meet", "sign") if span.kind == "meet" or span.value == "done"
    ]
    others = [actor for actor in hosts if actor.grade == "head"]
    if not met or not others or _is_told(story, one, last):
        return False
    if lower:
        return not scene.within(sentence, "sidelines")
    is_first = _place_in(story, one.visitor, sentence) < min(
        _place_in(story, actor, sentence) for actor in others
    )
    if at_home or _is_before_other(story, one, sentence):
        return at_home
    return is_first != all(_is_listed(story, actor, sentence) for actor in (one.visitor, *others))


def _is_behind_own(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Jaksa Agung RI dan Jaksa Agung Singapura menandatangani …" in an Indonesian paper: whoever stands
    behind the newsroom's own head and "and" is the guest.
    """
    return story.newsroom == one.host and _is_pair(story, one.host, one.country, sentence)


def _is_before_other(story: Story, one: Candidate, sentence: int) -> bool:
    return story.newsroom == one.country and _is_pair(story, one.country, one.host, sentence)


def _is_pair(story: Story, own: str, other: str, sentence: int) -> bool:
    """Tell whether a sentence has the heads of two countries for its subject, joined by "and"."""
    scene = story.scene
    heads = [one for one in story.mentions_in(sentence) if one.is_head_like]
    if scene.head_last or len(heads) < 2 or heads[0].country not in (own, None):
        return False
    if heads[1].country != other:
        return False
    last = max(heads[0].last, heads[0].name.last if heads[0].name else 0)
    between = range(last, heads[1].first)
    joined = any(scene.says(at, "and") for at in between)
    return joined and all(scene.says(at, "and") or scene.says(at, "article") for at in between)


def _is_listed(story: Story, actor: Actor, sentence: int) -> bool:
    """Tell of whom the sentence speaks in a list of names with one plural for their office."""
    return any(
        mention.name is not None
        and mention.first == mention.name.first
        and story.scene.sentence(mention.first) == sentence
        for mention in actor.mentions
    )


def meets_on_journey(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """ "During its stay the delegation of the service worked with officials of the Supreme Prosecution of
    Japan": who is told of first has come, where the story puts nobody into another country.
    """
    scene = story.scene
    if not hosts or not scene.within(sentence, "during") or scene.within(sentence, *_APART):
        return False
    elsewhere = any(place.is_location and place.country != one.host for place in story.places)
    first = min(story.actors_in(sentence), key=lambda actor: _place_in(story, actor, sentence))
    countries = {actor.country for actor in story.actors_in(sentence) if actor.country} | {one.country}
    if elsewhere or first.country != one.country or countries != {one.country, one.host}:
        return False
    return any(
        0 <= visit.first - during.last <= _DURING and not _is_of_host(story, one, visit)
        for during in scene.within(sentence, "during")
        for visit in scene.within(sentence, "visit", "travel")
    ) and bool(scene.within(sentence, "meet", "receive", "sign"))


def stands_beside(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """ "The DPP of Mauritius opened the conference. He was flanked by …, and the DPP of Uganda": beside the
    host, at an event of which the story tells before, where it puts nobody abroad.
    """
    scene = story.scene
    along = scene.within(sentence, "accompany")
    if not along or one.visitor.grade != "head" or not one.visitor.names or one.inferred:
        return False
    if scene.within(sentence, *_APART):
        return False
    heads = [_place_in(story, host, sentence) for host in hosts if host.grade == "head"]
    if begins_with_he(story, scene.document.sentences[sentence][0]):
        heads.append(scene.document.sentences[sentence][0])
    guest = _place_in(story, one.visitor, sentence)
    beside = any(
        min(heads, default=guest) < span.first < guest for span in scene.within(sentence, "accompany")
    )
    if not beside or any(place.is_location and place.country != one.host for place in story.places):
        return False
    before = range(sentence + 1)
    own = any(actor.grade == "head" and actor.country == one.host for actor in story.actors)
    at_home = bool(one.locations) or story.home == one.host
    return own and at_home and any(scene.within(at, "event") for at in before)


def _is_of_host(story: Story, one: Candidate, visit: Span) -> bool:
    """ "During the visit of the Japanese delegation": others have come."""
    near = range(visit.last, visit.last + _OWNER)
    return any(place.first in near and place.country == one.host for place in story.places)


def guest_met(story: Story, sentence: int) -> Actor | None:
    """Tell of "Ciobanu met his counterpart from Armenia, Levon Hakobyan, who is on an official visit" which
    of the two heads has come: the one of whom a journey is told in passing, beside his name.
    """
    scene = story.scene
    met = scene.within(sentence, "meet", "receive", "sign")
    if not met or scene.within(sentence, *_APART):
        return None
    heads = sorted(
        (actor for actor in story.actors_in(sentence) if actor.grade == "head" and actor.country),
        key=lambda actor: _place_in(story, actor, sentence),
    )
    if len(heads) != 2 or heads[0].country == heads[1].country:
        return None
    host, guest = heads
    elsewhere = any(
        place.is_location and place.country != host.country for place in story.places_in(sentence)
    )
    return guest if not elsewhere and _is_told_to_come(story, guest, sentence, met) else None


def is_one_of_guests(story: Story, one: Candidate, sentence: int) -> bool:
    """ "In Astana Asylov held two meetings. With the prosecutor general of Qatar he signed …", "Two guests
    have come to Kyiv. …": of whom the sentence behind tells what they did with the host.
    """
    scene, before = story.scene, sentence - 1
    kinds = ("meet", "receive", "guest")
    there = any(place in one.locations for place in story.places_in(before)) if before >= 0 else False
    if not there or not scene.within(before, *kinds) or scene.within(sentence, *_APART):
        return False
    hosts = story.actors_in(before)
    if scene.within(before, *_APART) or any(actor.country != one.host for actor in hosts):
        return False
    come = scene.within(before, "guest") and scene.within(before, "travel") and not hosts
    own = (mention for mention in one.visitor.mentions if scene.sentence(mention.first) == sentence)
    return bool(come) or (bool(hosts) and any(scene.is_led_by(mention.first, "with") for mention in own))


def is_received_on(story: Story, one: Candidate, sentence: int) -> bool:
    """ "… In the afternoon received Anna Vardapetyan", "… In the evening Moldova's … was received": where the
    one who receives may be left out, he is of whom the sentence before tells, and at home where it happens.
    """
    scene, before = story.scene, sentence - 1
    received = scene.within(sentence, "receive") if scene.head_last and before >= 0 else []
    others = any(actor.grade and actor is not one.visitor for actor in story.actors_in(sentence))
    if not received or others or scene.within(sentence, *_APART):
        return False
    here = [name for name in one.visitor.names if scene.sentence(name.first) == sentence]
    passive = any(scene.says(at, "passive") for span in received for at in range(span.first, span.last))
    if not here or not (passive or any(name.case_name == "object" for name in here)):
        return False
    start = scene.document.sentences[sentence][1]
    places = [place for place in story.places if place.is_location and place.first < start]
    host = any(actor.grade == "head" and actor.country == one.host for actor in story.actors_in(before))
    there = any(scene.sentence(place.first) == before for place in one.locations)
    return bool(places) and places[-1].country == one.host and (host or there)


def _is_told_to_come(story: Story, guest: Actor, sentence: int, met: Sequence[Span]) -> bool:
    """Tell whether a word of travel stands right beside the one who is met: behind his name, or where verbs
    stand last between the host and him.
    """
    scene = story.scene
    journeys = [span for span in scene.within(sentence, "travel") if span.value in _COME]
    first = _place_in(story, guest, sentence)
    if scene.head_last:
        return any(span.last == first for span in journeys) and met[-1].first > first
    last = max(
        (name.last for name in guest.names if scene.sentence(name.first) == sentence), default=first + 1
    )
    return met[0].first < first and any(
        0 <= span.first - last <= _BEHIND and not any(scene.says(at, "and") for at in range(last, span.first))
        for span in journeys
    )


def _is_told(story: Story, one: Candidate, last: int) -> bool:
    """Tell whether the head of the story says where they met, whose party came, or that nobody did; a
    dateline of his own country leaves him at home.
    """
    scene = story.scene
    here = [place for place in story.places if scene.sentence(place.first) < last]
    parties = [span for span in scene.of("delegation") if scene.sentence(span.first) < last]
    theirs = any(
        place.country == one.host and (place.last == party.first or 0 <= place.first - party.last <= 1)
        for place in here
        for party in parties
    )
    calls = any(scene.sentence(span.first) < last for span in scene.of("remote"))
    at_home = story.dateline is not None and story.dateline.country == one.country
    return theirs or calls or at_home or any(place.is_location for place in here)


def _place_in(story: Story, actor: Actor, sentence: int) -> int:
    return min(at for at in actor.seen if story.scene.sentence(at) == sentence)
