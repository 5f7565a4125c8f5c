"""What a poll leaves in its feed's state: when the feed is due again, and how it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.errors import FeedError
from bot.feeds.news import Sorted
from bot.feeds.results import FeedState as Validators
from bot.feeds.results import Polled, Unchanged
from bot.feeds.turns import RESTS
from bot.model import Feed
from bot.pacing import Pacing
from bot.rhythm import learned
from bot.storage.feeds import FeedState

_REMEMBERED = timedelta(days=7)
GONE = "http_410"  # the one failure after which a feed is left alone for good


def after_success(
    pacing: Pacing,
    feed: Feed,
    state: FeedState,
    polled: Polled | Unchanged,
    found: Sorted,
    now: datetime,
    *,
    again_in: float | None = None,
) -> FeedState:
    """Give the state of a feed that answered; what is to be tried `again_in` seconds is read anew."""
    # A feed cut off before its first entry was not read yet, however well the rest parsed.
    is_stub = isinstance(polled, Polled) and polled.kind == "ok_malformed" and not polled.entries
    kept = polled.state if again_in is None and not is_stub else Validators()
    if isinstance(polled, Polled):
        state = replace(state, note=_note(polled, state), rests_for=polled.rests_for)
        state = learned(_odd(state, found.note, now), polled.entries, found.news, now)
    asked = max(polled.fresh_for or 0.0, state.rests_for or 0.0)
    return replace(
        state,
        etag=kept.etag,
        last_modified=kept.last_modified,
        body_hash=kept.body_hash,
        baseline_at=state.baseline_at or (None if is_stub else now),
        due_at=pacing.after_success(
            feed, state, now, asked, is_first=state.last_ok_at is None, again_in=again_in
        ),
        last_ok_at=now,
        failures=0,
        last_error=None,
        error_kind=None,
        failing_since=None,
        stopped_at=None,
        moved_to=polled.moved_to or state.moved_to,
    )


def after_failure(pacing: Pacing, feed: Feed, state: FeedState, error: FeedError, now: datetime) -> FeedState:
    """Give the state of a feed that could not be read."""
    if error.kind == RESTS:  # of another feed of its host: it waits, and has not failed
        return replace(state, due_at=now + timedelta(seconds=error.retry_after or 0.0))
    failures = state.failures + 1
    # The address in feeds.toml may be right again where the one it moved to is not.
    is_gone = error.kind == GONE and state.moved_to is None
    return replace(
        state,
        failures=failures,
        last_error=str(error),
        error_kind=error.kind,
        failing_since=state.failing_since or now,
        stopped_at=now if is_gone else None,
        due_at=pacing.after_failure(feed, state, now, failures, error.retry_after),
        moved_to=None,
    )


def _odd(state: FeedState, odd: str | None, now: datetime) -> FeedState:
    """Keep what was odd until it is old or something else is, for nobody looks at each reading."""
    if odd:
        return replace(state, odd=odd, odd_at=now)
    is_old = state.odd_at is not None and now - state.odd_at > _REMEMBERED
    return replace(state, odd=None, odd_at=None) if is_old else state


def _note(polled: Polled, before: FeedState) -> str | None:
    """Say what was odd about a reading."""
    if polled.kind == "empty_feed" and before.new_at is not None:
        return "it is empty, and was not before; look at it with: visitwire feeds check"
    return polled.message or None
