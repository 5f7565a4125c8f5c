"""`python -m tests.rhythm`: what polling by rhythm costs and how late it sees news, beside every 5 minutes.

Publishers are made up: entries come by chance, as often as the hour of the week has it. The learning and the
pacing are the program's own; an hour of a feed takes no time, for nothing waits.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import mean, median, quantiles

from bot.feedstate import FeedState
from bot.model import Entry, Feed
from bot.pacing import Pacing
from bot.rhythm import learned

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
DAYS = 28
FIXED = 300.0  # seconds
FEEDS = 6  # of each kind


def round_the_clock(at: datetime) -> float:
    """An agency: a fifth as much at night, half as much at weekends."""
    return (0.2 if at.hour < 6 else 1.0) * (0.5 if at.weekday() > 4 else 1.0)


def by_day(at: datetime) -> float:
    """A newspaper: nothing at night."""
    return (0.0 if at.hour < 6 else 1.0) * (0.5 if at.weekday() > 4 else 1.0)


def in_the_office(at: datetime) -> float:
    """An authority: nine to six, five days a week."""
    return float(9 <= at.hour < 18 and at.weekday() < 5)


@dataclass(frozen=True)
class Kind:
    """Publishers of one kind: entries a week, how many they show, how many of them a catalogue has."""

    name: str
    a_week: float
    shows: int
    shape: Callable[[datetime], float]
    share: int
    tier: int = 2


# The shares are those of agencies, papers and authorities in a list of 231 feeds that others have collected.
KINDS = (
    Kind("wire, 2,900 a day, shows 10", 20_000, 10, round_the_clock, 0),
    Kind("agency, 150 entries a day", 1050, 25, round_the_clock, 26),
    Kind("agency, 50 a day", 350, 50, round_the_clock, 50),
    Kind("newspaper, 25 a day", 175, 20, by_day, 133),
    Kind("aggregator's search, 8 a day", 56, 100, round_the_clock, 4, tier=3),
    Kind("ministry, 3 a working day", 15, 10, in_the_office, 6),
    Kind("prosecution, 3 a working day", 15, 10, in_the_office, 6, tier=1),
    Kind("prosecution, one a week", 1, 10, in_the_office, 6, tier=1),
)


@dataclass(frozen=True)
class Seen:
    """What became of one feed: polls an hour, the delays of its entries, those that nobody saw."""

    polls: float
    lags: list[float]
    missed: int


def arrivals(kind: Kind, rng: random.Random) -> list[datetime]:
    week = [BEGIN + timedelta(hours=hour) for hour in range(7 * 24)]
    most = kind.a_week / sum(map(kind.shape, week))  # an hour at full strength
    before = timedelta(weeks=1 + 3 * kind.shows / kind.a_week)  # so much the first reading may show
    at, end, found = BEGIN - before, BEGIN + timedelta(days=DAYS), []
    while at < end:
        at += timedelta(hours=rng.expovariate(most))
        if rng.random() < kind.shape(at):
            found.append(at)
    return found[:-1]


def followed(kind: Kind, times: list[datetime], pacing: Pacing, days: float = DAYS) -> Seen:
    """Poll one feed for `days`."""
    feed = Feed("a", "u", tier=kind.tier)
    entries = [Entry(str(time), "", "", None, time.isoformat()) for time in times]
    state, at, known, polls, lags, missed = FeedState("a", "u"), BEGIN, 0, 0, list[float](), 0
    while at < BEGIN + timedelta(days=days):
        there = next((number for number in range(known, len(times)) if times[number] > at), len(times))
        if there > known:
            first = max(0, there - kind.shows)
            fresh = entries[max(known, first) : there]
            state = learned(state, entries[first:there], fresh if polls else (), at)
            if polls:
                lags += [(at - time).total_seconds() for time in times[max(known, first) : there]]
                missed += max(0, first - known)
        known, polls = there, polls + 1
        state = replace(state, baseline_at=state.baseline_at or at, last_ok_at=at)
        at = pacing.after_success(feed, state, at, is_first=polls == 1)
    return Seen(polls / days / 24, lags, missed)


def rows(pacing: Pacing) -> Iterator[tuple[Kind, list[Seen]]]:
    for kind in KINDS:
        yield kind, [followed(kind, arrivals(kind, random.Random(seed)), pacing) for seed in range(FEEDS)]


def main() -> None:
    ours, fixed = list(rows(Pacing(300))), list(rows(Pacing(FIXED, is_forced=True)))
    print(f"{'':32}{'polls an hour':>16}{'median':>16}{'p95 (s)':>16}{'missed':>18}")
    for (kind, seen), (_, other) in zip(ours, fixed, strict=True):
        print(f"{kind.name:32}{_cells(seen, other)}")
    number = sum(kind.share for kind in KINDS)
    print(
        f"\n{number} feeds in their shares: polls an hour, median delay of entries, of feeds each alike (s)"
    )
    for name, run in (("by rhythm", ours), ("every five minutes", fixed)):
        polls = sum(kind.share * mean(one.polls for one in seen) for kind, seen in run)
        weighed = sum(kind.share * kind.a_week * median(_lags(seen)) for kind, seen in run)
        alike = sum(kind.share * median(_lags(seen)) for kind, seen in run) / number
        entries = sum(kind.share * kind.a_week for kind, _ in run)
        print(f"{name:20}{polls:8.0f}{weighed / entries:8.0f}{alike:8.0f}")


def _cells(seen: list[Seen], other: list[Seen]) -> str:
    cells = [f"{mean(one.polls for one in run):.1f}" for run in (seen, other)]
    middle = [f"{median(_lags(run)):.0f}" for run in (seen, other)]
    late = [f"{quantiles(_lags(run), n=20)[-1]:.0f}" for run in (seen, other)]
    missed = [str(sum(one.missed for one in run)) for run in (seen, other)]
    pairs = zip((cells, middle, late, missed), (16, 16, 16, 18), strict=True)
    return "".join(f"{' / '.join(pair):>{width}}" for pair, width in pairs)


def _lags(seen: list[Seen]) -> list[float]:
    return [lag for one in seen for lag in one.lags]


if __name__ == "__main__":
    main()
