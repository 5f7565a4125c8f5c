"""Dates cut to what is known: `2024`, `2024-10`, `2024-10-05`, and the days that they can mean."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta


def span(cut: str) -> tuple[date, date]:
    """Give the first and last day of a date cut to day, month or year; ValueError for anything else."""
    year, *rest = [int(part) for part in cut.split("-")]
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    month = rest[0]
    if len(rest) == 1:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    day = date(year, month, rest[1])
    return day, day


def instant(published: str) -> datetime:
    """Read an RFC 3339 time, in UTC; ValueError for anything else."""
    # A leap second is allowed there, and Python knows none.
    return datetime.fromisoformat(published.upper().replace(":60", ":59")).astimezone(UTC)


def minute_of(moment: datetime) -> int:
    """Number the minute of a moment, counted since 1970."""
    return int(moment.timestamp()) // 60


def at_minute(number: int) -> datetime:
    """Give the moment at which a numbered minute began, in UTC."""
    return datetime.fromtimestamp(number * 60, UTC)


def published_days(published: str | None, seen: date) -> tuple[date, date]:
    """Give the first and last UTC day on which an article can have appeared; `seen` where it names none.

    A month or year that is not over ends on the day the article was seen.
    """
    if published is None:
        return seen, seen
    if len(published) > 10:
        day = instant(published).date()
        return day, day
    first, last = span(published)
    return first, min(last, seen) if seen >= first else last


def is_before(a: str, b: str) -> bool:
    """Say whether one time of publication is surely before another, each an RFC 3339 time or cut to a day."""
    if len(a) > 10 and len(b) > 10:
        return instant(a) < instant(b)
    (_, last), (first, _) = (published_days(one, date.min) for one in (a, b))
    return last < first


def shifted(day: date, by: timedelta) -> date:
    """Give the day so much later; what would leave the calendar stays."""
    try:
        return day + by
    except OverflowError:
        return day
