"""Whether a visit is still news: the past alerts nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot import days
from bot.model import Visit

OLD = timedelta(days=7)  # contract: neither older articles nor visits longer over alert anybody


def is_fresh(visit: Visit, now: datetime) -> bool:
    """The past alerts nobody, and a visit is as fresh as the newest report of it."""
    today = now.astimezone(UTC).date()
    told = [days.published_days(source.published, today)[1] for source in visit.sources]
    ended = visit.record.end or visit.record.start
    over = ended is not None and today - days.span(ended)[1] > OLD
    return today - max(told, default=today) <= OLD and not over
