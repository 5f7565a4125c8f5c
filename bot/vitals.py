"""How the running program does: what it has counted since its start, and when its loops last moved."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

FEEDS, SENDING, LISTENING = "the poller of feeds", "the sender", "the line to Telegram"
# Seconds after which a loop counts as stuck. The first two move once a second; a question to Telegram is held
# open for 25 seconds and given up after 45, and pauses between two last half a minute at most.
_PATIENCE = {FEEDS: 60.0, SENDING: 60.0, LISTENING: 150.0}


@dataclass(slots=True)
class Vitals:
    """One process' counts and heartbeats; times are those of the steady `clock`."""

    clock: Callable[[], float] = time.monotonic
    polls: Counter[str] = field(default_factory=Counter)  # by result: ok, or the kind of failure
    articles: Counter[str] = field(default_factory=Counter)  # by label
    visits: Counter[str] = field(default_factory=Counter)  # by what they underwent: new, material, …
    sends: Counter[tuple[str, str]] = field(default_factory=Counter)  # by kind and outcome
    halts: int = 0
    leads: bool = False
    heard_at: float | None = None  # the last answer to getUpdates, seconds since 1970
    _halted_until: float = 0.0
    _beats: dict[str, float] = field(default_factory=dict)

    def beat(self, loop: str) -> None:
        """Note that a loop moves."""
        self._beats[loop] = self.clock()

    def rest(self, *loops: str) -> None:
        """Note that loops have ended in good order."""
        for loop in loops:
            self._beats.pop(loop, None)

    def stuck(self) -> str | None:
        """Name a loop that should move and does not."""
        now = self.clock()
        late = {loop: now - at for loop, at in self._beats.items() if now - at > _PATIENCE[loop]}
        return next((f"{loop} has not moved for {seconds:.0f} s" for loop, seconds in late.items()), None)

    def halt(self, seconds: float) -> None:
        """Note that Telegram wants nothing for so long; asked again meanwhile, it is still one halt."""
        now = self.clock()
        if seconds > 0:
            self.halts += now > self._halted_until
            self._halted_until = max(self._halted_until, now + seconds)

    def heard(self) -> None:
        """Note that Telegram has answered getUpdates."""
        self.heard_at = time.time()
