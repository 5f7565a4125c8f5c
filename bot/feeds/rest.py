"""How long a feed asks to be left alone: its ttl, its rhythm, the hours and days that it wants skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

_HEAD: Final = 64 * 1024  # characters before the first item that are looked at
_LONGEST: Final = 86_400.0  # seconds; nobody is believed to rest for longer than a day
_ITEM: Final = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b", re.IGNORECASE)
_PERIODS: Final = {
    "hourly": 3_600,
    "daily": 86_400,
    "weekly": 7 * 86_400,
    "monthly": 30 * 86_400,
    "yearly": 365 * 86_400,
}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def rests_for(text: str, now: datetime) -> float | None:
    """Give the seconds from `now` that a feed asks for, at most a day; None where it asks for nothing.

    A `ttl` (minutes, RSS 2.0) stands above sy:updatePeriod and sy:updateFrequency (RSS 1.0's syndication
    module). Of the latter once an hour is no request: WordPress writes it into every feed unasked.
    """
    first = _ITEM.search(text, 0, _HEAD)
    head = text[: first.start() if first else _HEAD]
    asked = max(_ttl(head) or _rhythm(head), _skipped(head, now.astimezone(UTC)))
    return min(asked, _LONGEST) or None


def _ttl(head: str) -> float:
    return 60.0 * _number(_inside(head, "ttl"))


def _rhythm(head: str) -> float:
    period = _PERIODS.get(_inside(head, "updatePeriod").lower(), 0)
    seconds = period / (_number(_inside(head, "updateFrequency")) or 1)
    return 0.0 if seconds == _PERIODS["hourly"] else seconds


def _skipped(head: str, now: datetime) -> float:
    """Give the seconds until the first hour that is not to be skipped; hours and days count in GMT."""
    hours = {int(_number(hour)) % 24 for hour in _each(_inside(head, "skipHours"), "hour")}
    days = {day.lower() for day in _each(_inside(head, "skipDays"), "day")}
    begun = now.replace(minute=0, second=0, microsecond=0)
    for later in range(24):
        hour = begun + timedelta(hours=later)
        if hour.hour not in hours and _DAYS[hour.weekday()] not in days:
            return max((hour - now).total_seconds(), 0.0)
    return 0.0 if len(hours) == 24 or len(days) == 7 else _LONGEST


def _inside(head: str, name: str) -> str:
    found = re.search(
        rf"<(?:\w{{1,20}}:)?{name}\s*>(.{{0,2000}}?)</(?:\w{{1,20}}:)?{name}\s*>", head, re.DOTALL
    )
    return found.group(1).strip() if found else ""


def _each(inside: str, name: str) -> Sequence[str]:
    return re.findall(rf"<{name}\s*>\s*(\w{{1,20}})\s*</{name}\s*>", inside)


def _number(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0.0
