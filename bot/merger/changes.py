"""What kind of news lies between two states of a visit."""

from __future__ import annotations

from dataclasses import replace

from bot.merger.compose import STEPS
from bot.merger.names import are_two
from bot.model import Change, Sighting
from bot.windows import stated


def change(before: Sighting | None, after: Sighting) -> Change:
    """Say what kind of news lies between two states of a visit: new, material, minor or none."""
    if before is None:
        return "new"
    if _is_material(before, after):
        return "material"
    return "none" if replace(before, evidence={}) == replace(after, evidence={}) else "minor"


def _is_material(before: Sighting, after: Sighting) -> bool:
    return (
        STEPS[before.status] != STEPS[after.status]  # a plan that lapses is no news
        or before.visitor.country != after.visitor.country
        or before.host.country != after.host.country
        or _has_moved(before, after)
        or are_two(before.visitor, after.visitor)
        or _has_other_city(before, after)
        or _signatures(before) < _signatures(after)
    )


def _has_moved(before: Sighting, after: Sighting) -> bool:
    """A plan that gets its days is news; the days of a visit that is seen anyway are a detail."""
    if stated(before) is None:
        return after.status == "planned" and stated(after) is not None
    if before.dates_inferred or after.dates_inferred or before.date_precision != after.date_precision:
        return False
    return _other(before.start, after.start) or _other(before.end, after.end)


def _has_other_city(before: Sighting, after: Sighting) -> bool:
    sure = not (before.host.city_inferred or after.host.city_inferred)
    return sure and _other(before.host.city, after.host.city)


def _other(before: str | None, after: str | None) -> bool:
    return before is not None and after is not None and before != after


def _signatures(sighting: Sighting) -> int:
    return sum(agreement.signed for agreement in sighting.agreements)
