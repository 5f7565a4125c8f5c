"""When digests come and when nothing makes a sound, by the clock on the reader's wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.hours import is_quiet, next_digest, offset_name, zone
from bot.wishes import Habits, filters_of, habits_of, written

DAILY = Habits("daily", 9, zone="Europe/Paris")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-01-26T07:59", "2026-01-26T08:00"),
        ("2026-01-26T08:00", "2026-01-27T08:00"),
        ("2026-03-28T09:00", "2026-03-29T07:00"),  # summer time has begun in the night
        ("2026-10-24T09:00", "2026-10-25T08:00"),  # and ended
    ],
)
def test_a_daily_digest_keeps_to_the_clock_on_the_wall(after: str, due: str) -> None:
    """Nine o'clock stays nine o'clock when summer time begins and ends."""
    assert next_digest(DAILY, at(after)) == at(due)


def test_an_hour_that_is_left_out_comes_an_hour_later() -> None:
    """On the day without a half past two there is a digest all the same, and one only."""
    habits = replace(DAILY, hour=2)
    first = next_digest(habits, at("2026-03-28T12:00"))
    assert first == at("2026-03-29T01:00")
    assert next_digest(habits, first) == at("2026-03-30T00:00")


def test_an_hour_that_comes_twice_counts_once() -> None:
    """The night in which the clock is put back has one digest."""
    habits = replace(DAILY, hour=2)
    first = next_digest(habits, at("2026-10-24T12:00"))
    assert first == at("2026-10-25T00:00")
    assert next_digest(habits, first) == at("2026-10-26T01:00")


def test_a_weekly_digest_comes_on_its_day() -> None:
    """On the day of the week where the reader lives."""
    habits = Habits("weekly", 1, 0, zone="Asia/Baku")
    assert next_digest(habits, at("2026-01-25T20:59")) == at("2026-01-25T21:00")
    assert next_digest(habits, at("2026-01-25T21:00")) == at("2026-02-01T21:00")


def test_digests_follow_each_other_for_years() -> None:
    """Whatever the zone, a year has as many digests as days, each on a day of its own."""
    for name in ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC-0330"):
        habits, moment, days = Habits("daily", 2, zone=name), at("2026-01-01T00:00"), []
        while moment < at("2027-01-01T00:00"):
            due = next_digest(habits, moment)
            assert due is not None
            moment = due
            days.append(due.astimezone(zone(name)).date())
        assert len(set(days)) == len(days) >= 365


def test_who_is_told_at_once_is_looked_at_only_for_a_sign_of_life() -> None:
    """Without a digest there is a date only where a quiet week is to be told."""
    now = at("2026-01-26T12:00")
    assert next_digest(Habits(), now) is None
    assert next_digest(Habits(alive=True), now) == at("2026-02-02T09:00")


@pytest.mark.parametrize(
    ("quiet", "hour", "is_so"),
    [
        ((22, 7), 23, True),
        ((22, 7), 3, True),
        ((22, 7), 7, False),
        ((22, 7), 21, False),
        ((0, 8), 0, True),
        ((), 3, False),
    ],
)
def test_quiet_hours_go_over_midnight(quiet: tuple[int, ...], hour: int, is_so: bool) -> None:
    """From the first hour on, until the second begins, where the reader lives."""
    habits = Habits(quiet=quiet, zone="UTC+0400")
    assert is_quiet(habits, datetime(2026, 1, 26, hour, 30, tzinfo=UTC) - timedelta(hours=4)) is is_so


@pytest.mark.parametrize(
    ("typed", "name"),
    [("+4", "UTC+0400"), ("UTC-3:30", "UTC-0330"), ("gmt +0", "UTC"), ("+15", None), ("4", None)],
)
def test_offsets_are_zones_too(typed: str, name: str | None) -> None:
    """An offset with a sign, of at most fourteen hours."""
    assert offset_name(typed) == name


def test_a_zone_that_nobody_knows_is_utc() -> None:
    """A zone that a later table of zones has dropped stops no digest."""
    assert zone("Mars/Olympus").utcoffset(None) == timedelta(0)


def test_what_is_written_is_read_back() -> None:
    """Habits and filters survive the store, and the usual ones take no room there."""
    habits = Habits("weekly", 7, 3, (22, 7), "Asia/Baku", silent=True, alive=True, thread=9)
    assert habits_of(written(habits)) == habits
    assert written(Habits()) is None
    assert filters_of(None) == filters_of(written(filters_of(None)))
