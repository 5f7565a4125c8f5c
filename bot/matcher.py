"""Matching: what changed × who subscribes → the notices that are due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.model import Change, Chat, Notice, Subscription, Visit


def match(
    change: Change,
    visit: Visit,
    subscribers: Sequence[tuple[Chat, Subscription]],
    shown: Mapping[int, bool],
    *,
    now: datetime,
) -> tuple[Notice, ...]:
    """Say who gets what; `shown` is what `outbox.shown` answers."""
    raise NotImplementedError
