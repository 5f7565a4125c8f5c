"""A date as a text gives it, and the day from which the text counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.model import Precision

_MONTH = 31  # days


@dataclass(frozen=True, slots=True)
class Today:
    """The day from which a text counts, and how exactly it is known."""

    day: date
    precision: Precision = "day"
    lean: int = 0  # -1 where "last" stands before a date, 1 where "next" does
    is_clock: bool = False  # the text has no date of its own; "on Friday" may then be of any week

    def allows(self, day: date) -> bool:
        """Tell whether a day, or a month that begins with it, lies on the side that is told."""
        ahead = (day - self.day).days
        return self.lean == 0 or (ahead <= 0 if self.lean < 0 else ahead > -_MONTH)


@dataclass(frozen=True, slots=True)
class When:
    """One date or range; `start` and `end` are equal for a single day, month or year."""

    start: date
    end: date
    precision: Precision
    first: int  # tokens
    last: int
    is_relative: bool = False  # "on Tuesday", "yesterday"
    has_year: bool = False
    opens: bool = False  # "since June 24"
    closes: bool = False  # "until June 26"

    @property
    def is_range(self) -> bool:
        return self.precision == "day" and self.end > self.start
