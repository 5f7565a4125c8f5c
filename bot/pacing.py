"""When a feed is polled next: its rhythm and what it shows, what its server asks for, patience in trouble."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf, sqrt

from bot.feedstate import FeedState
from bot.model import Feed

_JITTER = 0.1  # of the interval, so that feeds added together drift apart; only ever sooner
_JITTER_FROM = 30.0  # seconds; shorter intervals are for tests and demonstrations, which want to be prompt
_HOUR = 3600.0  # seconds; a feed with news this far apart is polled at the plain interval
_CEILING = _HOUR  # seconds; some servers claim to be fresh for a year, and news is to come within minutes
_SOONEST = 180.0  # seconds, of the pace that a rhythm suggests
_QUIET = 4.0  # a feed that has been quiet for so many of its gaps is taken to rest, as agencies do at night
_OF_STATE = 0.25  # of the interval: the prosecution's own word is what we are here for
_BACK_OFF = 16.0  # times the interval at most
_BACK_OFF_CEILING = 6 * 3600.0  # seconds, so that a feed that was mended is noticed the same day


@dataclass(frozen=True, slots=True)
class Pacing:
    """The operator's wishes: seconds between polls of a feed with hourly news, and the least allowed.

    `is_forced`: that interval stands above rhythms and cache headers.
    """

    interval: float
    is_forced: bool = False
    floor: float = 60.0

    def after_success(
        self,
        feed: Feed,
        state: FeedState,
        now: datetime,
        asked: float = 0.0,
        *,
        is_first: bool = False,
        again_in: float | None = None,
    ) -> datetime:
        """Say when to poll a feed that answered; it and its server `asked` for so many seconds.

        It is sooner where some of it was not taken in yet, and should be tried `again_in` so many.

        After its first answer a feed takes a place of its own anywhere in the interval: all new feeds are
        read at once, and would else come at once again and again, for they drift apart within hours only.
        """
        wait = self._interval(feed, state, now, asked)
        if again_in is not None:
            return now + timedelta(seconds=min(wait, max(again_in, self.floor)))
        if is_first and wait >= _JITTER_FROM:
            wait = random.uniform(min(self.floor, wait), wait)  # noqa: S311 - spreads load, guards nothing
        return now + timedelta(seconds=_spread(wait))

    def after_failure(
        self, feed: Feed, state: FeedState, now: datetime, failures: int, retry_after: float | None = None
    ) -> datetime:
        """Say when to try a feed again after so many failures in a row."""
        interval = self._interval(feed, state, now, 0.0)
        longest = max(interval, min(_BACK_OFF * interval, _BACK_OFF_CEILING))
        wait = min(interval * 2.0 ** min(failures, 10), longest)
        return now + timedelta(seconds=max(_spread(wait), retry_after or 0.0))

    def _interval(self, feed: Feed, state: FeedState, now: datetime, asked: float) -> float:
        """Give the seconds between two polls; docs/feeds.md tells the rule in words."""
        if feed.interval or self.is_forced:
            return max(self.floor, feed.interval or self.interval)
        wait = max(self._pace(feed, state, now), asked)
        shown = min(state.span or inf, (feed.window or inf) * _HOUR)
        return max(self.floor, min(wait, _CEILING, shown / 2))

    def _pace(self, feed: Feed, state: FeedState, now: datetime) -> float:
        """Follow the root of the gap between news, which gives the least delay for a number of polls."""
        wait = self.interval * (_OF_STATE if feed.tier == 1 else 1.0)
        if state.gap is None or state.new_at is None:
            return wait
        quiet = (now - state.new_at).total_seconds()
        pace = wait * sqrt(max(state.gap, quiet / _QUIET) / _HOUR)
        return max(pace, min(_SOONEST, self.interval))


def _spread(seconds: float) -> float:
    if seconds < _JITTER_FROM:
        return seconds
    return seconds * random.uniform(1 - _JITTER, 1)  # noqa: S311 - spreads load, guards nothing
