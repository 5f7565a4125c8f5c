"""What is known of each feed between two polls, and who polls it next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Feed
from bot.storage import Tx

LEASE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class FeedState:
    """All times are UTC; `baseline_at` is None until the feed was read for the first time."""

    name: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    baseline_at: datetime | None = None
    due_at: datetime | None = None  # None: at once
    last_ok_at: datetime | None = None
    failures: int = 0  # in a row
    last_error: str | None = None
    moved_to: str | None = None


async def ensure(tx: Tx, feeds: Sequence[Feed]) -> None:
    """Give each configured feed a state; one whose address changed begins anew, baseline included."""
    raise NotImplementedError


async def states(tx: Tx) -> dict[str, FeedState]:
    """Give every state by the feed's name, of feeds no longer configured too."""
    raise NotImplementedError


async def save_state(tx: Tx, state: FeedState) -> None:
    """Write a state and end the claim on the feed."""
    raise NotImplementedError


async def claim_due(
    tx: Tx, now: datetime, limit: int, *, names: Sequence[str], lease: timedelta = LEASE
) -> list[FeedState]:
    """Take at most `limit` of the feeds `names` that are due, longest due first; nobody else gets them.

    A claim ends with `save_state`, or after `lease` when its holder has died.
    """
    raise NotImplementedError
