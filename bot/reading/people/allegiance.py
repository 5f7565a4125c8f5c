"""Which state each prosecutor serves, where the words beside the name do not say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.companions import companion, follow
from bot.reading.people.hosts import (
    at_home,
    is_called_on,
    is_called_on_by_envoy,
    is_dealt_with,
    is_guest_who_meets,
    is_joined_to,
    is_met,
    receives,
)
from bot.reading.people.party import of_party, represented
from bot.reading.people.shows import own_shows, shown
from bot.reading.people.stays import stays
from bot.reading.people.unsaid import unsaid
from bot.reading.places.finding import is_person
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_FAR = 10_000
_STAY = 6  # tokens from "a visit" to where it leads: "of three days to"
_INVITES = 3  # tokens from an office to the word that says that it invites, where that follows
_DEEDS = (
    "office", "travel", "visit", "leave", "meet", "receive", "attend", "delegation", "invite", "sign",
    "speech",
)  # fmt: skip
_CLOSE = 20  # so near before "…, who as Ecuador's attorney general" a name is the holder's, two a token
_WORD = 5  # letters of a title that is one's own
_LOCAL = "-"  # stands for a part of a country where a pack says whose a title is


def settle(scene: Scene, people: Sequence[Actor], places: Sequence[Place], home: str | None) -> list[Actor]:
    """Join "South Africa's chief prosecutor" with the name that follows, then infer the countries still open.

    A prosecutor without a country is the newsroom's own (`home`). Where that place is taken, or the newsroom
    unknown, he is of the country that the story speaks of most without being there; last, of where it
    happens.
    """
    at_home(scene, people, home)
    settled = _joined(scene, people, places, home)
    follow(scene, settled)
    taken = {actor.country for actor in settled if actor.names and actor.grade in ("head", "deputy")} - {None}
    for actor in settled:
        if not actor.names or actor.grade not in ("head", "deputy") or actor.country is not None:
            continue
        if (along := companion(scene, settled, actor)) is not None:
            actor.guessed_country = along.country
            continue
        there = _around(scene, places, actor) if taken or is_called_on(scene, actor) else None
        told = _most(places, False, taken)
        met = receives(scene, actor) or is_met(scene, actor)
        host = _most(places, True, taken) if met else None
        stood_for = represented(scene, actor, places)
        seems = stood_for or of_party(scene, actor, places) or shown(scene, actor)
        if not (seems or host or home):
            seems = unsaid(scene, people, actor, places)
        if seems == _LOCAL:
            actor.is_local = True
            continue
        stage = _stage(places, home, taken) if _is_named_later(settled, actor) else None
        away = _is_presumed(scene, home) and (
            is_called_on(scene, actor) or not is_guest_who_meets(scene, actor)
        )
        near = (there, stage, home) if away else (home, there)
        first = (seems, host) if stood_for or own_shows(scene, actor) else (host, seems)
        for country in (*first, *near, told, _most(places, True, taken)):
            if country is None or country in taken or _goes_to(scene, actor, places, country, home):
                continue
            if not _is_lower_there(scene, actor, country):
                actor.guessed_country = country
                actor.is_told = country == stood_for
                actor.is_guessed_from_place = country not in (seems, home, told)
                actor.is_supposed = country not in (seems, home) and not any(
                    p.country == country and (scene.document.in_title(p.first) or is_person(scene, p))
                    for p in places
                )
                break
        taken.add(actor.guessed_country)
    return settled


def _goes_to(scene: Scene, actor: Actor, places: Sequence[Place], country: str, home: str | None) -> bool:
    """Nobody visits his own country: "the prosecutor general, Lucília Gago, ends her visit to Angola"; at
    home he may travel.
    """
    there = [place for place in places if place.country == country and place.is_location]
    if any(stays(scene, actor.names, place) for place in there):
        return True
    kinds = ("visit",) if country == home else ("visit", "travel")
    for name in actor.names:
        sentence = scene.sentence(name.first)
        if (span := next((s for s in scene.within(sentence, *kinds) if s.first >= name.last), None)) is None:
            continue
        apart = any(
            scene.starting(at, "receive", "meet", "invite", "both") for at in range(name.last, span.first)
        )
        if not apart and any(
            0 <= place.first - span.last <= _STAY and scene.same_sentence(place.first, span.first)
            for place in there
        ):
            return True
    return False


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
    if not scene.within(first, "meet", "receive"):
        here = [place for place in here if place.first < actor.names[0].first]
    before = [place for place in here if place.first < actor.names[0].first]
    return (before or here)[-1 if before else 0].country if here else None


def _most(places: Sequence[Place], located: bool, taken: set[str | None]) -> str | None:
    """Of the countries not taken give the one told of most, as a place to be in or only by name."""
    there = {place.country for place in places if place.is_location}
    counts = Counter(
        place.country for place in places if place.is_location == located and place.country not in taken
    )
    if not located:
        counts = Counter({country: count for country, count in counts.items() if country not in there})
    return counts.most_common(1)[0][0] if counts else None


def _joined(scene: Scene, people: Sequence[Actor], places: Sequence[Place], home: str | None) -> list[Actor]:
    """Give each unnamed office of a country to its holder: the nearest name that has no country yet."""
    settled, told = list(people), {place.country for place in places}
    unheld = [actor for actor in people if not actor.names and actor.grade in ("head", "deputy")]
    for unnamed in [actor for actor in unheld if not _only_invites(scene, actor)]:
        compatriot = next(
            (
                a
                for a in settled
                if a.names and a.country == unnamed.country and a.grade in ("head", "deputy")
            ),
            None,
        )
        open_names = [
            actor
            for actor in settled
            if _may_hold(scene, actor, unnamed)
            and not _goes_to(scene, actor, places, unnamed.country or "", unnamed.country)
            and not (home in told and _is_of_home(scene, actor, unnamed, home))
        ] or _alone_in_lead(scene, settled, unnamed)
        open_names = [actor for actor in open_names if not is_met(scene, actor)] or open_names
        alike = [actor for actor in open_names if actor.title and actor.title == unnamed.title]
        alike = [actor for actor in alike if _is_called_alike(actor, unnamed)] or alike
        open_names = alike or open_names
        if _is_at_home(settled, open_names, unnamed, home):
            open_names = open_names[1:]
        nearest = min(open_names, key=lambda actor: _distance(scene, unnamed, actor), default=None)
        if (
            compatriot is None
            and nearest is not None
            and _distance(scene, unnamed, nearest) < _FAR
            and _acts(scene, nearest)
        ):
            compatriot = nearest
        if compatriot is not None:
            compatriot.absorb(unnamed)
            settled.remove(unnamed)
    return settled


def _is_called_alike(actor: Actor, unnamed: Actor) -> bool:
    """Tell 最高人民検察院長官, whose country the headline tells, from 検事総長 by the words of the title."""
    own = {mention.written for mention in actor.mentions if mention.name is not None}
    return any(
        mention.written.endswith(one) for mention in unnamed.mentions for one in own if len(one) > _WORD
    )


def _only_invites(scene: Scene, unnamed: Actor) -> bool:
    """Tell of "at the invitation of Korea's prosecutor general", said before the name of the guest."""
    before = scene.head_last or scene.language.options.get("inviter_before", False)
    return bool(before) and all(
        any(
            0 <= span.first - mention.last <= _INVITES
            for span in scene.within(scene.sentence(mention.first), "invite")
        )
        for mention in unnamed.mentions
    )


def _may_hold(scene: Scene, actor: Actor, unnamed: Actor) -> bool:
    """Tell whether somebody may be the holder: he has the rank but no country, or nothing but a name
    close by.
    """
    if not actor.names or actor.country is not None or is_called_on_by_envoy(scene, actor):
        return False
    if any(span.value.split()[0] != unnamed.country for span in own_shows(scene, actor)):
        return False  # "vrhovni javni tužilac" is Serbia's, whomever the story names besides
    if actor.grade == unnamed.grade:
        return True
    if len(actor.keys) < 2:
        return False
    if _is_told_of(scene, actor, unnamed):
        return not actor.mentions or actor.is_mere("other_prosecutor")  # "la fiscal Camargo" of headlines
    return not actor.mentions and _distance(scene, unnamed, actor) <= _CLOSE


def _alone_in_lead(scene: Scene, people: Sequence[Actor], unnamed: Actor) -> list[Actor]:
    """An office in the title and, at the head of the text, one name without any office are one person."""
    title, lead = scene.document.title_sentences, scene.document.title_sentences + 2
    if not any(scene.sentence(at) < title for at in unnamed.seen):
        return []
    bare = [
        actor
        for actor in people
        if actor.names and not actor.mentions and len(actor.keys) > 1 and _acts(scene, actor)
    ]
    found = [actor for actor in bare if any(title <= scene.sentence(at) < lead for at in actor.seen)]
    return found if len(found) == 1 else []


def _acts(scene: Scene, actor: Actor) -> bool:
    """Something is told of a person; the agency's name in a dateline stands alone."""
    return any(scene.document.in_title(at) or scene.within(scene.sentence(at), *_DEEDS) for at in actor.seen)


