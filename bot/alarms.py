"""What operators are to be told of feeds: each trouble once, and when most fail at once, that it is ours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.feedstate import FeedState
from bot.rhythm import is_silent

# failing: again and again; day: for a day; stopped: by its publisher; outage: with most others, told for all.
Trouble = Literal["failing", "day", "silent", "stopped", "outage"]

_TRIES = 3  # that must have failed, or one less in an hour: one or two are the weather of the web
_LASTS = timedelta(hours=1)
_DAY = timedelta(days=1)
_AT_ONCE = timedelta(minutes=70)  # within which every feed that answers is polled once, jitter included
_MANY = 3  # feeds; of fewer nobody can say whose fault it is


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed with what operators were told of it last, None being nothing or that it is well."""

    state: FeedState
    told: Trouble | None = None
    told_at: datetime | None = None  # of an outage: when it began


def changes(
    watched: Iterable[Watched], now: datetime, outage: datetime | None = None
) -> dict[str, Trouble | None]:
    """Say of which feeds there is something to tell, and what; None: it is well again.

    Of those that fail since an outage nothing is told.
    """
    found: dict[str, Trouble | None] = {}
    for one in watched:
        trouble = _trouble(one.state, now)
        is_early = trouble is None and one.state.failures > 0
        if is_early or one.told in (trouble, "outage") or _is_part(one.state, outage):
            continue
        found[one.state.name] = trouble
    return found


def outage(states: Iterable[FeedState], number: int, known: datetime | None = None) -> datetime | None:
    """Say since when most of the feeds fail that had worked, of `number` in all; None where they do not.

    One that is `known` is over when no more than a third of them fail.
    """
    starts = sorted(state.failing_since for state in states if state.failures and state.failing_since)
    if known is not None:
        before = sum(start < known for start in starts)
        return known if 3 * (len(starts) - before) > number - before else None
    return next((start for start in starts if _is_ours(starts, start, number)), None)


def _is_ours(starts: Sequence[datetime], start: datetime, number: int) -> bool:
    before = bisect_left(starts, start)
    together = bisect_right(starts, start + _AT_ONCE) - before
    return together >= _MANY and 2 * together > number - before


def _is_part(state: FeedState, outage: datetime | None) -> bool:
    return bool(outage and state.failures and state.failing_since and state.failing_since >= outage)


def _trouble(state: FeedState, now: datetime) -> Trouble | None:
    if state.stopped_at is not None:
        return "stopped"
    if state.failures == 0 or state.failing_since is None:
        return "silent" if is_silent(state, now) else None
    lasts = now - state.failing_since
    if state.failures < _TRIES - (lasts >= _LASTS):
        return None
    return "failing" if lasts < _DAY else "day"
