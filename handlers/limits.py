"""So many questions a minute from one person, so that one person cannot keep the others waiting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

A_MINUTE = 20
INLINE = 60  # a minute: who types "@bot Bahrain" asks several times
_AGAIN = 60.0  # seconds after which somebody is warned once more
_REMEMBERED = 10_000  # people; those who have been quiet for a minute are forgotten first

Ruling = Literal["pass", "warn", "drop"]


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    warned_at: float = -_AGAIN


class Limits:
    """A bucket of questions for each person, that refills evenly; in memory only."""

    def __init__(self, a_minute: int = A_MINUTE) -> None:
        self._size = float(a_minute)
        self._buckets: dict[int, _Bucket] = {}

    def rule(self, person: int, now: float) -> Ruling:
        """Count one question at `now` (seconds); one too many is refused."""
        bucket = self._refilled(person, now)
        if bucket.left < 1:
            return self.refuse(person, now)
        bucket.left -= 1
        return "pass"

    def refuse(self, person: int, now: float) -> Ruling:
        """Say how to turn somebody away: with a warning once a minute, else without a word."""
        bucket = self._refilled(person, now)
        if 0 <= now - bucket.warned_at < _AGAIN:
            return "drop"
        bucket.warned_at = now
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
