"""What is learned of a feed from what it brings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest

from bot.feedstate import FeedState
from bot.model import Entry
from bot.pacing import Pacing
from bot.rhythm import learned, per_day_now
from tests.rhythm.__main__ import Kind, arrivals, followed, round_the_clock

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NEW = FeedState("a", "u")
KNOWN = replace(NEW, baseline_at=NOW - 60 * DAY, last_ok_at=NOW - MINUTE, new_at=NOW - MINUTE)


def entries(*times: datetime | None) -> list[Entry]:
    return [Entry(f"{time}", "", "", None, time.isoformat() if time else None) for time in times]


def met(shown: Sequence[Entry]) -> FeedState:
    """Read a feed for the first time."""
    return replace(learned(NEW, shown, (), NOW), baseline_at=NOW, last_ok_at=NOW)


def lives(state: FeedState, arrivals: Sequence[datetime], every: timedelta, until: datetime) -> FeedState:
    """Poll regularly a feed that shows its newest ten entries, and let each poll see what has come."""
    known = sum(arrival <= NOW for arrival in arrivals)
    at = NOW
    while at <= until:
        at += every
        there = sum(arrival <= at for arrival in arrivals)
        if there > known:
            fresh = entries(*arrivals[known:there])
            state = learned(state, entries(*arrivals[max(0, there - 10) : there]), fresh, at)
            known = there
        state = replace(state, last_ok_at=at)
    return state


def test_a_feed_tells_its_rhythm_when_it_is_met() -> None:
    """Thirty dated entries, one each half an hour, say what comes; nothing has to be awaited."""
    state = met(entries(*(NOW - number * HOUR / 2 for number in range(30))))
    assert state.gap == pytest.approx(1800, rel=0.15)
    assert state.per_day == pytest.approx(48, rel=0.15)
    assert state.span == pytest.approx(13 * 3600, rel=0.05)  # an old one that is kept in sight does not count
    assert state.new_at == NOW


def test_without_dates_the_rhythm_is_learned_from_what_comes() -> None:
    """A feed without a date knows nothing at first, and its gap with the first news."""
    state = met(entries(None, None, None))
    assert (state.gap, state.per_day, state.span) == (None, None, None)
    later = NOW + 2 * HOUR
    state = learned(replace(state, last_ok_at=later - MINUTE), entries(None, None), entries(None), later)
    assert state.gap == pytest.approx(7200)


def test_entries_stamped_with_the_moment_of_reading_say_nothing() -> None:
    """Some publishers date every entry with now: taken for a narrow window, it would cost a poll a minute."""
    state = met(entries(*(NOW - number * timedelta(seconds=2) for number in range(20))))
    assert (state.span, state.gap) == (None, None)


def test_the_means_follow_a_steady_feed() -> None:
    """After a month with an entry each six hours the gap is six hours, and four come a day."""
    arrivals = [NOW + number * 6 * HOUR for number in range(1, 120)]
    state = lives(met(()), arrivals, 10 * MINUTE, NOW + 29 * DAY)
    assert state.gap == pytest.approx(6 * 3600, rel=0.1)
    assert state.per_day == pytest.approx(4, rel=0.1)
    assert state.span == pytest.approx(8 * 6 * 3600, rel=0.1)


def test_the_rhythm_adapts_to_a_change() -> None:
    """A feed that grows from one entry a day to one each quarter of an hour is known as busy within hours."""
    slow = [NOW + number * DAY for number in range(1, 15)]
    quick = [slow[-1] + number * 15 * MINUTE for number in range(1, 17)]
    state = lives(met(()), [*slow, *quick], 5 * MINUTE, quick[-1])
    assert state.gap is not None
    assert state.gap < 4 * 3600


def test_a_feed_whose_entries_are_all_new_shows_less_than_the_time_since() -> None:
    """Where nothing is left of the last reading some may have been missed; no dates are needed to see it."""
    state = replace(KNOWN, last_ok_at=NOW - 20 * MINUTE)
    shown = entries(None, None, None)
    assert learned(state, shown, shown, NOW).span == 1200
    assert learned(state, shown, shown[:2], NOW).span is None


def test_the_span_comes_down_at_once_and_goes_up_slowly() -> None:
    """A burst in which entries leave after an hour is remembered when it is over."""
    wide, narrow = [entries(NOW - length, NOW) for length in (20 * HOUR, HOUR)]
    state = learned(learned(KNOWN, wide, (), NOW), narrow, (), NOW)
    assert state.span == 3600
    assert learned(state, wide, (), NOW).span == pytest.approx(3600 + 0.1 * 19 * 3600)


@pytest.mark.parametrize("seed", range(5))
def test_the_delay_is_near_the_median(seed: int) -> None:
    """Of delays between a minute and hours, the one kept number lies within a third of the true median."""
    rng = random.Random(seed)
    delays = [rng.lognormvariate(6.0, 0.8) for _ in range(300)]
    state = KNOWN
    for delay in delays:
        state = learned(state, (), entries(NOW - timedelta(seconds=delay)), NOW)
    assert state.delay is not None
    assert 0.67 < state.delay / median(delays[-60:]) < 1.5


def test_old_entries_are_not_late() -> None:
    """An item of last month that comes into sight again says nothing about delays."""
    assert learned(KNOWN, (), entries(NOW - 30 * DAY), NOW).delay is None


def test_silence_is_measured_by_the_longest_rest() -> None:
    """A feed that rests at weekends is not silent on Sunday; after three such rests it is."""
    days = [NOW + number * DAY for number in range(1, 90) if (NOW + number * DAY).weekday() < 5]
    state = lives(met(()), days, HOUR, days[-1])
    assert state.silent_at is not None
    assert 8 * DAY < state.silent_at - days[-1] < 10 * DAY


def test_a_time_in_which_nobody_looked_is_no_rest_of_the_feed() -> None:
    """After a month in which the bot was off, the feed is not known as one that rests for months."""
    state = replace(KNOWN, last_ok_at=NOW - 30 * DAY, new_at=NOW - 30 * DAY, longest_gap=36_000.0, gap=7200.0)
    after = learned(state, (), entries(NOW, NOW - HOUR), NOW)
    assert after.longest_gap is not None
    assert after.longest_gap <= 36_000


def test_a_feed_gone_quiet_fades() -> None:
    """Ten a day are still ten a day an hour later, and hardly any after a month without one."""
    state = replace(KNOWN, per_day=10.0, gap=8640.0, new_at=NOW)
    assert per_day_now(state, NOW + HOUR) == 10
    assert (per_day_now(state, NOW + 30 * DAY) or 0) < 0.2


def test_a_wire_that_shows_a_few_minutes_is_followed() -> None:
    """Of a feed that shows ten of 2,900 entries a day hardly one is missed; every five minutes, a quarter."""
    wire = Kind("wire", 20_000, 10, round_the_clock, 1)
    times = arrivals(wire, random.Random(3))
    ours = followed(wire, times, Pacing(300), days=2)
    fixed = followed(wire, times, Pacing(300, is_forced=True), days=2)
    assert ours.missed < 0.005 * len(ours.lags)
    assert fixed.missed > 0.2 * len(fixed.lags)
