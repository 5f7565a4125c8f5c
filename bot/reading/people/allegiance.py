"""Which state each prosecutor serves, where the words beside the name do not say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.reading.names.eastern_names import is_foreign
from bot.reading.people.actors import Actor
from bot.reading.people.companions import companion, follow, leader_of
from bot.reading.people.holders import joined, only_invites
from bot.reading.people.hosts import (
    at_home,
    is_called_on,
    is_guest_who_meets,
    is_met,
    receives,
    welcomes,
)
from bot.reading.people.party import host_by_services, of_party, represented
from bot.reading.people.shows import own_shows, shown
from bot.reading.people.stays import goes_to, returns_to
from bot.reading.people.tour_hosts import comes_home, met_on_tour
from bot.reading.people.unsaid import is_of_part, unsaid
from bot.reading.places.finding import is_person
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_INVITES = 4  # tokens from a country over its service or its head to "invitation"
_LOCAL = "-"  # stands for a part of a country where a pack says whose a title is


def settle(scene: Scene, people: Sequence[Actor], places: Sequence[Place], home: str | None) -> list[Actor]:
    """Join "South Africa's chief prosecutor" with the name that follows, then infer the countries still open.

    A prosecutor without a country is the newsroom's own (`home`). Where that place is taken, or the newsroom
    unknown, he is of the country that the story speaks of most without being there; last, of where it
    happens.
    """
    at_home(scene, people, home)
    settled = joined(scene, people, places, home)
    follow(scene, settled)
    for actor in settled:
        if not actor.names or actor.grade not in ("head", "deputy") or actor.country is not None:
            continue
        taken = _taken(settled, actor, home)
        if actor.known is not None:
            actor.guessed_country = None if actor.known in taken else actor.known
            actor.is_told = represented(scene, actor, places) == actor.known
            continue
        if is_of_part(scene, actor):
            actor.is_local = True
            continue
        if (along := companion(scene, settled, actor)) is not None:
            actor.guessed_country = along.country
            continue
        if (stop := met_on_tour(scene, settled, actor, places)) is not None and stop not in taken:
            actor.guessed_country = stop
            actor.is_guessed_from_place = True
            continue
        there = _around(scene, places, actor) if taken or is_called_on(scene, actor) else None
        told = _most(places, False, taken)
        invites = scene.head_last and bool(actor.mentions) and only_invites(scene, actor)
        met = receives(scene, actor) or is_met(scene, actor) or invites
        met = met or welcomes(scene, actor, places)
        host = _most(places, True, taken) if met else None
        stood_for = represented(scene, actor, places)
        leader = leader_of(scene, settled, actor)
        seems = stood_for or (leader and leader.country) or of_party(scene, actor, places)
        seems = seems or shown(scene, actor)
        seems = seems or returns_to(scene, actor, places) or comes_home(scene, settled, actor, places)
        if not (seems or host or home):
            seems = unsaid(scene, people, actor, places)
        if seems == _LOCAL:
            actor.is_local = True
            continue
        stage = _stage(places, home, taken) if _is_named_later(settled, actor) else None
        away = _is_presumed(scene, home) and (
            is_called_on(scene, actor) or not is_guest_who_meets(scene, actor)
        )
        written = is_foreign(scene, actor.names[0]) and _writes_as_its_language(scene, home)
        foreign = written or _is_told_of_abroad(scene, actor, places, home)
        own = host_by_services(scene, settled, places, home) or (None if foreign else home)
        near = (there, stage, own) if away else (own, there)
        shows = {span.value.split()[0] for span in own_shows(scene, actor)}
        first = (seems, host) if stood_for or shows else (host, seems)
        for country in (*first, *near, told, _most(places, True, taken)):
            if country is None or country in taken or (written and country == home):
                continue
            if country not in shows and goes_to(scene, actor, places, country, home):
                continue
            if not _is_lower_there(scene, actor, country):
                actor.guessed_country = country
                actor.is_told = country == stood_for
                actor.is_guessed_from_place = country not in (seems, home, told)
                actor.is_supposed = country not in (seems, home) and not (
                    _is_only_one_told(scene, settled, actor, places)
                    or any(
                        p.country == country and (scene.document.in_title(p.first) or is_person(scene, p))
                        for p in places
                    )
                )
                break
    return settled


def _writes_as_its_language(scene: Scene, home: str | None) -> bool:
    """Names in katakana are foreign in Tokyo, and those of its own people in the Japanese news of Hanoi."""
    options = scene.language.options
    return home is None or home == options.get("home") or home in options.get("same_names", ())


def _is_told_of_abroad(scene: Scene, actor: Actor, places: Sequence[Place], home: str | None) -> bool:
    """ "MPs of Mongolia ask why Prosecutor General … flew to Dubai", in a newsroom only presumed to be at
    home, of which the story says no word.
    """
    first = min(actor.seen)
    before = (p for p in places if p.first < first and scene.same_sentence(p.first, first))
    untold = all(place.country != home for place in places)
    if not (scene.head_last and untold and _is_presumed(scene, home)):
        return False
    return any(
        not place.is_location and place.city is None and not _is_of_inviter(scene, place) for place in before
    )


def _is_of_inviter(scene: Scene, place: Place) -> bool:
    """ "Laos Başsavcılığının daveti üzerine Başsavcı …": whose service invites him is not where he serves."""
    invited = scene.within(scene.sentence(place.first), "invite")
    return any(0 <= span.first - place.last <= _INVITES for span in invited)


def _is_only_one_told(scene: Scene, people: Sequence[Actor], actor: Actor, places: Sequence[Place]) -> bool:
    """ "MPs of Mongolia ask about the visit of Prosecutor General … to the Emirates": beside where he goes
    the story names one country, right where it names him.
    """
    others = {at for one in people for m in one.mentions if m.country for at in range(m.first, m.last)}
    told = [place for place in places if not place.is_location and not place.is_adjective]
    if any(place.first in others for place in told):
        return False
    here = any(scene.same_sentence(place.first, min(actor.seen)) for place in told)
    return here and len({place.country for place in told}) == 1


def _taken(people: Sequence[Actor], actor: Actor, home: str | None) -> set[str | None]:
    """List the countries that others serve; the newsroom's own deputy, named behind a head, leaves room."""
    served = (one for one in people if one.names and one.grade in ("head", "deputy"))
    return {
        one.country
        for one in served
        if one.grade == "head"
        or one.country != home
        or min(one.seen) < min(actor.seen)
        or actor.grade != "head"
    } - {None}


