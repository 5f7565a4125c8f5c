"""Whose turn it is at a host: so many requests at once, a pause between two, rest where it is asked for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from bot.errors import FeedError

RESTS: Final = "host_rests"  # the kind of error: nothing is wrong with what was asked for
_PATIENCE: Final = 30.0  # seconds somebody waits in the queue; a longer rest is told instead
_LONGEST_REST: Final = 3_600.0  # seconds; one feed's trouble must not silence a large host for a day
_MANY: Final = 1_000  # hosts, from which those that are idle are forgotten


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore
    guests: int = 0  # in their turn or waiting for it
    free_at: float = 0.0  # of time.monotonic, when the next request may begin


class Turns:
    """Gives turns at hosts, in the order in which they were asked for."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._hosts: dict[str, _Host] = {}
        self._tidy_at = _MANY

    @asynccontextmanager
    async def turn(self, host: str, pause: float = 0.0) -> AsyncIterator[None]:
        """Wait for a turn and hold it; the next begins `pause` seconds after this one began at the earliest.

        FeedError `host_rests` where the host has asked for a longer rest than somebody waits here, or is
        asked for so much that the turn does not come.
        """
        there = self._hosts.get(host) or self._new(host)
        _refuse_rest(host, there)
        there.guests += 1
        try:
            await _get_place(host, there)
            try:
                wait = _refuse_rest(host, there)
                there.free_at = time.monotonic() + max(wait, 0.0) + pause
                if wait > 0:
                    await asyncio.sleep(wait)
                yield
            finally:
                there.places.release()
        finally:
            there.guests -= 1

    def __len__(self) -> int:
        """Count the hosts that are remembered."""
        return len(self._hosts)

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, for an hour at most."""
        there = self._hosts.get(host) or self._new(host)
        there.free_at = max(there.free_at, time.monotonic() + min(seconds, _LONGEST_REST))

    def _new(self, host: str) -> _Host:
        if len(self._hosts) >= self._tidy_at:
            now = time.monotonic()
            busy = {name: one for name, one in self._hosts.items() if one.guests or one.free_at > now}
            self._hosts, self._tidy_at = busy, len(busy) + _MANY
        there = self._hosts[host] = _Host(asyncio.Semaphore(self._at_once))
        return there


async def _get_place(host: str, there: _Host) -> None:
    if not there.places.locked():
        await there.places.acquire()
        return
    try:
        async with asyncio.timeout(_PATIENCE):
            await there.places.acquire()
    except TimeoutError:
        told = f"{host} is asked for too much at once; this is asked later"
        raise FeedError(RESTS, told, retry_after=_PATIENCE) from None


def _refuse_rest(host: str, there: _Host) -> float:
    """Give the seconds until the host may be asked, or raise where they are too many."""
    wait = there.free_at - time.monotonic()
    if wait > _PATIENCE:
        raise FeedError(
            RESTS,
            f"{host} has asked to be left alone; it is asked again in {wait:.0f} s",
            retry_after=wait,
        )
    return wait
