"""Merging: which visit a sighting tells of, what all its sightings add up to, and what that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.fixing import Fix, fixed, still_open
from bot.merger.compose import STEPS, compose
from bot.merger.copies import is_copy, shingles
from bot.merger.lapse import PATIENCE, as_of
from bot.merger.names import agree, differ
from bot.merger.windows import Window, stated, window
from bot.model import Change, Conflict, Known, Merge, Sighting, Source, Told, Visit

__all__ = [
    "PATIENCE",
    "as_of",
    "change",
    "compose",
    "is_copy",
    "merge",
    "same_event",
    "settled",
    "shingles",
    "summed_up",
]


def merge(told: Told, candidates: Sequence[Known]) -> Merge:
    """Decide where a sighting belongs among the stored visits near it, and what the visit says then."""
    unsure = _unsure(told.sighting)
    if unsure:
        return Merge(None, told.sighting, (), "held", unsure)
    for known in candidates:
        if _is_copy_within(told, known):
            record, conflicts = compose((*known.told, told))
            return Merge(known.visit, record, conflicts, "copy", "a copy of a report of this visit")
    fitting = [known for known in candidates if same_event(told, known) is None]
    if not fitting:
        return Merge(None, compose((told,))[0], (), "new", "no visit like it")
    return _grown(told, min(fitting, key=lambda known: _distance(told, known)))


def same_event(told: Told, known: Known) -> str | None:
    """Say why this is not the same event, or None when nothing speaks against it.

    Every report already there must agree (complete link); else one vague report between them glues the
    second trip to the first.
    """
    if _block(told.sighting) != _block(known.visit.record):
        return "other countries or another office"
    if any(differ(_name(told.sighting), _name(other.sighting)) for other in known.told):
        return "another person"
    ours, theirs = window(told), [window(other) for other in known.told]
    if not all(_can_be_one(ours, other, theirs) for other in theirs):
        return "other days"
    return None


def change(before: Sighting | None, after: Sighting) -> Change:
    """Say what kind of news lies between two states of a visit: new, material, minor or none."""
    if before is None:
        return "new"
    if _is_material(before, after):
        return "material"
    return "none" if replace(before, evidence={}) == replace(after, evidence={}) else "minor"


def settled(merge: Merge, told: Told, today: date, fixes: Sequence[Fix] = ()) -> Merge:
    """Give the merge with the status that its plan has on `today`, with `fixes`, and what changes so."""
    into = merge.into
    sources = (*(into.sources if into else ()), told.source)
    record, conflicts = _settled(merge.record, merge.conflicts, sources, today, fixes)
    kind = merge.change
    if into is not None and (record, conflicts) != (merge.record, merge.conflicts) and kind != "copy":
        kind = _kind(into, record, conflicts)
    return replace(merge, record=record, conflicts=conflicts, change=kind)


def summed_up(known: Known, today: date, fixes: Sequence[Fix] = ()) -> Merge:
    """Add up all that is kept of a visit anew, and say what that changes."""
    sources = [one.source for one in known.told]
    record, conflicts = _settled(*compose(known.told), sources, today, fixes)
    return Merge(known.visit, record, conflicts, _kind(known.visit, record, conflicts), "added up anew")


def _settled(
    record: Sighting,
    conflicts: tuple[Conflict, ...],
    sources: Sequence[Source],
    today: date,
    fixes: Sequence[Fix],
) -> tuple[Sighting, tuple[Conflict, ...]]:
    """What an operator fixed stands above all reports, and a plan lapses by the days that were fixed."""
    lapsed = as_of(fixed(record, fixes), sources, today)
    return fixed(lapsed, fixes), still_open(conflicts, fixes)


def _grown(told: Told, known: Known) -> Merge:
    record, conflicts = compose((*known.told, told))
    kind = _kind(known.visit, record, conflicts)
    return Merge(known.visit, record, conflicts, kind, "same countries, office and days")


def _kind(visit: Visit, record: Sighting, conflicts: tuple[Conflict, ...]) -> Change:
    kind = change(visit.record, record)
    return "minor" if kind == "none" and conflicts != visit.conflicts else kind


def _unsure(sighting: Sighting) -> str | None:
    """An alert under the wrong flag is worse than none: what is not certain waits for the operator."""
    visitor, host = sighting.visitor.country, sighting.host.country
    if not (len(visitor) == len(host) == 2):
        return "a country is not certain"
    return "visitor and host are one country" if visitor == host else None


def _block(sighting: Sighting) -> tuple[str, str, str]:
    return sighting.visitor.country, sighting.host.country, sighting.visitor.grade


def _name(sighting: Sighting) -> str | None:
    return sighting.visitor.name_latin or sighting.visitor.name


def _is_copy_within(told: Told, known: Known) -> bool:
    """A copy follows its original whatever its dates: feeds of aggregators get those wrong."""
    same = _block(told.sighting) == _block(known.visit.record)
    return same and is_copy(told.shingles, (other.shingles for other in known.told))


def _can_be_one(ours: Window, other: Window, all_theirs: Sequence[Window]) -> bool:
    """Two single days far apart are one visit when a report with both its ends has room for them."""
    return ours.meets(other) or any(
        span.is_range and span.meets(ours) and span.meets(other) for span in all_theirs
    )


def _distance(told: Told, known: Known) -> tuple[bool, int, str]:
    """Prefer the visit of the same person, then the nearest in time; the id only breaks ties."""
    named = any(agree(_name(told.sighting), _name(other.sighting)) for other in known.told)
    middle = _middle(window(told))
    gap = min(abs(middle - _middle(window(other))) for other in known.told)
    return not named, gap, known.visit.id


def _middle(days: Window) -> int:
    return days.first.toordinal() + days.last.toordinal()


def _is_material(before: Sighting, after: Sighting) -> bool:
    return (
        STEPS[before.status] != STEPS[after.status]  # a plan that lapses is no news
        or _has_moved(before, after)
        or differ(_name(before), _name(after))
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
