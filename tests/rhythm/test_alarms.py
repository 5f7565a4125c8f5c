"""What operators are told of feeds, and when it is our own fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.alarms import Watched, changes, outage
from bot.feedstate import FeedState

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WELL = FeedState("a", "u", last_ok_at=NOW, silent_at=NOW + DAY)


def failing(since: timedelta, failures: int = 3, name: str = "a") -> FeedState:
    return replace(WELL, name=name, failures=failures, failing_since=NOW - since)


def test_trouble_is_told_when_it_lasts_and_once() -> None:
    """At the third failure, or the second in an hour, after a day, at silence and at the end; each once."""
    silent = replace(WELL, silent_at=NOW - HOUR)
    stopped = replace(failing(MINUTE, 1), stopped_at=NOW)
    assert changes([Watched(failing(59 * MINUTE, failures=2))], NOW) == {}
    assert changes([Watched(failing(3 * HOUR, failures=1))], NOW) == {}
    assert changes([Watched(failing(HOUR, failures=2))], NOW) == {"a": "failing"}
    assert changes([Watched(failing(MINUTE))], NOW) == {"a": "failing"}
    assert changes([Watched(failing(2 * HOUR), "failing")], NOW) == {}
    assert changes([Watched(failing(DAY), "failing")], NOW) == {"a": "day"}
    assert changes([Watched(silent)], NOW) == {"a": "silent"}
    assert changes([Watched(silent, "silent")], NOW) == {}
    assert changes([Watched(stopped)], NOW) == {"a": "stopped"}


def test_recovery_is_told_to_whom_trouble_was() -> None:
    """Who heard of trouble hears of its end, and nobody of what ended before it was told."""
    assert changes([Watched(WELL, "day")], NOW) == {"a": None}
    assert changes([Watched(WELL, "silent")], NOW) == {"a": None}
    assert changes([Watched(WELL)], NOW) == {}


def test_a_failure_too_young_to_tell_is_no_recovery() -> None:
    """A silent feed that fails once is not well again."""
    assert changes([Watched(failing(MINUTE, 1), "silent")], NOW) == {}


def test_most_feeds_failing_at_once_are_our_fault() -> None:
    """More than half of those that worked must have begun to fail within the hour in which all are polled."""
    dead = [failing(number * DAY, name=f"dead {number}") for number in range(5, 65)]
    now = [failing(timedelta(minutes=number), name=f"now {number}") for number in range(21)]
    assert outage([*dead, *now], 100) == NOW - 20 * MINUTE
    assert outage([*dead, *now[:20]], 100) is None
    assert outage(dead, 100) is None  # most fail, but have died one by one


def test_two_feeds_prove_nothing() -> None:
    """Of fewer than three failures nobody can say whose fault they are."""
    assert outage([failing(MINUTE, name="a"), failing(MINUTE, name="b")], 2) is None
    assert outage([failing(MINUTE, name=name) for name in "abc"], 3) == NOW - MINUTE


def test_an_outage_is_over_when_most_are_back() -> None:
    """It does not end and begin anew with each feed that comes and goes."""
    since = NOW - HOUR
    part = [failing(HOUR, name=f"{number}") for number in range(40)]
    assert outage(part, 100, since) == since
    assert outage(part[:33], 100, since) is None
    assert outage([failing(DAY, name="dead"), *part[:33]], 100, since) is None


def test_of_feeds_that_fail_since_an_outage_nothing_is_told() -> None:
    """One that failed before it is still told of."""
    since = NOW - 2 * HOUR
    part, other = failing(HOUR, name="part"), failing(3 * HOUR, name="other")
    assert changes([Watched(part), Watched(other)], NOW, since) == {"other": "failing"}
    assert changes([Watched(WELL, "outage")], NOW, since) == {}
