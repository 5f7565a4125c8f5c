"""A clock that leaps over waiting: hours of the program pass in minutes, and no work of it is left out.

Import this before anything of the program: what is imported later reads this clock and no other.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any

from tests.standin import install

_REAL_WAIT = 0.05  # seconds; a thread or a process that has finished ends it at once


class Clock:
    """Stands still while there is work, and else goes to the next moment that somebody waits for."""

    def __init__(self) -> None:
        self.began = time.time()
        self.elapsed = 0.0
        self.busy = 0  # jobs of threads and processes, which take real time

    def time(self) -> float:
        return self.began + self.elapsed

    def steady(self) -> float:
        # Small, because seconds since 1970 leave too few digits to wait for a moment exactly.
        return 1000.0 + self.elapsed

    def counted(self, work: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        """Make the clock stand still while this runs."""

        @wraps(work)
        async def inside(*args: Any, **more: Any) -> Any:
            self.busy += 1
            try:
                return await work(*args, **more)
            finally:
                self.busy -= 1

        return inside


CLOCK = Clock()


class _Leaping(selectors.EpollSelector):
    """Where the loop waits: for what really happens without moving the clock, else not at all."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if CLOCK.busy or timeout is None:
            return super().select(_REAL_WAIT)
        CLOCK.elapsed += timeout
        return []


class Loop(asyncio.SelectorEventLoop):
    """An event loop that goes by the clock above."""

    def __init__(self) -> None:
        super().__init__(_Leaping())

    def time(self) -> float:
        return CLOCK.steady()

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:
        future = super().run_in_executor(executor, func, *args)
        CLOCK.busy += 1
        future.add_done_callback(_one_less)
        return future


def _one_less(_done: Awaitable[Any]) -> None:
    CLOCK.busy -= 1


install(CLOCK.time)
time.monotonic = CLOCK.steady


def hold_while_others_work() -> None:
    """Let the database's threads and the parsing processes take the real time that they need."""
    import aiosqlite

    from bot.feeds.workers import Workers

    aiosqlite.Connection._execute = CLOCK.counted(aiosqlite.Connection._execute)  # type: ignore[method-assign]
    aiosqlite.Connection._connect = CLOCK.counted(aiosqlite.Connection._connect)  # type: ignore[method-assign]
    Workers._do = CLOCK.counted(Workers._do)  # type: ignore[method-assign]


def run(work: Coroutine[Any, Any, int]) -> int:
    """Run it to its end by this clock."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(work)
