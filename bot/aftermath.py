"""What a poll leaves in its feed's state: when the feed is due again, and how it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.errors import FeedError
from bot.feeds.results import FeedState as Validators
from bot.feeds.results import Polled, Unchanged
from bot.model import Feed
from bot.pacing import Pacing
from bot.storage.feeds import FeedState


def after_success(
    pacing: Pacing, feed: Feed, state: FeedState, polled: Polled | Unchanged, now: datetime, *, is_whole: bool
) -> FeedState:
    """Give the state of a feed that answered; it is read anew next time unless it `is_whole` taken in."""
    # A feed cut off before its first entry was not read yet, however well the rest parsed.
    is_stub = isinstance(polled, Polled) and polled.kind == "ok_malformed" and not polled.entries
    kept = polled.state if is_whole and not is_stub else Validators()
    return replace(
        state,
        etag=kept.etag,
        last_modified=kept.last_modified,
        body_hash=kept.body_hash,
        baseline_at=state.baseline_at or (None if is_stub else now),
        due_at=pacing.after_success(feed, now, polled.fresh_for, is_first=state.last_ok_at is None),
        last_ok_at=now,
        failures=0,
        last_error=None,
        moved_to=polled.moved_to or state.moved_to,
    )


def after_failure(pacing: Pacing, feed: Feed, state: FeedState, error: FeedError, now: datetime) -> FeedState:
    """Give the state of a feed that could not be read."""
    failures = state.failures + 1
    due = pacing.after_failure(feed, now, failures, error.retry_after)
    # The address in feeds.toml may be right again where the one it moved to is not.
    return replace(state, failures=failures, last_error=str(error), due_at=due, moved_to=None)
