"""Which job runs when: every second the feeds that are due are polled and the outbox is looked at."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped] # ships no types

from bot.chores import Chores
from bot.poller import Poller

_log = logging.getLogger(__name__)

_TICK = 1.0  # seconds
_JUMP = 2.0  # seconds by which the wall clock must leave the steady one to count as set anew
_WATCH = 60  # seconds


class Schedule:
    """The clockwork; due times live in the store, so it remembers nothing itself."""

    def __init__(self, poller: Poller, chores: Chores, nudge: Callable[[], None] | None = None) -> None:
        # A late tick is run once, whenever it comes: skipping it or piling it up would both be wrong.
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        now = datetime.now(UTC)
        self._scheduler.add_job(poller.tick, "interval", seconds=_TICK, next_run_time=now, id="feeds")
        soon = now + timedelta(hours=1)
        self._scheduler.add_job(chores.forget, "interval", hours=24, next_run_time=soon, id="forget")
        self._scheduler.add_job(chores.digest, "interval", seconds=_TICK, id="digests")
        self._scheduler.add_job(chores.broadcast, "interval", seconds=_TICK, id="broadcasts")
        self._scheduler.add_job(chores.lapse, "interval", hours=1, next_run_time=now, id="lapse")
        self._scheduler.add_job(chores.watch, "interval", seconds=_WATCH, id="watch")
        self._chores = chores
        self._watching: asyncio.Task[None] | None = None
        if nudge is not None:
            self._scheduler.add_job(_nudge, "interval", (nudge,), seconds=_TICK, id="outbox")

    def start(self) -> None:
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())

    def pause(self) -> None:
        """Begin nothing more; what has begun goes on."""
        self._scheduler.pause()

    def stop(self) -> None:
        """Stop the clockwork, and with it whatever it still runs."""
        if self._watching is not None:
            self._watching.cancel()
        self._scheduler.shutdown(wait=False)

    async def _watch(self) -> None:
        """Notice when the clock is set: the scheduler and all due times go by it, and would wait for days."""
        await self._chores.hasten()
        before = time.time() - time.monotonic()
        while True:
            await asyncio.sleep(_TICK)
            apart = time.time() - time.monotonic()
            if abs(apart - before) > _JUMP:
                _log.warning("the clock was set by %+.0f s", apart - before)
                await self._chores.hasten(everything=apart < before)
                self._go_on()
            before = apart

    def _go_on(self) -> None:
        for job in self._scheduler.get_jobs():
            if job.trigger.interval.total_seconds() == _TICK:
                job.modify(next_run_time=datetime.now(UTC))


async def _nudge(nudge: Callable[[], None]) -> None:
    """Nudge inside the loop: APScheduler runs plain functions in a thread, where events must not be set."""
    nudge()
