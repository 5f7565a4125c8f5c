"""Local time: zones by name or offset, quiet hours, and when the next digest is due. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.wishes import Habits

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-−])\s*(\d{1,2})(?:[:.]?([0-5]\d))?", re.IGNORECASE)
_FARTHEST = timedelta(hours=14)
_A_WEEK = 7


@lru_cache(maxsize=1024)
def zone(name: str) -> tzinfo:
    """Give a zone by its IANA name or an offset such as UTC+0530; UTC for what is neither."""
    if (offset := _offset(name)) is not None:
        return timezone(offset)
    return ZoneInfo(name) if name in available_timezones() else UTC


def offset_name(text: str) -> str | None:
    """Write an offset that somebody has typed as a zone's name; None for what is none."""
    offset = _offset(text.strip())
    if offset is None:
        return None
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta(0) else "+"
    return f"UTC{sign}{hours:02}{minutes:02}" if offset else "UTC"


def _offset(text: str) -> timedelta | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return (ahead if found[1] == "+" else -ahead) if ahead <= _FARTHEST else None


def is_quiet(habits: Habits, now: datetime) -> bool:
    """Say whether a chat wants no sound now; from 22 until 7 goes over midnight."""
    if not habits.quiet:
        return False
    begin, end = habits.quiet
    hour = now.astimezone(zone(habits.zone)).hour
    return begin <= hour < end if begin < end else hour >= begin or hour < end


def next_digest(habits: Habits, after: datetime) -> datetime | None:
    """Say when a chat is to be looked at next, in UTC; None when it is told of everything at once.

    The hour is that of the clock on the wall, also when summer time begins or ends; an hour that is left out
    comes as much later, and one that comes twice counts once.
    """
    if habits.mode == "instant" and not habits.alive:
        return None
    local = zone(habits.zone)
    today = after.astimezone(local).date()
    days = (today + timedelta(days=ahead) for ahead in range(_A_WEEK + 2))
    wanted = (day for day in days if habits.mode == "daily" or day.weekday() == habits.weekday)
    moments = (datetime.combine(day, time(habits.hour), local).astimezone(UTC) for day in wanted)
    return next(moment for moment in moments if moment > after)


def is_for_life(habits: Habits, due: datetime) -> bool:
    """Say whether what was due then, however late it is, may be a sign of life."""
    return habits.alive and due.astimezone(zone(habits.zone)).weekday() == habits.weekday
