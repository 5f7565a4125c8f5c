"""The one gate that every request to a chat passes: so many a second, so many at once, replies first."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

# Telegram's bot FAQ: "30 messages per second or so" in bulk.
_MOST = 30
_WINDOW = 1.004  # seconds; a little more than the second in which 30 may arrive
_BULK_APART = 1 / 29.6  # seconds: alerts leave evenly, so that a reply never waits for a burst of them
_CATCH_UP = 2 * _BULK_APART  # of lost time that alerts may make good
_HANDS = 16  # requests in flight; more make connection pools slow and win nothing at 30 a second
_LONGEST_TRIP = 1.0  # seconds that a request counts as under way at most: a silent server must not block all
_FORGETTING = 0.0001  # seconds by which the quickest trip is forgotten with each answer


@dataclass(slots=True, eq=False)
class Passage:
    """One place; `arrived` is when its request was at Telegram at the latest."""

    left: float
    is_made: bool = False  # whether the request was really sent
    arrived: float | None = None


class Gate:
    """Lets at most 30 requests arrive in any second and 16 be in flight; bulk waits behind everything else.

    What counts is when a request reaches Telegram. That lies between its departure and its answer, so an
    answer that came late moves it back by as much as this trip was longer than the quickest.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: list[tuple[int, int, asyncio.Future[Passage]]] = []
        self._numbers = itertools.count()
        self._passed: list[Passage] = []  # the newest, at most those of a second and those in flight
        self._in_flight = 0
        self._next_bulk = 0.0
        self._quickest = _LONGEST_TRIP
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def passing(self, *, bulk: bool) -> AsyncIterator[Passage]:
        """Wait for a place and hold it; who makes a request there says so."""
        passage = await self._enter(bulk)
        try:
            yield passage
        finally:
            self._leave(passage)

    async def _enter(self, bulk: bool) -> Passage:
        place: asyncio.Future[Passage] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (int(bulk), next(self._numbers), place))
        self._open()
        try:
            return await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._leave(place.result())
            raise

    def _leave(self, passage: Passage) -> None:
        self._in_flight -= 1
        trip = self._clock() - passage.left
        if not passage.is_made:
            self._passed.remove(passage)
            self._open()
            return
        self._quickest = min(trip, self._quickest + _FORGETTING)
        passage.arrived = passage.left + min(trip - self._quickest, _LONGEST_TRIP)
        self._open()

    def _open(self) -> None:
        """Let pass whoever may; come again when the next one may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting and self._in_flight < _HANDS:
            bulk, _, place = self._waiting[0]
            if place.done():  # whoever waited has given up
                heapq.heappop(self._waiting)
                continue
            now = self._clock()
            wait = self._wait(bool(bulk), now)
            if wait > 0:
                self._timer = asyncio.get_running_loop().call_later(wait, self._open)
                return
            heapq.heappop(self._waiting)
            place.set_result(self._let_pass(bool(bulk), now))

    def _wait(self, bulk: bool, now: float) -> float:
        self._passed = [one for one in self._passed if _latest(one, now) + _WINDOW > now]
        wait = 0.0
        if len(self._passed) >= _MOST:
            latest = sorted(_latest(one, now) for one in self._passed)
            wait = latest[-_MOST] + _WINDOW - now
        return max(wait, self._next_bulk - now) if bulk else wait

    def _let_pass(self, bulk: bool, now: float) -> Passage:
        if bulk:
            self._next_bulk = max(self._next_bulk, now - _CATCH_UP) + _BULK_APART
        self._in_flight += 1
        passage = Passage(now)
        self._passed.append(passage)
        return passage


def _latest(passage: Passage, now: float) -> float:
    """Say when a request was at Telegram at the latest; one in flight may be arriving now."""
    if passage.arrived is not None:
        return passage.arrived
    return min(now, passage.left + _LONGEST_TRIP)
