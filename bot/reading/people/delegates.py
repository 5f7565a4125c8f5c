"""Whom a country sends to an event: "Morocco is represented by …, head of a division at the Prosecution"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene


def with_delegates(scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]) -> list[Mention]:
    """Give a service the country that one of its officials represents."""
    if not scene.of("represent"):
        return list(mentions)
    return [
        replace(one, country=_represented(scene, one, places))
        if one.kind == "body" and one.country is None and not one.flags
        else one
        for one in mentions
    ]


def _represented(scene: Scene, service: Mention, places: Sequence[Place]) -> str | None:
    """Name the one country of a sentence with a word of representing, where nobody is."""
    sentence = scene.sentence(service.first)
    if not scene.within(sentence, "represent") or scene.within(sentence, "suspect", "crime"):
        return None
    told = {
        p.country for p in places if scene.sentence(p.first) == sentence and not p.is_location and not p.city
    }
    return told.pop() if len(told) == 1 else None
