"""Sorts a neighbourhood of visits anew when a report comes, and says what that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.fixing import Fix, fixed, still_open
from bot.merger.changes import change
from bot.merger.clusters import cluster
from bot.merger.compose import add_up, compose
from bot.merger.copies import Family, trust
from bot.merger.lapse import as_of
from bot.model import Change, Conflict, Known, Merge, Sighting, Told, Visit

_Total = tuple[Sighting, tuple[Conflict, ...]]
_Arrival = Literal["report", "copy", "edit"]  # of what; None: only the sorting is new


def merge(told: Told, known: Sequence[Known], today: date) -> Merge:
    """Decide where a report belongs among the stored visits near it, which are sorted anew with it.

    A report that is stored already, under the same number, is replaced by it. `known` has to hold every visit
    within reach of the report, and within reach of those. Plans have the status that they have on `today`.
    """
    kept = [one for visit in known for one in visit.told]
    before = next((one for one in kept if one.number is not None and one.number == told.number), None)
    if before is not None and before.bound:
        told = replace(told, home=before.home, bound=True)
    found = _sorted([told, *(one for one in kept if one is not before)], known)
    here = next(one for one in found if any(other is told for other in one.reports))
    return replace(
        _settled(here, today, _arrival(here, told, is_edit=before is not None)),
        others=tuple(_settled(one, today) for one in found if one is not here and one.is_changed),
    )


def resort(known: Sequence[Known], today: date) -> tuple[Merge, ...]:
    """Sort visits anew without a new report, as after an operator's word; gives those that changed."""
    found = _sorted([told for one in known for told in one.told], known)
    return tuple(_settled(one, today) for one in found if one.is_changed)


def _arrival(formed: _Formed, told: Told, *, is_edit: bool) -> _Arrival:
    if is_edit:
        return "edit"
    return (
        "copy"
        if any(told in (one.original, *one.copies) and one.copies for one in formed.families)
        else "report"
    )


@dataclass(frozen=True, slots=True)
class _Formed:
    """A visit as the reports form it."""

    families: tuple[Family, ...]
    home: Known | None  # the stored visit that it goes on as
    emptied: tuple[Visit, ...] = ()

    @property
    def reports(self) -> list[Told]:
        return [told for family in self.families for told in family.members]

    @property
    def is_changed(self) -> bool:
        """Say whether it has other reports than before, or other copies among them."""
        before = {_key(told): told.source.copied for told in self.home.told} if self.home else {}
        return bool(self.emptied) or before != {_key(told): told.source.copied for told in _marked(self)}


def _key(told: Told) -> object:
    """A report is known by its number; one that is not kept yet only by itself."""
    return told.number or id(told.sighting)


def _sorted(reports: Sequence[Told], known: Sequence[Known]) -> list[_Formed]:
    """Give every visit that the reports form the stored visit most of whose reports it has."""
    groups = [tuple(sorted(group, key=lambda one: trust(one.original))) for group in cluster(reports)]
    home: dict[int, int] = {}
    left: dict[int, int] = {}
    shares = _shares(groups, known)
    for group, visit in shares:
        if group not in home and visit not in home.values():
            home[group] = visit
    for group, visit in shares:
        if visit not in home.values():
            left.setdefault(visit, group)
    return [
        _Formed(
            group,
            known[home[at]] if at in home else None,
            tuple(known[visit].visit for visit, to in left.items() if to == at),
        )
        for at, group in enumerate(groups)
    ]


def _shares(groups: Sequence[tuple[Family, ...]], known: Sequence[Known]) -> list[tuple[int, int]]:
    """List (group, stored visit) by what they share: an operator's word, then reports, then age."""
    owner = {_key(told): at for at, one in enumerate(known) for told in one.told}
    places = {one.visit.id: at for at, one in enumerate(known)}
    shares: Counter[tuple[int, int]] = Counter()
    for number, group in enumerate(groups):
        for family in group:
            for told in family.members:
                if (at := owner.get(_key(told))) is not None:
                    shares[number, at] += 1
                if told.bound and told.home in places:
                    shares[number, places[told.home]] += len(owner) + 1

    def rank(pair: tuple[int, int]) -> tuple[object, ...]:
        visit = known[pair[1]].visit
        return -shares[pair], visit.created_at, visit.id, pair[0]

    return sorted(shares, key=rank)


