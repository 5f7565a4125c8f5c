"""Which reports tell of one visit: a function of the reports, whatever order they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Any

from bot.merger.copies import Family, families
from bot.merger.names import agree, are_two
from bot.merger.wording import same_words
from bot.model import Told, Visitor
from bot.text import fold
from bot.windows import NAMED_WITHIN, Block, Window, believed, block, likely, window

_VAGUE = timedelta(days=45)  # a window wider than any article's about its day: a month or year of the past


@dataclass(frozen=True, slots=True)
class _View:
    """All that decides where a report belongs; reports of one view always belong together."""

    block: Block
    person: Visitor
    days: Window
    likely: Window
    is_dated: bool
    is_explicit: bool
    occasion: str | None

    @property
    def key(self) -> tuple[Any, ...]:
        days = (self.days, self.likely, self.is_dated, self.is_explicit)
        return self.block, days, self.person.name or "", self.person.name_latin or "", self.occasion or ""


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Reports that cannot be parted: of one view, or put together by an operator."""

    views: tuple[_View, ...]
    families: tuple[Family, ...]
    bound: str | None


def cluster(told: Iterable[Told]) -> list[list[Family]]:
    """Sort reports into visits, each a list of originals with their copies; the same for every order.

    The surest pairs join first, and a visit only takes in a report with which all of its reports agree
    (complete link): else one vague report glues the second trip to the first.
    """
    parcels = _parcels(families(told))
    home = {number: [parcel] for number, parcel in enumerate(parcels)}
    for first, second in _surest_first(parcels):
        ours, theirs = home[first], home[second]
        if ours is not theirs and _fit(ours, theirs):
            ours += theirs
            for number, group in home.items():
                if group is theirs:
                    home[number] = ours
    groups = {id(group): group for group in home.values()}
    return [[family for parcel in group for family in parcel.families] for group in groups.values()]


def _parcels(found: Iterable[Family]) -> list[_Parcel]:
    same: dict[Any, list[tuple[_View, Family]]] = defaultdict(list)
    for family in found:
        view = _view(family.original)
        same[family.bound or view].append((view, family))
    parcels = [
        _Parcel(
            tuple(sorted({view for view, _ in some}, key=lambda view: view.key)),
            tuple(family for _, family in some),
            some[0][1].bound,
        )
        for some in same.values()
    ]
    return sorted(parcels, key=lambda parcel: ([view.key for view in parcel.views], parcel.bound or ""))


def _view(told: Told) -> _View:
    sighting, visitor = told.sighting, told.sighting.visitor
    days = believed(told)
    return _View(
        block(sighting),
        Visitor(visitor.name, visitor.name_latin, visitor.office, None, visitor.country, visitor.grade),
        window(told),
        likely(told),
        days is not None,
        days is not None and sighting.date_precision == "day" and not sighting.dates_inferred,
        sighting.occasion and fold(sighting.occasion),
    )


def _surest_first(parcels: Sequence[_Parcel]) -> list[tuple[int, int]]:
    """List the pairs that may tell of one visit: explicit days before all, then the nearest in time."""
    pairs = []
    for (i, ours), (j, theirs) in combinations(enumerate(parcels), 2):
        doubts = [_doubt(a, b) for a in ours.views for b in theirs.views if _agree(a, b, ())]
        if doubts:
            pairs.append((min(doubts), i, j))
    return [(i, j) for _, i, j in sorted(pairs)]


def _doubt(a: _View, b: _View) -> tuple[Any, ...]:
    vague = max(one.days.last - one.days.first for one in (a, b)) > _VAGUE
    middles = (one.first.toordinal() + one.last.toordinal() for one in (a.likely, b.likely))
    apart = abs(next(middles) - next(middles))
    return (
        vague, 2 - a.is_explicit - b.is_explicit, a.likely.gap(b.likely), apart, not agree(_name(a), _name(b))
    )  # fmt: skip


def _name(view: _View) -> str | None:
    return view.person.name_latin or view.person.name


def _fit(ours: Sequence[_Parcel], theirs: Sequence[_Parcel]) -> bool:
    bound = {parcel.bound for parcel in (*ours, *theirs) if parcel.bound}
    if len(bound) > 1:
        return False
    anchors = [view for one in (*ours, *theirs) for view in one.views if view.is_dated]
    return all(_parcels_agree(a, b, anchors) for a in ours for b in theirs)


def _parcels_agree(a: _Parcel, b: _Parcel, anchors: Sequence[_View]) -> bool:
    """What an operator put together is one visit however it reads, so agreeing with a part of it will do."""
    agreed = (_agree(x, y, anchors) for x in a.views for y in b.views)
    return any(agreed) if a.bound or b.bound else all(agreed)


def _agree(a: _View, b: _View, anchors: Sequence[_View]) -> bool:
    """Say that nothing speaks against one visit.

    What does not meet by itself can through a third report: single days far apart lie in one told range, and
    an event named without its date takes place on the days that another names for it.
    """
    if a.block != b.block or are_two(a.person, b.person):
        return False
    if a.days.meets(b.days) or _is_one_event(a, b):
        return True
    return any(_holds(anchor, a, b) for anchor in anchors)


def _holds(anchor: _View, a: _View, b: _View) -> bool:
    meets_a, meets_b = anchor.days.meets(a.days), anchor.days.meets(b.days)
    if meets_a and meets_b:
        return anchor.days.is_range
    return (meets_a and _is_one_event(b, anchor)) or (meets_b and _is_one_event(a, anchor))


def _is_one_event(a: _View, b: _View) -> bool:
    """An event named without its date is known by its name: "he will speak at next month's forum"."""
    if not (a.occasion and b.occasion) or (a.is_dated and b.is_dated):
        return False
    return a.days.gap(b.days) <= NAMED_WITHIN and same_words(a.occasion, b.occasion)
