"""Telegram's speed limits, kept before Telegram has to: every request with a chat passes here."""

from __future__ import annotations

import asyncio
import logging
import math
import time
import warnings
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import partial
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter
from telegram.warnings import PTBDeprecationWarning

from bot.outputs.gate import Gate
from bot.outputs.journal import leaving

_log = logging.getLogger(__name__)

# The library announces that these seconds will become a timedelta; `seconds_of` is ready for either.
warnings.filterwarnings("ignore", message=".*`retry_after`", category=PTBDeprecationWarning)

# Sources: Telegram's bot FAQ ("avoid more than one message per second" in a chat, 20 a minute in a group).
# In any window W a pace lets through at most burst + W / interval.
_PRIVATE = (1.0, 3)
_GROUP = (60 / 16, 4)  # at most 20 in any minute

_STORM = 5.0  # seconds: two chats told to wait within this time mean that the bot as a whole is too fast
_PATIENCE = 30.0  # seconds that a reply waits out; later nobody expects it any more
_TRIES = 3
_BRIEF = 0.2  # seconds that a bulk request waits for its chat; each one waiting keeps a hand from others
_SWEEP = 256  # chats remembered before those at rest are forgotten

BULK = "bulk"  # `rate_limit_args` of what nobody waits for: alerts


def _unheard() -> None:
    """Let a request wait of which nobody needs to hear."""


# Called by the limiter when a request has to wait for its chat's pace, or for the end of a halt.
held: ContextVar[Callable[[], None]] = ContextVar("held", default=_unheard)


class Pace:
    """A generic cell rate: `interval` seconds between requests, after a burst of so many."""

    __slots__ = ("_interval", "_next", "_tolerance")

    def __init__(self, interval: float, burst: int) -> None:
        self._interval = interval
        self._tolerance = (burst - 1) * interval
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Say in how many seconds the next place is."""
        return max(0.0, self._next - self._tolerance - now)

    def reserve(self, now: float) -> float:
        """Take the next place and say in how many seconds it is."""
        wait = self.wait(now)
        self._next = max(self._next, now) + self._interval
        return wait

    def is_at_rest(self, now: float) -> bool:
        return self._next <= now


class Busy(RetryAfter):
    """A bulk request that has to wait for so many seconds was not made; nobody has refused it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(math.ceil(seconds))
        self.seconds = seconds


class Limiter(BaseRateLimiter[str]):
    """Spaces requests out, first come first served in each chat; a 429 halts its chat, two halt all.

    Replies wait out a short 429 here; bulk requests get it raised, or Busy, because the outbox waits better.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._gate = Gate(clock)
        self._chats: dict[int | str, Pace] = {}
        self._sweep_at = _SWEEP
        self._halted: dict[int | str, float] = {}
        self._all_halted = 0.0
        self._last_refusal: tuple[int | str, float] | None = None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Wait for a place, then make the request; RetryAfter only when waiting here is of no use."""
        chat = data.get("chat_id")
        if chat is None or endpoint.startswith("get"):
            return await callback(*args, **kwargs)
        bulk = rate_limit_args == BULK
        for left in reversed(range(_TRIES)):
            try:
                return await self._once(partial(callback, *args, **kwargs), chat, bulk)
            except Busy:
                raise
            except RetryAfter as error:
                wait = seconds_of(error)
                self.refused(chat, wait)
                if bulk or not left or wait > _PATIENCE:
                    raise
        raise AssertionError("the last try returns or raises")

    def refused(self, chat: int | str, seconds: float) -> None:
        """Note that Telegram told `chat` to wait."""
        _log.warning("Telegram asks for %.0f s of patience", seconds, extra={"chat": chat})
        now = self._clock()
        self._halted[chat] = now + seconds
        last = self._last_refusal
        if last and last[0] != chat and now - last[1] < _STORM:
            self._all_halted = max(self._all_halted, now + seconds, self._halted.get(last[0], 0.0))
        self._last_refusal = (chat, now)

    def halted(self) -> float:
        """Say for how many seconds nothing at all may be sent."""
        return max(0.0, self._all_halted - self._clock())

    async def _once(self, call: Callable[[], Coroutine[Any, Any, Any]], chat: int | str, bulk: bool) -> Any:
        """Make the request in its place; Busy where a bulk one would wait longer than the outbox likes."""
        while True:
            await self._wait_for_chat(chat, bulk)
            async with self._gate.passing(bulk=bulk) as passage:
                if self._halt_left(chat) <= 0:  # else a halt has come while it waited at the gate
                    await leaving.get()()
                    passage.is_made = True
                    return await call()

    async def _wait_for_chat(self, chat: int | str, bulk: bool) -> None:
        pace = self._pace_of(chat)
        wait = pace.wait(self._clock())
        if bulk and max(wait, self._halt_left(chat)) > _BRIEF:
            raise Busy(max(wait, self._halt_left(chat)))
        if max(wait, self._halt_left(chat)) > 0:
            held.get()()
        await asyncio.sleep(pace.reserve(self._clock()))
        while (left := self._halt_left(chat)) > 0:  # noqa: ASYNC110 - a halt may grow meanwhile
            await asyncio.sleep(left)
        self._halted.pop(chat, None)

    def _halt_left(self, chat: int | str) -> float:
        return max(self._all_halted, self._halted.get(chat, 0.0)) - self._clock()

    def _pace_of(self, chat: int | str) -> Pace:
        if len(self._chats) >= self._sweep_at:
            self._sweep()
        pace = self._chats.get(chat)
        if pace is None:
            # Groups and channels have negative ids or public names.
            private = not str(chat).startswith(("-", "@"))
            pace = self._chats[chat] = Pace(*(_PRIVATE if private else _GROUP))
        return pace

    def _sweep(self) -> None:
        """Forget the chats at rest; the next sweep comes when twice as many as remain are known."""
        now = self._clock()
        self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.is_at_rest(now)}
        self._halted = {chat: until for chat, until in self._halted.items() if until > now}
        self._sweep_at = max(_SWEEP, 2 * len(self._chats))


def seconds_of(error: RetryAfter) -> float:
    """Give the seconds that Telegram asks to wait."""
    if isinstance(error, Busy):
        return error.seconds
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
