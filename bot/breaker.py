"""Stops sending while Telegram is in trouble: each message sent into it would be one more in doubt."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from bot.outcomes import Later, Outcome, Unknown

_log = logging.getLogger(__name__)

_SUSPICIOUS = 3  # failures in a row
_FIRST_PAUSE = 2.0  # seconds
_LONGEST_PAUSE = 30.0


class Breaker:
    """Counts failures in a row. After three nothing is sent until Telegram was asked and has answered.

    Then one message goes alone; when it arrives all is as before.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._until = 0.0
        self._is_cleared = False

    def note(self, outcome: Outcome) -> None:
        """Count what became of a message; what only had to wait says nothing."""
        if isinstance(outcome, Unknown) or (isinstance(outcome, Later) and outcome.counts):
            # What was under way when the trouble began is part of it and makes it no worse.
            if self._failures < _SUSPICIOUS or self._is_cleared:
                self.failed()
        elif not isinstance(outcome, Later):
            if self._failures >= _SUSPICIOUS:
                _log.warning("Telegram takes messages again")
            self._failures = 0

    def failed(self) -> None:
        """Count a failure; each one makes the pause longer."""
        self._failures += 1
        self._is_cleared = False
        if self._failures == _SUSPICIOUS:
            _log.error("Telegram is in trouble: nothing is sent until it answers")
        if self._failures >= _SUSPICIOUS:
            pause = _FIRST_PAUSE * 2.0 ** min(self._failures - _SUSPICIOUS, 10)
            self._until = self._clock() + min(pause, _LONGEST_PAUSE)

    def clear(self) -> None:
        """Note that Telegram has answered a question: one message may try."""
        self._is_cleared = True

    def hands(self, free: int, under_way: int) -> int:
        """Say how many messages may be begun where `free` could be."""
        if self._failures < _SUSPICIOUS:
            return free
        return min(free, 1) if self._is_cleared and not under_way else 0

    def pause(self) -> float | None:
        """Say in how many seconds Telegram is to be asked; None when there is nothing to ask."""
        if self._failures < _SUSPICIOUS or self._is_cleared:
            return None
        return max(0.0, self._until - self._clock())
