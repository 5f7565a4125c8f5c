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
# Nearer still, where the visit most likely is: what decides between two that an article could tell of.
_LIKELY: dict[Status, tuple[int, int]] = {
    "planned": (-1, 7),
    "ongoing": (1, 0),
    "completed": (3, 0),
    "cancelled": (0, 7),
    "not_confirmed": (7, 0),
}
_EXPLICIT, _INFERRED = timedelta(days=1), timedelta(days=3)
_SLIP = timedelta(days=2)  # of the calendar and of time zones, between a day told and the day of telling
COPIED_WITHIN = timedelta(days=8)  # of its original a syndicated copy is printed
NAMED_WITHIN = timedelta(days=31)  # of the days of an event an article without dates names it

Block = tuple[str, str, str]  # visitor's country, host country, grade: other ones are other visits


@dataclass(frozen=True, slots=True, order=True)
class Window:
    first: date
    last: date
    is_range: bool = False  # both ends stand in the text, to the day

    def meets(self, other: Window) -> bool:
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: Window) -> timedelta:
        """Give how far apart they are; nothing where they meet."""
        return max(self.first - other.last, other.first - self.last, timedelta(0))


def window(told: Told) -> Window:
    """Give the days on which this visit can have been, margins included."""
    sighting = told.sighting
    known = believed(told)
    around = _around(told, _AROUND)
    if known is None:
        return around
    first, last = known
    if sighting.date_precision == "day":
        margin = _INFERRED if sighting.dates_inferred else _EXPLICIT
        explicit = not sighting.dates_inferred and None not in (sighting.start, sighting.end)
        return Window(days.shifted(first, -margin), days.shifted(last, margin), explicit)
    # A whole month or year would glue any two visits: the day of publication narrows it where it can.
    if around.meets(Window(first, last)):
        return Window(max(first, around.first), min(last, around.last))
    return Window(first, last)


def likely(told: Told) -> Window:
    """Give the days on which this visit most likely was: those it names, or a few about its publication."""
    known = believed(told)
    if known is not None and told.sighting.date_precision == "day":
        return Window(*known)
    near = _around(told, _LIKELY)
    return near if known is None or near.meets(Window(*known)) else Window(*known)


def reach(told: Told) -> tuple[date, date]:
    """Give the first and last day that this report has to do with: outside of them nothing can join it.

    Its window, the days in which copies of it appear, and those of an event that it names without a date.
    """
    spans = [window(told), _widened(published(told), COPIED_WITHIN / 2)]
    if told.sighting.occasion is not None and believed(told) is None:
        spans.append(_widened(spans[0], NAMED_WITHIN))
    return min(one.first for one in spans), max(one.last for one in spans)


def published(told: Told) -> Window:
    """Give the days on which the article can have appeared."""
    return Window(*days.published_days(told.source.published, told.day))


def believed(told: Told) -> tuple[date, date] | None:
    """Give the days that the article names, unless it cannot have known them.

    Nobody reports what is still to come as done, or plans what is over: then the date is wrong, and the day
    of publication says more.
    """
    known = stated(told.sighting)
    if known is None:
        return None
    appeared, status = published(told), told.sighting.status
    if status in ("ongoing", "completed") and known[0] > days.shifted(appeared.last, _SLIP):
        return None
    if status == "planned" and known[1] < days.shifted(appeared.first, -_SLIP):
        return None
    return known


def stated(sighting: Sighting) -> tuple[date, date] | None:
    """Give the first and last day that the sighting names, as cut; None where it names none."""
    first, last = sighting.start or sighting.end, sighting.end or sighting.start
    if first is None or last is None:
        return None
    begin, end = days.span(first)[0], days.span(last)[1]
    return min(begin, end), max(begin, end)


def block(sighting: Sighting) -> Block:
    return sighting.visitor.country, sighting.host.country, sighting.visitor.grade


def _around(told: Told, days_about: dict[Status, tuple[int, int]]) -> Window:
    before, after = days_about[told.sighting.status]
    appeared = published(told)
    return Window(
        days.shifted(appeared.first, timedelta(days=-before)),
        days.shifted(appeared.last, timedelta(days=after)),
    )


def _widened(window: Window, by: timedelta) -> Window:
    return Window(days.shifted(window.first, -by), days.shifted(window.last, by))
