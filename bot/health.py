"""How a feed does, for whoever lists feeds: one word, since when, and what kind of help it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.feedstate import FeedState
from bot.model import Feed
from bot.rhythm import is_silent, per_day_now

# off: by the operator; stopped: by its publisher, for good (410); new: not polled yet;
# silent: it answers well, and has brought nothing for much longer than it ever rests.
Standing = Literal["ok", "new", "failing", "silent", "stopped", "off"]
Help = Literal["agent", "address", "rest", "robots", "wait", "content", "allow"]


@dataclass(frozen=True, slots=True)
class Health:
    """How it stands with a feed."""

    feed: Feed
    state: FeedState | None
    standing: Standing
    since: datetime | None = None  # it fails, is stopped, or has brought nothing
    per_day: float | None = None  # new entries, as of now


def health(feed: Feed, state: FeedState | None, now: datetime) -> Health:
    """Judge a feed by what is known of it; `state` is None before its first poll."""
    if not feed.enabled:
        return Health(feed, state, "off")
    if state is None:
        return Health(feed, state, "new")
    standing, since = _standing(state, now)
    return Health(feed, state, standing, since, per_day_now(state, now))


def _standing(state: FeedState, now: datetime) -> tuple[Standing, datetime | None]:
    if state.stopped_at is not None:
        return "stopped", state.stopped_at
    if state.failures:
        return "failing", state.failing_since
    if is_silent(state, now):
        return "silent", state.new_at
    return "ok" if state.last_ok_at else "new", None


def help_for(kind: str | None) -> Help:
    """Say what kind of help a class of failure needs: another user agent, another address, patience, …"""
    return _HELP.get(kind or "", "wait")


_HELP: Mapping[str, Help] = {
    "http_400": "agent",
    "http_401": "agent",
    "http_403": "agent",
    "http_406": "agent",
    "http_404": "address",
    "http_410": "address",
    "http_429": "rest",
    "robots": "robots",
    "sitemap_index": "address",
    "redirect_loop": "address",
    "bad_url": "address",
    "bad_scheme": "address",
    "not_a_feed": "address",
    "malformed_no_entries": "content",
    "rejected": "content",
    "too_big": "content",
    "too_large": "content",
    "bad_encoding": "content",
    "memory": "content",
    "parser_error": "content",
    "bad_port": "allow",
    "forbidden_address": "allow",
}
