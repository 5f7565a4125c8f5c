"""So many questions a minute from one person, so that one person cannot keep the others waiting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

A_MINUTE = 20
_REMEMBERED = 10_000  # people; those who have been quiet for a minute are forgotten first

Ruling = Literal["pass", "warn", "drop"]


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    warned: bool = False


class Limits:
    """A bucket of questions for each person, that refills evenly; in memory only."""

    def __init__(self, a_minute: int = A_MINUTE) -> None:
        self._size = float(a_minute)
        self._buckets: dict[int, _Bucket] = {}

    def rule(self, person: int, now: float) -> Ruling:
        """Count one question at `now` (seconds); the first one too many is warned about, the rest dropped."""
        bucket = self._refilled(person, now)
        if bucket.left >= 1:
            bucket.left -= 1
            bucket.warned = False
            return "pass"
        if bucket.warned:
            return "drop"
        bucket.warned = True
        return "warn"

    def _refilled(self, person: int, now: float) -> _Bucket:
        bucket = self._buckets.get(person)
        if bucket is None:
            self._make_room(now)
            bucket = self._buckets[person] = _Bucket(self._size, now)
        bucket.left = min(self._size, bucket.left + max(0.0, now - bucket.at) * self._size / 60)
        bucket.at = now
        return bucket

    def _make_room(self, now: float) -> None:
        if len(self._buckets) >= _REMEMBERED:
            self._buckets = {who: bucket for who, bucket in self._buckets.items() if now - bucket.at < 60}
