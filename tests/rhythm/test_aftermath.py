"""What a poll leaves in its feed's state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.aftermath import after_failure, after_success
from bot.candidates import Candidate, again_in
from bot.errors import FeedError
from bot.feeds.news import Sorted
from bot.feeds.results import FeedState as Validators
from bot.feeds.results import Polled, Unchanged
from bot.feedstate import FeedState
from bot.model import Entry, Feed
from bot.pacing import Pacing

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
FEED = Feed("a", "u")
PACING = Pacing(300)
KNOWN = FeedState("a", "u", baseline_at=NOW, last_ok_at=NOW, new_at=NOW, gap=3600.0)
GONE = FeedError("http_410", "u answered 410")


def answered(state: FeedState, polled: Polled | Unchanged, now: datetime = NOW) -> FeedState:
    return after_success(PACING, FEED, state, polled, Sorted(), now)


def failed(state: FeedState, error: FeedError = GONE, now: datetime = NOW) -> FeedState:
    return after_failure(PACING, FEED, state, error, now)


def test_a_feeds_own_wish_outlives_an_unchanged_answer() -> None:
    """A 304 does not repeat the ttl of the document that it stands for."""
    read = answered(KNOWN, Polled(Validators(), (), "ok", rests_for=1800.0))
    for state in (read, answered(read, Unchanged(Validators()))):
        assert state.due_at is not None
        assert state.due_at - NOW >= timedelta(seconds=0.9 * 1800)
    assert answered(read, Polled(Validators(), (), "ok")).rests_for is None


def test_a_run_of_failures_knows_its_beginning_and_its_class() -> None:
    """The first failure is remembered through the later ones, and success forgets them all."""
    once = failed(KNOWN, FeedError("timeout", "too slow"))
    twice = failed(once, FeedError("http_503", "down"), NOW + timedelta(hours=1))
    assert (twice.failing_since, twice.failures, twice.error_kind) == (NOW, 2, "http_503")
    well = answered(twice, Unchanged(Validators()))
    assert (well.failing_since, well.failures, well.error_kind, well.last_error) == (None, 0, None, None)


def test_a_publisher_who_ends_a_feed_is_believed_at_its_own_address() -> None:
    """410 stops a feed for good, but where it had moved to, for then the old address is tried again."""
    assert failed(KNOWN).stopped_at == NOW
    moved = failed(replace(KNOWN, moved_to="https://b.example/rss"))
    assert (moved.stopped_at, moved.moved_to) == (None, None)
    assert failed(KNOWN, FeedError("http_404", "not there")).stopped_at is None
    assert answered(failed(KNOWN), Unchanged(Validators())).stopped_at is None


def test_a_feed_that_empties_says_so_until_it_fills_again() -> None:
    """The note stays while nothing changes, and goes with the next full reading."""
    empty = answered(KNOWN, Polled(Validators(), (), "empty_feed"))
    assert "empty" in (empty.note or "")
    assert answered(empty, Unchanged(Validators())).note == empty.note
    assert answered(empty, Polled(Validators(), (), "ok")).note is None


def test_what_waits_for_its_page_brings_the_next_poll_near() -> None:
    """A slow feed is polled again a minute after a page has failed, then later and later, never late."""
    entry = Entry(("title:a",), "A", "", None, None)
    waits = []
    for tries in range(1, 5):
        soon = again_in([Candidate(entry, quiet=False, tries=tries)])
        due = PACING.after_success(FEED, KNOWN, NOW, again_in=soon)
        waits.append((due - NOW).total_seconds())
    assert waits[:2] == [60.0, 240.0]
    assert max(waits) <= PACING.interval
