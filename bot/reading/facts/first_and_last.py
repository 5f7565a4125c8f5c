"""From what each date of a story is for the visit to its first and last day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.model import Evidence, Precision
from bot.reading.dates.when import When
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.other_matters import apart
from bot.reading.words.lexicon import Span

LONGEST = timedelta(days=31)
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_SOME = timedelta(days=4)  # between two meetings of one visit
_EVE = timedelta(days=3)  # from an arrival to the first of the days told
AROUND = timedelta(days=14)  # a meeting so long before the first day told is another matter

_GOAL = 2  # tokens from "that evening" to "flies", the goal between
_CUT = {"day": 10, "month": 7, "year": 4, "unknown": 0}

Part = Literal["whole", "arrival", "start", "event", "end", "inside"]
PARTS: tuple[Part, ...] = ("whole", "arrival", "start", "event", "inside", "end")


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days of a visit; `inferred` where the text gives a day of it, not its beginning or end."""

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    inferred: bool = False
    evidence: Evidence | None = None

    @property
    def start_text(self) -> str | None:
        return self.start.isoformat()[: _CUT[self.precision]] if self.start else None

    @property
    def end_text(self) -> str | None:
        return self.end.isoformat()[: _CUT[self.precision]] if self.end else None


def opened_and_closed(story: Story, one: Candidate, parts: dict[Part, list[When]]) -> None:
    """ "The forum opened on Thursday and closes on Saturday": the word of the end stands beside both days."""
    _moved_on(story, one, parts)
    for when in list(parts["end"]):
        if any(
            story.scene.same_sentence(other.first, when.first) and other.start > when.start
            for other in parts["end"]
        ):
            parts["end"].remove(when)
            parts["start"].append(when)
    _closed_ahead(story, parts)


def _closed_ahead(story: Story, parts: dict[Part, list[When]]) -> None:
    """ "Tiba pada Minggu dan pulang pada Rabu", told on Tuesday: where verbs have no tense nobody leaves on a
    weekday before he came, but on the next one.
    """
    came = [when.start for name in ("arrival", "start", "event", "inside") for when in parts[name]]
    if came and story.scene.language.options.get("tenseless"):
        parts["end"] = [
            replace(when, start=when.start + _WEEK, end=when.end + _WEEK)
            if when.is_relative and min(came) - _WEEK < when.end < min(came)
            else when
            for when in parts["end"]
        ]


def _moved_on(story: Story, one: Candidate, parts: dict[Part, list[When]]) -> None:
    """ "On 1 July she was received in Berlin, on the 2nd she came to Karlsruhe": no day of arrival."""
    for when in list(parts["arrival"]):
        towns = _towns(story, one, when)
        before = (other for other in parts["inside"] if timedelta() < when.start - other.start < _WEEK)
        if towns and any((there := _towns(story, one, other)) and not there & towns for other in before):
            parts["arrival"].remove(when)
            parts["inside"].append(when)


def _towns(story: Story, one: Candidate, when: When) -> set[str]:
    """Name the host's towns in the sentence of a day."""
    sentence = story.scene.sentence(when.first)
    return {
        place.city for place in one.locations if place.city and story.scene.sentence(place.first) == sentence
    }


def left_the_same_day(story: Story, when: When, left: Sequence[Span]) -> Span | None:
    """ "Has talks on the 19th and that same evening flies home": the day told before is the last."""
    sentence = story.scene.sentence(when.first)
    later = any(other.first >= when.last for other in story.dates_in(sentence))
    same = [span for span in story.scene.within(sentence, "days") if span.value == "back"]
    beside = (
        span
        for span in left
        for day in same
        if when.last <= day.first and 0 <= span.first - day.last <= _GOAL
    )
    return None if later else next(beside, None)


def without_days_before(parts: Mapping[Part, list[When]], is_there: Callable[[When], bool]) -> None:
    """Of a tour no day told without its place is one of a leg that is said to begin after it."""
    begun = min((when.start for when in (*parts["arrival"], *parts["start"]) if is_there(when)), default=None)
    for name in ("start", "inside"):
        parts[name][:] = [w for w in parts[name] if begun is None or w.start >= begun or is_there(w)]


def not_opened_by(parts: Mapping[Part, list[When]], day: date) -> None:
    """ "On Wednesday, the last day of his trip, he visited": the day on which it ends does not open it."""
    for name in ("start", "event", "inside"):
        parts[name][:] = [when for when in parts[name] if when.start != day]


