"""When a feed is polled next: its interval, what its server asks for, patience with one in trouble."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Feed

_JITTER = 0.1  # of the interval, so that feeds added together drift apart
_JITTER_FROM = 30.0  # seconds; shorter intervals are for tests and demonstrations, which want to be prompt
_FRESH_CEILING = 3600.0  # seconds; some servers claim to be fresh for a year
_BACK_OFF = 16.0  # times the interval at most
_BACK_OFF_CEILING = 6 * 3600.0  # seconds, so that a feed that was mended is noticed the same day


@dataclass(frozen=True, slots=True)
class Pacing:
    """The operator's wishes: seconds between polls, whether that stands above all, and the least allowed."""

    interval: float
    is_forced: bool = False
    floor: float = 60.0

    def after_success(
        self, feed: Feed, now: datetime, fresh_for: float | None = None, *, is_first: bool = False
    ) -> datetime:
        """Say when to poll a feed that answered; `fresh_for` is what its server said, in seconds.

        After its first answer a feed takes a place of its own anywhere in the interval: all new feeds are
        read at once, and would else come at once again and again, for they drift apart within hours only.
        """
        wait = self._interval(feed)
        if is_first and wait >= _JITTER_FROM:
            wait = random.uniform(min(self.floor, wait), wait)  # noqa: S311 - spreads load, guards nothing
        if fresh_for and not self.is_forced:
            wait = max(wait, min(fresh_for, _FRESH_CEILING))
        return now + timedelta(seconds=_spread(wait))

    def after_failure(
        self, feed: Feed, now: datetime, failures: int, retry_after: float | None = None
    ) -> datetime:
        """Say when to try a feed again after so many failures in a row."""
        interval = self._interval(feed)
        longest = max(interval, min(_BACK_OFF * interval, _BACK_OFF_CEILING))
        wait = min(interval * 2.0 ** min(failures, 10), longest)
        return now + timedelta(seconds=max(_spread(wait), retry_after or 0.0))

    def _interval(self, feed: Feed) -> float:
        return max(self.floor, feed.interval or self.interval)


def _spread(seconds: float) -> float:
    if seconds < _JITTER_FROM:
        return seconds
    return seconds * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - spreads load, guards nothing