def _marked(formed: _Formed) -> tuple[Told, ...]:
    """List the reports with their copies marked as such."""
    marked = []
    for family in formed.families:
        for told in family.members:
            is_copied = told is not family.original
            same = told.source.copied is is_copied
            marked.append(told if same else replace(told, source=replace(told.source, copied=is_copied)))
    return tuple(marked)


def summed_up(known: Known, today: date, fixes: Sequence[Fix] = ()) -> Merge:
    """Add up all that is kept of a visit anew, and say what that changes."""
    record, conflicts = _sum(compose(known.told), known.told, today, fixes)
    kind = change(known.visit.record, record)
    if kind == "none" and conflicts != known.visit.conflicts:
        kind = "minor"
    return Merge(known.visit, record, conflicts, kind, "added up anew", known.told)


def _settled(formed: _Formed, today: date, arrival: _Arrival | None = None) -> Merge:
    """Say what a visit adds up to and what changed; sorting alone is never more than a minor change."""
    told = _marked(formed)
    total = add_up([family.original for family in formed.families])
    record, conflicts = _sum(total, told, today, formed.home.fixes if formed.home else ())
    visit = formed.home.visit if formed.home else None
    kind, why = _change(visit, record, arrival)
    if kind in ("none", "copy") and visit is not None and conflicts != visit.conflicts:
        kind = "minor"
    return Merge(visit, record, conflicts, kind, why, told, _moved(formed, told), formed.emptied)


def _sum(total: _Total, told: Sequence[Told], today: date, fixes: Sequence[Fix]) -> _Total:
    """What an operator fixed stands above all reports, and a plan lapses by the days that were fixed."""
    record, conflicts = total
    lapsed = as_of(fixed(record, fixes), [one.source for one in told], today)
    return fixed(lapsed, fixes), still_open(conflicts, fixes)


def _moved(formed: _Formed, told: Sequence[Told]) -> tuple[Told, ...]:
    here = formed.home.visit.id if formed.home else None
    stored = {id(one) for one in formed.home.told} if formed.home else set()
    both = zip(formed.reports, told, strict=True)
    return tuple(
        one for before, one in both if id(before) not in stored or one.home != here or one is not before
    )


def _change(visit: Visit | None, record: Sighting, arrival: _Arrival | None) -> tuple[Change, str]:
    if doubt := impossible(record):
        return "held", doubt
    if visit is None or visit.state == "held":
        if record.visitor.country_inferred:
            return "held", "the visitor's country is only inferred"
        if visit is not None and visit.record.visitor.country_inferred:
            return ("new" if arrival else "minor"), "another report says whose visitor it is"
    if visit is not None and visit.state == "held":
        return "held", "the operator has not seen it yet"
    if visit is None:
        return ("new", "no visit like it") if arrival else ("none", "parted from another")
    kind = change(visit.record, record)
    if visit.state == "rejected":
        return "none", "the operator has rejected it"
    if arrival == "copy":
        return ("copy" if kind == "none" else "minor"), "a copy of a report of this visit"
    if arrival is None:
        return ("none" if kind == "none" else "minor"), "sorted anew"
    return kind, "same countries, office and days"


def impossible(sighting: Sighting) -> str | None:
    """Say why nobody but the operator can tell between which countries a visit was, or None."""
    visitor, host = sighting.visitor.country, sighting.host.country
    if not (len(visitor) == len(host) == 2):
        return "a country is not certain"
    return "visitor and host are one country" if visitor == host else None
