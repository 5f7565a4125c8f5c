"""Colleagues in the plural: "welcomed the Russian colleagues", who are those of a service told of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.words.scene import Scene


def with_colleagues(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Read colleagues of a country whose service the story tells of as its people, and not as its head."""
    services = {one.country for one in mentions if one.kind == "body" and one.country and not one.flags}
    return [
        replace(one, kind="body") if one.country in services and _are_several(scene, one) else one
        for one in mentions
    ]


def _are_several(scene: Scene, one: Mention) -> bool:
    several = any(scene.says(at, "colleagues") for at in range(one.first, one.last))
    return one.kind == "counterpart" and one.name is None and several
