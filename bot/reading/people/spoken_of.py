"""Who is meant where name and office stand apart: "The prosecutor arrived. Costa …", "the Russian guest"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.names.caseless import is_caseless
from bot.reading.names.persons import Name
from bot.reading.people.actors import Actor
from bot.reading.places.finding import is_person
from bot.reading.places.place import Place
from bot.reading.words.lexicon import is_spaceless
from bot.reading.words.scene import Scene

_SOON = 2  # sentences behind the office in which its holder's name follows
_ACTS = 4  # tokens from a name to the journey that is its bearer's
_OF = 2  # tokens from "the visit of" to the name


def spoken_of(scene: Scene, people: Sequence[Actor], where: Sequence[Place]) -> list[Actor]:
    """Give heads told without a name the one that follows, and find them again as "the Russian official"."""
    found = list(people)
    for head in people:
        if head.grade == "head" and head.country and not head.names:
            holder = None if _has_named(scene, people, head) else _holder(scene, people, head)
            if holder is not None and holder in found:
                holder.absorb(head)
                found.remove(head)
    _called(scene, found, where)
    _on_sides(scene, found, where)
    return sorted(found, key=lambda actor: min(actor.seen))


def _has_named(scene: Scene, people: Sequence[Actor], head: Actor) -> bool:
    """One whose country no word tells may be he, a counterpart may not."""
    return any(
        other.names
        and other.grade == "head"
        and other.title
        and other.country in (None, head.country)
        and not (other.country is None and _invites(scene, other))
        for other in people
    )


def _invites(scene: Scene, person: Actor) -> bool:
    """ "Landim is in Lisbon at the invitation of Prosecutor General …": the guest is not he."""
    return any(
        0 <= mention.first - span.last <= 1
        for mention in person.mentions
        for span in scene.within(scene.sentence(mention.first), "invite")
    )


def _holder(scene: Scene, people: Sequence[Actor], head: Actor) -> Actor | None:
    """Find the first person without an office who travels right behind the unnamed traveller."""
    if is_caseless(scene):
        return None
    first = min(at for at in head.seen)
    told = max((at for at in head.seen if scene.sentence(at) <= _first_of_text(scene)), default=first)
    for person in people:
        if person.mentions or person.name is None or len(person.name.keys) < 2:
            continue
        name = min(person.names, key=lambda one: one.first)
        near = 0 <= scene.sentence(name.first) - scene.sentence(told) <= _SOON
        if name.first > first and near and any(_travels(scene, one) for one in person.names):
            return person
    return None


def introduced(scene: Scene, people: Sequence[Actor]) -> list[Actor]:
    """Give the only head without a name the name without an office that everybody knows for his; where no
    capitals show names, the only one at all that has a form of address, or opens a sentence.
    """
    unnamed = [one for one in people if one.grade == "head" and one.country and not one.names]
    if len(unnamed) == 1 and (known := _known_to_head(people, unnamed[0].country)) is not None:
        known.absorb(unnamed[0])
        return [one for one in people if one is not unnamed[0]]
    strangers = [one for one in people if not one.mentions and any(_is_shown(scene, n) for n in one.names)]
    if not is_caseless(scene) or is_spaceless(scene.language.options) or len(unnamed) != 1:
        return list(people)
    if len(strangers) != 1 or min(strangers[0].seen) < min(unnamed[0].seen):
        return list(people)
    strangers[0].absorb(unnamed[0])
    return [one for one in people if one is not unnamed[0]]


def _known_to_head(people: Sequence[Actor], country: str | None) -> Actor | None:
    """Find the only person without an office who is known to head the prosecution of a country."""
    known = [one for one in people if one.known == country and not one.mentions]
    return known[0] if len(known) == 1 else None


def _is_shown(scene: Scene, name: Name) -> bool:
    opens = scene.document.sentences[scene.sentence(name.first)][0] == name.first
    return len(name.keys) > 1 and (opens or scene.ending(name.first, "honorific") is not None)


def _first_of_text(scene: Scene) -> int:
    return scene.document.lead + 1


def _travels(scene: Scene, name: Name) -> bool:
    """ "Costa and his delegation visited", "the visit of Ana Costa, who arrived"; not "met Ana Costa and
    visited".
    """
    if scene.ending(name.first, "meet", "receive") is not None or any(
        scene.is_led_by(name.first, word) for word in ("with", "by")
    ):
        return False
    for span in scene.within(scene.sentence(name.first), "travel", "visit", "leave"):
        between = name.first - span.last
        if 0 <= span.first - name.last <= _ACTS or (0 < between <= _OF and scene.says(name.first - 1, "of")):
            return True
    return False


def _called(scene: Scene, people: Sequence[Actor], where: Sequence[Place]) -> None:
    """Let "the Portuguese official" be the only head or deputy of that country whom the story names."""
    alone = [(place.first, place) for place in where if is_person(scene, place)]
    for at, place in (*_beside(scene, where, "somebody"), *alone):
        named = [
            one
            for one in people
            if one.grade in ("head", "deputy") and one.names and one.country == place.country
        ]
        if len(named) == 1 and min(named[0].seen) < at:
            named[0].seen.append(at)
    for at, place in _guests(scene, where):
        heads = [one for one in people if one.grade == "head" and one.names and one.country == place.country]
        if len(heads) == 1 and _is_named_near(scene, heads[0], at):
            heads[0].seen.append(at)


def _guests(scene: Scene, where: Sequence[Place]) -> Iterator[tuple[int, Place]]:
    """ "A guest from Ulaanbaatar", "the Slovak guest", "Bratislavadan kelgan mehmon"."""
    for span in scene.of("guest"):
        for place in where:
            near = scene.same_sentence(place.first, span.first) and not place.is_location
            behind = 0 <= place.first - span.last <= 1 and scene.says(place.first - 1, "from")
            before = 0 <= span.first - place.last <= 1 and (
                place.is_adjective or scene.head_last or is_spaceless(scene.language.options)
            )
            follows = place.is_adjective and place.first == span.last
            if near and (behind or before or follows):
                yield span.first, place


def _is_named_near(scene: Scene, head: Actor, at: int) -> bool:
    """Tell whether the guest was told of before, or is named in the sentence behind."""
    return 0 <= scene.sentence(min(head.seen)) - scene.sentence(at) <= 1 or min(head.seen) < at


def _on_sides(scene: Scene, people: Sequence[Actor], where: Sequence[Place]) -> None:
    """ "On the Armenian side the deputies … attended": officials behind it whose country no word tells."""
    sides = list(_beside(scene, where, "side"))
    for person in people:
        named = [mention for mention in person.mentions if mention.name is not None]
        if not named or person.country is not None:
            continue
        before = [
            place for at, place in sides if at < named[0].first and scene.same_sentence(at, named[0].first)
        ]
        if before:
            person.guessed_country = before[-1].country


def _beside(scene: Scene, where: Sequence[Place], words: str) -> Iterator[tuple[int, Place]]:
    """Find words of a pack's list behind an adjective of a country, or before it where adjectives follow."""
    follows = bool(scene.language.options.get("adjectives_follow", False))
    for place in where:
        at = place.first - 1 if follows else place.last
        if place.is_adjective and 0 <= at < len(scene.tokens) and scene.says(at, words):
            yield at, place