def first_and_last(
    parts: Mapping[Part, Sequence[When]], days: int | None, today: date, *, of_event: bool = False
) -> Schedule:
    """A first day, a last day, days in between and a length: whatever two of them give the third; the length
    may be that of the event (`of_event`) for which he came.
    """
    first, inferred = _first(parts)
    last = max(
        (when.end for when in parts["end"] if first is None or first <= when.end <= first + LONGEST),
        default=None,
    )
    if last is None and parts["event"]:
        last = next((when.end for when in parts["event"] if when.is_range), None)
    if (first is None or inferred) and last is not None and days is not None:
        counted = last - timedelta(days=days - 1)
        if first is None or counted <= first:  # "on the 14th he flew home the same evening", met on the 12th
            first, inferred = counted, False
    if first is not None and last is None and days is not None:
        last = _opening(parts, first, of_event) + timedelta(days=days - 1)
    if first is not None and last is None and inferred:
        last = _last_told(parts, first, today)
    return Schedule(first, last, "day" if first or last else "unknown", inferred and days != 1)


def _last_told(parts: Mapping[Part, Sequence[When]], first: date, today: date) -> date | None:
    """ "On Tuesday he met the minister, on Thursday in Split the mayor": of what is over the last meeting."""
    later = [when.start for when in parts["inside"] if when.precision == "day" and when.start > first]
    over = bool(later) and max(later) < today and max(later) - first <= _SOME
    return max(later) if over else None


def stays_on(
    parts: Mapping[Part, Sequence[When]], start: date, end: date, today: date, *, on_tour: bool
) -> tuple[date, date]:
    """Add to the days of an event an arrival before it, and a stay beyond it: "… and stayed until the 17th";
    whoever sets out today is still at home, and the way home ends a tour, none of its legs.
    """
    came = [
        when.start
        for when in (*parts["arrival"], *parts["start"])
        if when.start != today and timedelta() < start - when.start <= _WEEK
    ]
    gone = [when.end for when in parts["end"] if when.closes or not (when.is_range or on_tour)]
    left = [day for day in gone if timedelta() < day - end <= _WEEK]
    return min([start, *came]), max([end, *left])


def going_home(parts: Mapping[Part, Sequence[When]], end: date) -> date:
    """ "Spent Tuesday and Wednesday in Madrid, Thursday and Friday in Toledo and flew home on Saturday": the
    last day of a stretch, of one that follows it at once, or of a going soon after it.
    """
    end = max((when.end for when in parts["whole"] if when.start - end == _DAY), default=end)
    went = (when.end for when in parts["end"] if not when.closes)
    return max((day for day in went if timedelta() < day - end <= _SOME), default=end)


def _first(parts: Mapping[Part, Sequence[When]]) -> tuple[date | None, bool]:
    """Give the first day and whether it is only inferred: an arrival, else the earliest day on which he
    was there.
    """
    if parts["arrival"]:
        came = parts["arrival"][0].start
        since = (when.start for when in parts["start"] if when.opens and came - _SOME < when.start)
        return min([came, *since]), False
    opening = [when.start for when in (*parts["start"], *parts["event"])]
    inside = [when.start for when in parts["inside"] if when.precision == "day" and not _is_due(parts, when)]
    if opening:
        earlier = [day for day in inside if timedelta() < min(opening) - day < AROUND]
        return min([*opening, *earlier]), bool(earlier)
    return min(inside, default=None), bool(inside)


def _opening(parts: Mapping[Part, Sequence[When]], first: date, of_event: bool) -> date:
    """Give the day from which a length counts: of a guest who came before it, the event's own first day."""
    if (parts["arrival"] or parts["start"]) and not of_event:
        return first
    return min((when.start for when in parts["event"]), default=first)


def _is_due(parts: Mapping[Part, Sequence[When]], when: When) -> bool:
    """ "Is there since Tuesday, until Friday. On Thursday he speaks": that Thursday is still to come."""
    opened = any(one.opens and one.start > when.start for one in parts["start"])
    return when.is_relative and opened and any(one.end >= when.start + _WEEK for one in parts["end"])


def already_there(story: Story, parts: Mapping[Part, Sequence[When]], told: When, for_event: bool) -> date:
    """Whoever signed something today is there already, though the days told begin tomorrow; so is who came
    the evening before.
    """
    today = story.today.day
    signed = [
        when.start
        for when in (*parts["event"], *parts["inside"])
        if when.start <= today < told.start < when.start + AROUND
        and any(sign.value == "done" for sign in story.scene.within(story.scene.sentence(when.first), "sign"))
    ]
    came = [
        when.start
        for when in parts["arrival"]
        if when.start < min(today, told.start) and told.start < when.start + _EVE and not for_event
    ]
    return min([*signed, *came, told.start])


def is_of_meeting(story: Story, when: When, arrived: Span) -> bool:
    """ "They met yesterday, after his arrival on the 17th": of two days the one beside the meeting."""
    sentence = story.scene.sentence(when.first)
    own = apart(story, arrived, when)
    others = [other for other in story.dates_in(sentence) if other is not when and other.precision == "day"]
    met = story.scene.within(sentence, "meet", "receive", "sign")
    return any(apart(story, arrived, other) < own for other in others) and any(
        apart(story, span, when) < own for span in met
    )
