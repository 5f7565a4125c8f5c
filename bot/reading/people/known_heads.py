"""Heads of prosecution whom everybody knows: news leaves out whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.heads import Heads
from bot.reading.people.actors import Actor
from bot.reading.words.scene import Scene

_DEEDS = ("sign", "meet", "receive", "travel", "visit", "leave")


def recognise(scene: Scene, people: Sequence[Actor], heads: Heads, year: int | None) -> list[Actor]:
    """Note of prosecutors whose prosecution somebody of their name heads; give all that are left.

    `year` is that of the text, None where it has no date. "La fiscal Camargo" of the press at home, a mere
    prosecutor by her title, is read as the head that she is, and so is who signs, receives or is met without
    an office: "the paper bears the signature of Andrei Shved". One of whom the text gives the office here and
    the name there is one person: "received the Prosecutor General of Russia. With Krasnov he spoke of …".
    """
    left = list(people)
    for actor in people:
        is_mere = not actor.mentions or actor.is_mere("other_prosecutor")
        if actor.name is not None and (is_mere or actor.grade == "head") and not actor.has("international"):
            actor.known = heads.country_of(actor.name.text, year)
            if not is_mere or actor.known is None:
                continue
            unnamed = [one for one in left if _is_unnamed_head(one, actor.known)]
            if len(unnamed) == 1 and not actor.mentions:
                actor.absorb(unnamed[0])
                left.remove(unnamed[0])
            elif _may_hold(scene, people, actor):
                actor.appoint()
    return left


def _is_unnamed_head(actor: Actor, country: str) -> bool:
    is_head = actor.name is None and actor.grade == "head" and not actor.is_absent
    return is_head and actor.country == country


def _may_hold(scene: Scene, people: Sequence[Actor], actor: Actor) -> bool:
    """Tell whether the office that the name speaks of is not somebody else's in this story."""
    if actor.mentions:
        return actor.country in (None, actor.known)
    deeds = (*_DEEDS, "attend") if scene.of("office_plural") else _DEEDS  # of a meeting of such heads
    deals = any(scene.within(scene.sentence(at), *deeds) for at in actor.seen)
    others = (one for one in people if one.grade in ("head", "deputy") and one.names)
    return deals and all(one.country != actor.known for one in others)
