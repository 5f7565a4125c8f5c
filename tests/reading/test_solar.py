"""The solar calendar of Iran."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reading.dates.solar import days_in, from_solar, solar_year


@pytest.mark.parametrize(
    ("solar", "ours"),
    [
        ((1404, 11, 5), date(2026, 1, 25)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1402, 4, 17), date(2023, 7, 8)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1404, 12, 30), None),
        ((1404, 7, 31), None),
        ((2025, 1, 1), None),
    ],
)
def test_days_of_the_solar_calendar(solar: tuple[int, int, int], ours: date | None) -> None:
    """Known days agree, and days that the calendar does not have are none."""
    assert from_solar(*solar) == ours


def test_leap_years() -> None:
    """The last month has thirty days in the leap years that the calendar of Iran lists."""
    leap = [year for year in range(1367, 1412) if days_in(year, 12) == 30]
    assert leap == [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408]


def test_a_year_begins_in_march() -> None:
    """The day before the equinox belongs to the old year."""
    assert [solar_year(date(2026, 3, day)) for day in (20, 21)] == [1404, 1405]
