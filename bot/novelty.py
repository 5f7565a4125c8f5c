"""What is new on a feed, held against what it has shown before; the rules are in feeds/news.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.feeds.news import Past, Sorted, sort
from bot.feedstate import FeedState
from bot.model import Entry

_LASTS = timedelta(days=7)  # a name that was marked since need not be marked again


@dataclass(frozen=True, slots=True)
class Novelty:
    """What a document brought, and the entries that are to be remembered for it."""

    found: Sorted = field(default_factory=Sorted)
    unmarked: tuple[Entry, ...] = ()


def look(
    state: FeedState,
    shown: Sequence[Entry],
    known: Mapping[str, date],
    waiting: Iterable[str],
    now: datetime,
) -> Novelty:
    """Sort what a feed shows, whose names it has shown on the days `known` before.

    Entries with a name that is `waiting`, for its page, are no news.
    """
    # A clock that has been set back leaves readings in the future, after which nothing would be news.
    read_at = min(state.last_ok_at, now) if state.baseline_at and state.last_ok_at else None
    past = Past({**known, **dict.fromkeys(waiting, now.date())}, read_at)
    found = sort(shown, past, now)
    since = (now - _LASTS).date()
    return Novelty(found, tuple(entry for entry in found.looked_at if not _is_marked(entry, known, since)))


def names(new: Novelty, *, but: Collection[str]) -> list[str]:
    """List by what names the entries are to be remembered, `but` those that are to be looked at again."""
    but = frozenset(but)
    return [name for entry in new.unmarked if but.isdisjoint(entry.names) for name in entry.names]


def _is_marked(entry: Entry, known: Mapping[str, date], since: date) -> bool:
    return all(known.get(name, date.min) >= since for name in entry.names)
