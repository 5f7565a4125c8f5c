"""What is known of a feed between two polls: one row of the store's table of feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedState:
    """All times are UTC, all lengths of time seconds; rhythm.py learns those of its rhythm."""

    name: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    baseline_at: datetime | None = None  # None until the feed was read for the first time
    due_at: datetime | None = None  # None: at once
    last_ok_at: datetime | None = None
    failures: int = 0  # in a row
    last_error: str | None = None
    moved_to: str | None = None
    error_kind: str | None = None  # the class of the last failure, while it fails
    failing_since: datetime | None = None
    stopped_at: datetime | None = None  # its publisher has ended it: it is polled no more
    note: str | None = None  # what is odd about its document as it was read last, for an operator
    # Its rhythm; None where nothing is known yet.
    new_at: datetime | None = None  # when it brought something new the last time
    gap: float | None = None  # usual between two new entries, of late
    longest_gap: float | None = None  # that was met, forgotten by and by
    per_day: float | None = None  # new entries, over some weeks
    delay: float | None = None  # from published to seen, the median
    span: float | None = None  # from the oldest to the newest entry that it shows, the narrowest of late
    silent_at: datetime | None = None  # without news until then it is silent against its own rhythm
    rests_for: float | None = None  # that its last document asks for
    odd: str | None = None  # what was odd about the entries that it brought, at most a week ago
    odd_at: datetime | None = None
    claim: datetime | None = None  # whoever took the feed may save it while this is what its row says
