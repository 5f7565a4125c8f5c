"""The newsroom's own officials, told of without name or country: "The Prosecutor General received …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_RECEIVERS = ("role.leader", "role.minister", "role.parliament", "role.judge")
_CLOSE = 4  # tokens from an official to the word that says that he receives: "on Monday at noon"
_OBJECT = 12  # tokens from that word to the office of the guest: "his Polish colleague, the"


def with_home_officials(
    scene: Scene, people: Sequence[Actor], mentions: Sequence[Mention], places: Sequence[Place], home: str
) -> list[Actor]:
    """Let whoever receives a prosecutor from abroad, and is of no country that a word tells, be at home."""
    told = {mention.first for actor in people for mention in actor.mentions}
    told.update(at for actor in people for at in actor.seen)
    found: dict[str, Actor] = {}
    where = [place for place in places if place.is_location]
    for mention in _receivers(scene, mentions, where, home):
        if mention.first not in told:
            own = found.setdefault(mention.kind, Actor(guessed_country=home))
            told.add(mention.first)
            own.mentions.append(mention)
            own.seen.append(mention.first)
    return sorted([*people, *found.values()], key=lambda one: min(one.seen))


def _receivers(
    scene: Scene, mentions: Sequence[Mention], where: Sequence[Place], home: str
) -> Iterator[Mention]:
    verbs = scene.of("receive")
    if not verbs:
        return
    # What follows a sentence that puts somebody into another country may happen there.
    abroad = (scene.sentence(place.first) for place in where if place.country != home)
    away = min(abroad, default=len(scene.document.sentences))
    told: dict[int, list[Mention]] = {}
    for mention in mentions:
        told.setdefault(scene.sentence(mention.first), []).append(mention)
    for span in verbs:
        sentence = scene.sentence(span.first)
        here = told.get(sentence, []) if sentence < away else []
        guests = [one for one in here if one.is_head_like and one.country not in (None, home)]
        for mention in here if guests else ():
            if _is_bare(scene, mention) and any(_receives(scene, mention, span, one) for one in guests):
                yield mention


def _is_bare(scene: Scene, mention: Mention) -> bool:
    """Tell of an office that no word says to be of a country, a province or somebody named."""
    if mention.country is not None or mention.name is not None or mention.flags or mention.deputy:
        return False
    behind = mention.last
    if scene.same_sentence(behind, mention.first) and scene.document.gap(behind - 1) == " ":
        more = any(scene.says(behind, word) for word in ("of", "inside_office"))
        if more and not scene.says(behind, "and") and not scene.head_last:
            return False
    return mention.kind in _RECEIVERS or (mention.is_head_like and mention.kind != "counterpart")


def _receives(scene: Scene, mention: Mention, span: Span, guest: Mention) -> bool:
    """ "The president received the prosecutor general of Laos", "… was received by the president"."""
    if 0 <= mention.first - span.last <= _CLOSE and scene.is_led_by(mention.first, "by"):
        return guest.first < span.first
    if scene.head_last:
        last = max(guest.last, guest.name.last if guest.name else 0)
        return mention.last <= guest.first and 0 <= span.first - last <= _CLOSE
    ahead = 0 <= span.first - mention.last <= _CLOSE and not scene.is_led_by(mention.first, "by")
    behind = scene.language.options.get("object_verb") and 0 <= mention.first - span.last <= 1
    last = mention.last if behind else span.last
    return bool(ahead or behind) and 0 <= guest.first - last <= _OBJECT and not _is_owner(scene, last, guest)


def _is_owner(scene: Scene, last: int, guest: Mention) -> bool:
    """ "Received the request of the Prosecutor General of Laos": something of his, unless it is his visit."""
    told = scene.within(scene.sentence(guest.first), "visit", "delegation")
    led = scene.is_led_by(guest.first, "of") or scene.is_led_by(guest.first, "from")
    return led and not any(last <= one.first < guest.first for one in told)
