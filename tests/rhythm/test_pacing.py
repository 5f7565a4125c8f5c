"""When a feed is polled next."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.feedstate import FeedState
from bot.model import Feed
from bot.pacing import Pacing

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = 3600.0
UNKNOWN = FeedState("a", "u")
PLAIN = Feed("a", "u")
EVERY_FIVE = Pacing(300)  # minutes


def waits(
    state: FeedState = UNKNOWN,
    feed: Feed = PLAIN,
    pacing: Pacing = EVERY_FIVE,
    asked: float = 0.0,
) -> tuple[float, float]:
    """Give the shortest and the longest of many waits, in seconds."""
    due = [pacing.after_success(feed, state, NOW, asked) - NOW for _ in range(200)]
    return min(due).total_seconds(), max(due).total_seconds()


def brings_one_in(gap: float, *, span: float | None = None, quiet: float = 0.0) -> FeedState:
    return replace(UNKNOWN, gap=gap, span=span, new_at=NOW - timedelta(seconds=quiet))


@pytest.mark.parametrize(
    ("gap", "seconds"), [(60.0, 180), (HOUR / 4, 180), (HOUR, 300), (24 * HOUR, 1469), (500 * HOUR, 3600)]
)
def test_the_pace_follows_the_root_of_the_gap_between_news(gap: float, seconds: float) -> None:
    """From three minutes for a busy agency to an hour for a page with a statement a month."""
    low, high = waits(brings_one_in(gap))
    assert 0.9 * seconds <= low < high <= seconds + 1


def test_a_prosecution_is_asked_four_times_as_often() -> None:
    """The state's own word is what we are here for; a busy one is still asked no more than any agency."""
    official = replace(PLAIN, tier=1)
    assert waits(brings_one_in(24 * HOUR), official)[1] <= 368
    assert waits(brings_one_in(60), official)[0] >= 0.9 * 180


def test_a_feed_at_rest_is_asked_less_often() -> None:
    """An agency with news each quarter of an hour that has brought none for eight hours sleeps."""
    assert waits(brings_one_in(HOUR / 4, quiet=8 * HOUR))[0] >= 0.9 * 420


def test_never_slower_than_half_of_what_a_feed_shows() -> None:
    """Whatever its rhythm and its server say: no entry may come and go between two polls."""
    assert waits(brings_one_in(24 * HOUR, span=1200.0), asked=HOUR)[1] <= 600
    assert waits(brings_one_in(24 * HOUR), replace(PLAIN, window=0.5))[1] <= 900  # as feeds.toml says it
    assert waits(brings_one_in(24 * HOUR, span=10.0))[0] >= 0.9 * 60  # and still not below the floor


def test_a_server_is_obeyed_up_to_an_hour() -> None:
    """A server may ask for a longer pause; nobody is believed to be fresh for a year."""
    assert waits(brings_one_in(HOUR), asked=1800)[0] >= 0.9 * 1800
    assert waits(brings_one_in(HOUR), asked=1e9)[1] <= HOUR
    assert waits(brings_one_in(HOUR), asked=1.0)[1] <= 300


def test_what_the_operator_says_stands_above_rhythm_and_server() -> None:
    """A feed's own interval, or one forced by the environment, is kept but for the floor."""
    state = brings_one_in(24 * HOUR, span=600.0)
    assert waits(state, replace(PLAIN, interval=120), asked=HOUR)[1] <= 120
    assert waits(state, PLAIN, Pacing(1, is_forced=True, floor=1), asked=HOUR) == (1, 1)
    assert waits(state, replace(PLAIN, interval=5))[0] >= 54  # the floor
    assert waits(UNKNOWN, PLAIN, Pacing(900))[0] >= 810


def test_patience_with_a_feed_in_trouble_grows_and_ends() -> None:
    """Pauses double up to sixteen intervals or six hours; a server's own wish may be longer."""

    def wait(state: FeedState, failures: int, asked: float | None = None) -> float:
        due = Pacing(300).after_failure(PLAIN, state, NOW, failures, asked)
        return (due - NOW).total_seconds()

    assert 540 <= wait(UNKNOWN, 1) <= 600
    assert wait(UNKNOWN, 50) <= 16 * 300
    assert wait(brings_one_in(500 * HOUR), 50) <= 6 * HOUR
    assert wait(UNKNOWN, 1, 86_400) == 86_400


def test_feeds_that_were_read_together_part() -> None:
    """After their first answer feeds are spread over the whole interval, none before the floor."""
    pacing = Pacing(900)
    due = [pacing.after_success(PLAIN, UNKNOWN, NOW, is_first=True) - NOW for _ in range(300)]
    parts = Counter(int(wait.total_seconds() // 300) for wait in due)
    assert min(due).total_seconds() >= 54
    assert all(parts[part] > 50 for part in range(3))