def _is_at_home(
    people: Sequence[Actor], open_names: Sequence[Actor], unnamed: Actor, home: str | None
) -> bool:
    """Tell whether the first of several names is rather the newsroom's own prosecutor."""
    if home is None or unnamed.country == home or len(open_names) < 2 or open_names[0].grade is None:
        return False
    return not any(actor.names and actor.country == home and actor.grade for actor in people)


def _is_of_home(scene: Scene, actor: Actor, unnamed: Actor, home: str | None) -> bool:
    """Tell whether a name with a title of its own is the newsroom's: the procurator general of a Chinese
    story is not the attorney general of Thailand. Headlines are loose with titles.
    """
    if home == unnamed.country or any(scene.document.in_title(at) for at in unnamed.seen):
        return False
    if scene.sentence(min(unnamed.seen)) > max(map(scene.sentence, actor.seen)):
        return True  # "… met the envoy of Belarus. The Prosecutor General of Belarus is to come": another
    return actor.title is not None and unnamed.title is not None and actor.title != unnamed.title


def _is_told_of(scene: Scene, actor: Actor, unnamed: Actor) -> bool:
    """Tell whether a name of the title may be the holder of an office that stands at the head of the text."""
    titled = any(scene.document.in_title(name.first) for name in actor.names)
    lead = scene.document.title_sentences + 2
    return titled and any(scene.sentence(at) < lead for at in unnamed.seen)


def _distance(scene: Scene, unnamed: Actor, named: Actor) -> int:
    """How far apart the two are spoken of; a name behind its office counts as nearer than one before."""
    pairs = [(office, at) for at in named.seen for office in unnamed.seen]
    dealt = (is_dealt_with(scene, mention, at) for mention in unnamed.mentions for at in named.seen)
    if any(dealt) if scene.head_last else all(dealt):
        return _FAR
    if any(_acts_on(scene, office, at) for office, at in pairs) or is_joined_to(scene, unnamed, named):
        return _FAR
    return min((at - office if at > office else 2 * (office - at) for office, at in pairs), default=_FAR)


def _acts_on(scene: Scene, one: int, other: int) -> bool:
    """ "The German prosecutor visits Ozoliņš": a verb between the two makes them two."""
    low, high = sorted((one, other))
    if not scene.same_sentence(low, high):
        return False
    verbs = scene.within(scene.sentence(low), "travel", "meet", "receive")
    return any(low < span.first < high for span in verbs)
