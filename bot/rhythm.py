"""What a feed's readings teach about its rhythm: how often it brings news, how late, how much it shows.

docs/feeds.md says what becomes of it. Nothing here reads a clock, and a reading that brings nothing new costs
nothing: what is learned changes only when the feed's body does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil, exp
from statistics import median

from bot.days import instant
from bot.feedstate import FeedState
from bot.model import Entry

_DAY = 86400.0  # seconds
_RECENT = 8  # entries over which the usual gap is a mean
_MEMORY = 7.0  # days over which entries a day are a mean
_FADES = 30.0  # days in which half of the longest gap is forgotten
_AT_FIRST = 3 * _DAY  # the longest gap that is supposed of a feed just met: it may rest at weekends
_LEAST_SILENCE = _DAY
_PATIENCE = 3  # times the longest gap
_UNWATCHED = 3600.0  # seconds: time in which nobody looked counts as that at most
_AT_ONCE = (
    60.0  # seconds; what was published within less came in one piece, or is stamped with the hour of reading
)
_PINNED = 0.9  # of the entries tell the span, for some feeds keep an old one in sight
_WIDENS = 0.1  # of the way that the span goes up at a reading, while it comes down at once
_STEP = 1.2  # by which the median of delays moves
_OLD = 7 * _DAY  # an entry that was published earlier has not come late, it has come again


def learned(state: FeedState, shown: Sequence[Entry], fresh: Sequence[Entry], now: datetime) -> FeedState:
    """Learn from a body that was read anew what it shows and brings; at the first reading nothing is news."""
    state = replace(state, span=_span(state, shown, fresh, now))
    if state.baseline_at is None:
        state = _first_impression(state, shown, now)
    elif fresh:
        state = _delayed(_arrived(state, len(fresh), now), fresh, now)
    return replace(state, silent_at=_silent_at(state))


def per_day_now(state: FeedState, now: datetime) -> float | None:
    """Give the new entries a day as of now: those of a feed that has gone quiet fade."""
    if state.per_day is None or state.new_at is None:
        return state.per_day
    quiet = (now - state.new_at).total_seconds()
    if quiet <= (state.gap or 0.0):
        return state.per_day
    return state.per_day * exp(-quiet / _DAY / _MEMORY)


def is_silent(state: FeedState, now: datetime) -> bool:
    """Say whether a feed was read after the time by which it should have brought something."""
    return (
        state.silent_at is not None
        and state.last_ok_at is not None
        and state.silent_at <= min(now, state.last_ok_at)
    )


def _first_impression(state: FeedState, shown: Sequence[Entry], now: datetime) -> FeedState:
    """Take the rhythm out of the dates of what a feed shows when it is met."""
    times = _times(shown, now)
    gaps = [(late - early).total_seconds() for early, late in pairwise(times)]
    longest = max([_AT_FIRST, *gaps])
    new_at = times[-1] if times else now
    if state.span is None or not gaps:
        return replace(state, new_at=new_at, longest_gap=longest)
    gap = state.span / len(gaps)
    return replace(state, new_at=new_at, gap=gap, longest_gap=longest, per_day=_DAY / max(gap, 1.0))


def _arrived(state: FeedState, number: int, now: datetime) -> FeedState:
    """Count so many new entries; all three means weigh them by the time that they took to come."""
    seconds = max(_waited(state, now), 1.0)
    usual = seconds / number
    days = seconds / _DAY
    fades = (1 - 1 / _RECENT) ** number
    gap = usual if state.gap is None else usual + (state.gap - usual) * fades
    if state.per_day is None:
        per_day = number / max(days, 1.0)
    else:
        per_day = number / days + (state.per_day - number / days) * exp(-days / _MEMORY)
    longest = max(seconds, (state.longest_gap or _AT_FIRST) * 0.5 ** (days / _FADES))
    return replace(state, new_at=now, gap=gap, per_day=per_day, longest_gap=longest)


def _waited(state: FeedState, now: datetime) -> float:
    """Give the seconds since the last news, in which somebody looked."""
    looked = state.last_ok_at or now
    watched = (looked - (state.new_at or looked)).total_seconds()
    return max(watched, 0.0) + min(max((now - looked).total_seconds(), 0.0), _UNWATCHED)


def _delayed(state: FeedState, fresh: Sequence[Entry], now: datetime) -> FeedState:
    """Move the median of delays a step towards what has just come; after some twenty it is near enough."""
    ages = [(now - time).total_seconds() for time in _times(fresh, now)]
    ages = [age for age in ages if age < _OLD]
    if not ages:
        return state
    here = max(median(ages), 1.0)
    if state.delay is None:
        return replace(state, delay=here)
    step = min(state.delay * _STEP, here) if here > state.delay else max(state.delay / _STEP, here)
    return replace(state, delay=step)


def _span(state: FeedState, shown: Sequence[Entry], fresh: Sequence[Entry], now: datetime) -> float | None:
    """Give the seconds from the oldest to the newest entry in sight, as narrow as it was met of late.

    Where nothing is left of what was there at the last reading, that much time is more than the feed shows;
    this is seen without any dates.
    """
    times = _times(shown, now)[::-1][: ceil(len(shown) * _PINNED)]
    seen = (times[0] - times[-1]).total_seconds() if times else 0.0
    if state.baseline_at and state.last_ok_at and len(fresh) == len(shown) > 1:
        since = (now - state.last_ok_at).total_seconds()
        seen = min(seen, since) if seen else since
    if seen < _AT_ONCE or state.span is None:
        return seen if seen >= _AT_ONCE else state.span
    return seen if seen < state.span else state.span + (seen - state.span) * _WIDENS


def _silent_at(state: FeedState) -> datetime | None:
    if state.new_at is None or state.longest_gap is None:
        return None
    return state.new_at + timedelta(seconds=max(_PATIENCE * state.longest_gap, _LEAST_SILENCE))


def _times(entries: Sequence[Entry], now: datetime) -> list[datetime]:
    """Give when the entries were published, as far as they say it, oldest first and none in the future."""
    told = (instant(entry.published) for entry in entries if entry.published)
    return sorted(min(time, now) for time in told)
