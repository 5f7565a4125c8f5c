"""Heads without name and country at the beginning of a text, whom its newsroom does not need to introduce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.words.scene import Scene


def with_foretold(scene: Scene, mentions: Sequence[Mention], home: str | None) -> list[Mention]:
    """Take a head without name and country, told of before anybody has a name, for the newsroom's own.

    He is where the first country told of a head is the newsroom's ("The Prosecutor General visited Bulgaria.
    … of Kazakhstan told"), or a foreign one with a name follows in his sentence ("received Prosecutor General
    … of Serbia"), and nobody else in the story may be he.
    """
    heads = [one for one in mentions if one.is_head_like and not one.deputy]
    told = [one for one in heads if one.country]
    if home is None or not told or len({one.country for one in told} - {home}) > 1:
        return list(mentions)
    named = min((one.first for one in heads if one.name is not None), default=told[0].first)
    own = told[0].country == home and told[0].name is None
    left = any(one.name is not None and one.country in (None, home) for one in heads)
    opening = [
        one
        for one in heads
        if one.first < named
        and _is_bare(one)
        and (
            (own and one.kind == told[0].kind and one.first < told[0].first)
            or (not left and _is_beside_foreign(scene, one, told, home))
        )
    ]
    return [replace(one, country=home) if one in opening else one for one in mentions]


def _is_bare(one: Mention) -> bool:
    return one.name is None and one.country is None and not one.flags and one.kind != "counterpart"


def _is_beside_foreign(scene: Scene, one: Mention, told: Sequence[Mention], home: str) -> bool:
    behind = (m for m in told if m.first > one.first and scene.same_sentence(one.first, m.first))
    return any(other.country != home and other.name is not None for other in behind)
