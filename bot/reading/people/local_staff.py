"""Prosecutors of a town told again by their country: "two from Bamberg … the German prosecutors"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_NEAR = 6  # tokens from a country to its local service: "of Bavaria's service in Germany"


def with_local_staff(scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]) -> list[Mention]:
    """Mark the staff of a country as local ones where the story has begun with local prosecutors of it and
    tells of no other of its offices.
    """
    local = [one for one in mentions if _is_local(one)]
    if not local:
        return list(mentions)
    return [
        replace(one, flags=one.flags | {"subnational"})
        if _is_staff(scene, one)
        and not _has_office(scene, mentions, one.country)
        and any(there.first < one.first and _is_of(there, one.country, places) for there in local)
        else one
        for one in mentions
    ]


def _is_local(one: Mention) -> bool:
    return "subnational" in one.flags and one.kind in (
        "body",
        "role.other_prosecutor",
        "role.local_prosecutor",
    )


def _is_staff(scene: Scene, one: Mention) -> bool:
    staff = scene.starting(one.first, "staff") is not None
    return one.kind == "body" and staff and one.country is not None and not one.flags


def _has_office(scene: Scene, mentions: Sequence[Mention], country: str | None) -> bool:
    own = (one for one in mentions if one.country == country and not one.flags)
    return any(one.is_head_like or (one.kind == "body" and not _is_staff(scene, one)) for one in own)


def _is_of(local: Mention, country: str | None, places: Sequence[Place]) -> bool:
    return local.country == country or any(
        place.country == country and local.first - _NEAR <= place.first < local.last for place in places
    )
