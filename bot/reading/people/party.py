"""Whose prosecutor somebody is by the party that he came with, or by the state that he stands for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_REPRESENTED = 4  # tokens between a country and the word that somebody represents it
_SENT = 1  # tokens between a service and its delegation
_MEMBER = 14  # tokens from a delegation to one of its members


def represented(scene: Scene, actor: Actor, places: Sequence[Place]) -> str | None:
    """ "Russia is represented there by Prosecutor General …": a country beside the word is his."""
    here = {scene.sentence(at) for at in actor.seen}
    if (country := _came_from(scene, actor, places)) is not None:
        return country
    for span in scene.of("represent"):
        beside = [
            place
            for place in places
            if scene.sentence(place.first) in here
            and scene.same_sentence(place.first, span.first)
            and (
                max(place.first - span.last, span.first - place.last) <= _REPRESENTED
                or _is_of_last_verb(scene, min(actor.seen), place, span)
            )
        ]
        if beside:
            return min(beside, key=lambda place: abs(place.first - span.first)).country
    return None


def _is_of_last_verb(scene: Scene, first: int, place: Place, span: Span) -> bool:
    """ "Gürcistan ise toplantıda Başsavcı Yardımcısı … tarafından temsil ediliyor": the verb stands last."""
    return scene.head_last and place.last <= first < span.first and first - place.last <= _REPRESENTED


def _came_from(scene: Scene, actor: Actor, places: Sequence[Place]) -> str | None:
    """ "From Serbia came the deputy prosecutor …": the country he has come from is his."""
    first = min(actor.seen)
    for place in places:
        led = place.city is None and place.first > 0 and scene.says(place.first - 1, "from")
        if led and scene.same_sentence(place.first, first) and 0 < first - place.last <= _REPRESENTED:
            came = scene.within(scene.sentence(first), "travel")
            if any(place.last <= span.first < first for span in came):
                return place.country
    return None


def of_party(scene: Scene, actor: Actor, places: Sequence[Place]) -> str | None:
    """ "The Albanian delegation included Prosecutor General …": the country of the delegation is his."""
    first = min(actor.seen)
    for span in scene.within(scene.sentence(first), "delegation"):
        from_ = next((p for p in places if p.is_adjective and _is_beside(span, p)), None)
        if from_ is None:
            continue
        if 0 <= first - span.last <= _MEMBER and not _is_met(scene, span, first):
            return from_.country
        if first < span.first and any(scene.says(at, "leads") for at in range(from_.first - 2, from_.first)):
            return from_.country  # "Dolovac, who leads the Serbian delegation"
    return None


def host_by_services(
    scene: Scene, people: Sequence[Actor], places: Sequence[Place], home: str | None
) -> str | None:
    """ "The deputy prosecutor general met a delegation of China's Procuratorate … told of the work of the
    Kazakh prosecution", in a newsroom of neither country: of two services the one that sent no party is his.
    """
    if any(place.country == home for place in places):
        return None
    bodies = [m for one in people for m in one.mentions if m.kind == "body" and m.country]
    sent = {m.country for m in bodies if any(_sends(span, m) for span in scene.of("delegation"))}
    others = {m.country for m in bodies} - sent
    return others.pop() if len(sent) == len(others) == 1 else None


def _sends(party: Span, service: Mention) -> bool:
    return max(service.first - party.last, party.first - service.last) <= _SENT


def _is_beside(span: Span, place: Place) -> bool:
    return max(place.first - span.last, span.first - place.last) <= 0


def _is_met(scene: Scene, span: Span, first: int) -> bool:
    """Tell whether the words between make him somebody whom the delegation meets."""
    between = range(span.last, first)
    sentence = scene.sentence(first)
    deeds = scene.within(sentence, "meet", "receive", "sign", "travel")
    agent = any(scene.says(at, "by") and scene.ending(at + 1, "lead") is None for at in between)
    along = any(scene.says(at, "with") for at in between)
    return agent or along or any(deed.first in between for deed in deeds)
