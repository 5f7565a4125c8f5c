"""The solar calendar of Iran: days of its months as days of ours.

Years are counted from 622; six months have 31 days, five 30, and the last 29 or, in 8 years of 33, 30.
That rule of 33 years agrees with the astronomical calendar for the years 1343 to 1472 (1964 to 2093).
"""

from __future__ import annotations

from datetime import date, timedelta

_EPOCH = date(2025, 3, 21)  # 1 Farvardin 1404
_EPOCH_YEAR = 1404
_FIRST, _LAST = 1343, 1472
_LONG = 6  # months of 31 days


def solar_year(today: date) -> int:
    """Give the solar year in which a day lies."""
    year = today.year - 621
    return year if today >= _new_year(year) else year - 1


def from_solar(year: int, month: int, day: int) -> date | None:
    """Give the day of our calendar; None for a day that there is not."""
    if not (_FIRST <= year <= _LAST and 1 <= month <= 12 and 1 <= day <= days_in(year, month)):
        return None
    before = 31 * (month - 1) - max(month - 1 - _LONG, 0)
    return _new_year(year) + timedelta(days=before + day - 1)


def days_in(year: int, month: int) -> int:
    """Count the days of a month."""
    if month < 12:
        return 31 if month <= _LONG else 30
    return (_new_year(year + 1) - _new_year(year)).days - 336


def _new_year(year: int) -> date:
    return _EPOCH + timedelta(days=365 * (year - _EPOCH_YEAR) + _leaps(year) - _leaps(_EPOCH_YEAR))


def _leaps(year: int) -> int:
    """Count the leap years before a year, from any fixed one."""
    return (8 * year + 21) // 33
