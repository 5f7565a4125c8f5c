"""One word for how a feed does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.feedstate import FeedState
from bot.health import Standing, health, help_for
from bot.model import Feed

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = Feed("a", "u")
WELL = FeedState("a", "u", last_ok_at=NOW, new_at=NOW - 5 * DAY, silent_at=NOW + DAY)


def judged(state: FeedState | None, feed: Feed = FEED) -> tuple[Standing, datetime | None]:
    one = health(feed, state, NOW)
    return one.standing, one.since


def test_each_standing_has_its_facts() -> None:
    """The operator's word comes first, then the publisher's, then failure, then silence."""
    silent = replace(WELL, silent_at=NOW - DAY)
    failing = replace(silent, failures=2, failing_since=NOW - 2 * DAY)
    stopped = replace(failing, stopped_at=NOW - DAY)
    assert judged(None) == judged(FeedState("a", "u")) == ("new", None)
    assert judged(WELL) == ("ok", None)
    assert judged(silent) == ("silent", NOW - 5 * DAY)
    assert judged(failing) == ("failing", NOW - 2 * DAY)
    assert judged(stopped) == ("stopped", NOW - DAY)
    assert judged(stopped, replace(FEED, enabled=False)) == ("off", None)


def test_a_feed_that_nobody_has_read_since_is_not_silent() -> None:
    """Where the bot was off when the feed should have spoken, it is asked first."""
    state = replace(WELL, silent_at=NOW - DAY, last_ok_at=NOW - 2 * DAY)
    assert health(FEED, state, NOW).standing == "ok"


def test_every_failure_has_a_help() -> None:
    """What is refused needs another user agent, what is gone another address; the weather needs patience."""
    assert [help_for(kind) for kind in ("http_403", "http_410", "timeout", "http_502", None)] == [
        "agent", "address", "wait", "wait", "wait",
    ]  # fmt: skip