def _is_presumed(scene: Scene, home: str | None) -> bool:
    """Tell whether a newsroom is only presumed to be where its language is at home."""
    return home is not None and scene.language.options.get("home") == home


def _is_named_later(people: Sequence[Actor], actor: Actor) -> bool:
    """Tell of the second head of a story: the first whose country goes without saying is the newsroom's."""
    heads = [one for one in people if one.grade in ("head", "deputy") and one.names]
    return any(one.country and min(one.seen) < min(actor.seen) for one in heads)


def _stage(places: Sequence[Place], home: str | None, taken: set[str | None]) -> str | None:
    """Of a story between two other countries the second head is at home where it happens."""
    untold = bool(taken) and all(place.country != home for place in places)
    return _most(places, True, taken) if untold else None


def _is_lower_there(scene: Scene, actor: Actor, country: str) -> bool:
    """A German "Generalstaatsanwalt" serves one of the Länder, a foreign one may head the prosecution."""
    return country == scene.language.options.get("home") and any(
        scene.says(at, "lower_at_home")
        for mention in actor.mentions
        for at in range(mention.first, mention.last)
    )


def _around(scene: Scene, places: Sequence[Place], actor: Actor) -> str | None:
    """Where somebody is met who has no country of his own: "in Lviv she spent three hours with …"."""
    first = scene.sentence(actor.names[0].first)
    here = [place for place in places if place.is_location and scene.sentence(place.first) == first]
    if (goals := [place for place in here if place.is_goal]) and _is_inviter(scene, actor):
        here = goals
    elif not scene.within(first, "meet", "receive"):
        here = [place for place in here if place.first < actor.names[0].first]
    before = [place for place in here if place.first < actor.names[0].first]
    return (before or here)[-1 if before else 0].country if here else None


def _is_inviter(scene: Scene, actor: Actor) -> bool:
    """ "Auf Einladung von Chefanklägerin Ana Costa kommt … nach Lissabon": she is at home where he goes."""
    starts = (mention.first for mention in actor.mentions)
    return any(scene.ending(at, "invite") or scene.ending(at - 1, "invite") for at in starts)


def _most(places: Sequence[Place], located: bool, taken: set[str | None]) -> str | None:
    """Of the countries not taken give the one told of most, as a place to be in or only by name."""
    there = {place.country for place in places if place.is_location}
    counts = Counter(
        place.country for place in places if place.is_location == located and place.country not in taken
    )
    if not located:
        counts = Counter({country: count for country, count in counts.items() if country not in there})
    return counts.most_common(1)[0][0] if counts else None
