"""The days on which an article lets its visit be, and whether two such windows can be one visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot import days
from bot.model import Sighting, Status, Told

# Around the day of publication, where an article names no date: days before and after.
# Real second visits of one person to one country begin at a gap of four days (1.5 % of gaps are 2 or 3).
_AROUND: dict[Status, tuple[int, int]] = {
    "planned": (0, 14),
    "ongoing": (5, 3),
    "completed": (7, 0),
    "cancelled": (7, 14),
    "not_confirmed": (7, 14),
}
_EXPLICIT, _INFERRED = timedelta(days=1), timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Window:
    first: date
    last: date
    is_range: bool = False  # both ends stand in the text, to the day

    def meets(self, other: Window) -> bool:
        return self.first <= other.last and other.first <= self.last


def window(told: Told) -> Window:
    """Give the days on which this visit can have been, margins included."""
    sighting = told.sighting
    known = stated(sighting)
    around = _around(told)
    if known is None:
        return around
    first, last = known
    if sighting.date_precision == "day":
        margin = _INFERRED if sighting.dates_inferred else _EXPLICIT
        explicit = not sighting.dates_inferred and None not in (sighting.start, sighting.end)
        return Window(_shift(first, -margin), _shift(last, margin), explicit)
    # A whole month or year would glue any two visits: the day of publication narrows it where it can.
    if around.meets(Window(first, last)):
        return Window(max(first, around.first), min(last, around.last))
    return Window(first, last)


def stated(sighting: Sighting) -> tuple[date, date] | None:
    """Give the first and last day that the sighting names, as cut; None where it names none."""
    first, last = sighting.start or sighting.end, sighting.end or sighting.start
    if first is None or last is None:
        return None
    begin, end = days.span(first)[0], days.span(last)[1]
    return min(begin, end), max(begin, end)


def _around(told: Told) -> Window:
    before, after = _AROUND[told.sighting.status]
    first, last = days.published_days(told.source.published, told.day)
    return Window(_shift(first, -timedelta(days=before)), _shift(last, timedelta(days=after)))


def _shift(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
