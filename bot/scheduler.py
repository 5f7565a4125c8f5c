"""Which job runs when: every second the feeds that are due are polled and the outbox is looked at."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped] # ships no types

from bot import watching
from bot.broadcasting import queue_broadcasts
from bot.digesting import queue_digests
from bot.errors import StorageError
from bot.lapsing import lapse
from bot.model import Feed
from bot.pipeline import Ending, Pipeline, Report
from bot.storage import Store, broadcasts, digests, entries, feeds, outbox, retention
from bot.storage.feeds import FeedState
from bot.vitals import FEEDS, Vitals

_log = logging.getLogger(__name__)

_TICK = 1.0  # seconds
_SLACK = timedelta(seconds=0.3)  # a feed due right after this tick would else wait for the next
_MOMENT = 0.5  # seconds of waiting for a server, after which another feed is polled meanwhile
_MOST = 8  # times as many polls as there are places may be under way; the others wait for servers
_AHEAD = 3  # times as many feeds are claimed as can be polled at once
_JUMP = 2.0  # seconds by which the wall clock must leave the steady one to count as set anew
# Longer pauses than these are never made, but for a server that asks for one; a due time that is further away
# was written by a clock that was wrong.
_LONGEST_PAUSE = timedelta(hours=7)
_LONGEST_WAIT = timedelta(hours=1)
_WATCH = 60  # seconds
_BETWEEN_PAGES = 0.1  # seconds in which others may write
_FORGET_AFTER = timedelta(days=60)  # entries that their feed has not shown for so long
_FORGET_ORPHANS = timedelta(days=400)  # those of feeds that have shown nothing at all


class Poller:
    """Polls the feeds that are due, so many at a time; one bad feed stops no other.

    What polls have left to be written is written together, once a second or with the next claim: a crash
    before that costs one more poll of each.
    """

    def __init__(
        self,
        store: Store,
        pipeline: Pipeline,
        catalogue: Mapping[str, Feed],
        *,
        concurrency: int = 32,
        on_report: Callable[[Report], None] = lambda report: None,
        vitals: Vitals | None = None,
        keep: timedelta = timedelta(days=30),
        operators: Collection[int] = (),
    ) -> None:
        self._store = store
        self._keep = keep
        self._operators = operators
        self._pipeline = pipeline
        self._feeds: dict[str, Feed] = {}  # also those that are polled no more, while a poll of them runs
        self._polled: frozenset[str] = frozenset()
        self.take(catalogue.values())
        self._concurrency = concurrency
        self._on_report = on_report
        self._vitals = vitals or Vitals()
        self._claimed: deque[FeedState] = deque()  # have no place yet
        self._running: dict[str, asyncio.Task[None]] = {}
        self._lent = 0  # places of polls that wait for slow servers
        self._ended: list[Ending] = []  # not written yet
        self._turning = asyncio.Lock()
        self._early: asyncio.Task[None] | None = None  # a tick that did not wait for its second
        self._is_behind = False  # more was due than could be claimed
        self._closed = False

    def take(self, catalogue: Iterable[Feed]) -> None:
        """Go by this list from now on; each of its feeds must have a state in the store."""
        enabled = {feed.name: feed for feed in catalogue if feed.enabled}
        self._feeds.update(enabled)
        self._polled = frozenset(enabled)

    async def tick(self) -> None:
        """Write what polls have left, claim what is due, and poll it in the background."""
        async with self._turning:
            self._vitals.beat(FEEDS)
            if not self._closed:
                await self._turn()
        self._fill()

    async def _turn(self) -> None:
        ended = self._ended[:]
        self._is_behind = False
        try:
            async with self._store.writing() as tx:
                await self._pipeline.end(tx, ended)
                room = _AHEAD * self._concurrency - len(self._claimed) - len(self._running) + self._lent
                ours = [name for name in await feeds.due(tx, _soon()) if name in self._polled][: max(0, room)]
                claimed = await feeds.claim_due(tx, _soon(), len(ours), names=ours) if ours else []
        except StorageError as error:
            _log.error("no feed can be polled: %s", error)
            return
        except Exception:
            _log.critical("what polls have left could not be written; they are done again", exc_info=True)
        else:
            self._claimed.extend(claimed)
            self._is_behind = 0 < room == len(ours)
        del self._ended[: len(ended)]

    def _fill(self) -> None:
        """Begin to poll as long as there is a place; claim more when what is claimed runs out."""
        while self._claimed and self._has_place and not self._closed:
            state = self._claimed.popleft()
            self._running[state.name] = asyncio.create_task(self._poll(state))
        is_early = self._early is not None and not self._early.done()
        is_behind = self._is_behind and not self._claimed
        # If this process dies, what it has claimed waits for the lease to end before others may poll it.
        holds_back = self._store.is_shared and bool(self._ended)
        if (is_behind or holds_back) and not self._closed and not is_early:
            self._early = asyncio.create_task(self.tick())

    @property
    def _has_place(self) -> bool:
        busy, most = len(self._running) - self._lent, _MOST * self._concurrency
        return busy < self._concurrency and len(self._running) < most

    @asynccontextmanager
    async def _lending(self) -> AsyncIterator[None]:
        """Lend a poll's place to another while its server is slow: a hundred silent ones delay nobody."""
        is_lent = False

        def lend() -> None:
            nonlocal is_lent
            is_lent, self._lent = True, self._lent + 1
            self._fill()

        timer = asyncio.get_running_loop().call_later(_MOMENT, lend)
        try:
            yield
        finally:
            timer.cancel()
            self._lent -= is_lent

    async def _poll(self, state: FeedState) -> None:
        try:
            await self._poll_one(state)
        finally:
            self._running.pop(state.name, None)
            self._fill()

    async def _poll_one(self, state: FeedState) -> None:
        feed = self._feeds[state.name]
        try:
            report, ending = await self._pipeline.poll(feed, state, self._lending())
            self._ended.append(ending)
            self._on_report(report)
        except StorageError as error:
            _log.error("feed %s is polled again later: %s", state.name, error)
            self._ended.append(Ending(feed, state))
        except Exception:
            # The unforeseen: louder than anything else, and still no reason to stop the others.
            _log.critical("feed %s could not be polled", state.name, exc_info=True)

    async def release(self) -> None:
        """End the claims of a dead process, so that nobody waits them out; for who is alone on the store."""
        async with self._store.writing() as tx:
            await feeds.end_claims(tx)

    async def once(self, names: list[str]) -> None:
        """Poll each of these feeds one time, due or not."""
        places = asyncio.Semaphore(self._concurrency)
        async with self._store.reading() as tx:
            states = await feeds.states(tx)

        async def one(name: str) -> None:
            async with places:
                await self._poll_one(states[name])

        await asyncio.gather(*(one(name) for name in names))
        await self._write()

    async def _write(self) -> None:
        async with self._store.writing() as tx:
            await self._pipeline.end(tx, self._ended)
        self._ended.clear()

    async def drain(self, seconds: float) -> None:
        """Give running polls a moment; what is cut off was not marked as seen and is done again."""
        self._closed = True
        async with self._turning:  # one under way is let through: cut off, it could leave the store hanging
            pass
        if tasks := list(self._running.values()):
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._ended += [Ending(self._feeds[state.name], state) for state in self._claimed]
        try:
            await self._write()
        except StorageError as error:
            _log.error("what was polled last is polled again: %s", error)

    async def hasten(self, *, everything: bool = False) -> None:
        """Bring near what a wrong clock has put far off; `everything` that waits when it was set back."""
        now = datetime.now(UTC)
        pause, wait = (timedelta(0), timedelta(0)) if everything else (_LONGEST_PAUSE, _LONGEST_WAIT)
        await self.tick()  # what polls have left goes by the clock as it was
        try:
            async with self._store.writing() as tx:
                await feeds.hasten(tx, now, pause)
                await outbox.hasten(tx, now, wait)
                await digests.hasten(tx, now)
        except StorageError as error:
            _log.error("due times cannot be looked through: %s", error)

    async def forget(self) -> None:
        """Forget entries that no feed shows any more, and alerts that ended long ago."""
        now = datetime.now(UTC)
        place: int | None = 0
        try:
            async with self._store.writing() as tx:
                await entries.forget(tx, now.date(), after=_FORGET_AFTER, orphans=_FORGET_ORPHANS)
                await digests.forget(tx)
                await broadcasts.forget(tx, now, now - self._keep)
            while place is not None and not self._closed:
                async with self._store.writing() as tx:
                    place = await retention.forget(tx, place, now - self._keep)
                await asyncio.sleep(_BETWEEN_PAGES)
        except StorageError as error:
            _log.error("what is old is forgotten tomorrow: %s", error)

    async def digest(self) -> None:
        """Queue the digests whose hour has come."""
        try:
            await queue_digests(self._store, datetime.now(UTC))
        except StorageError as error:
            _log.error("no digest can be queued: %s", error)

    async def broadcast(self) -> None:
        """Queue what operators have let go."""
        try:
            await queue_broadcasts(self._store, datetime.now(UTC))
        except StorageError as error:
            _log.error("a broadcast is queued later: %s", error)

    async def lapse(self) -> None:
        """Look for plans that nobody has confirmed in time."""
        try:
            await lapse(self._store, datetime.now(UTC))
        except StorageError as error:
            _log.error("plans cannot be looked through: %s", error)

    async def watch(self) -> None:
        """See how the feeds do, and let operators know."""
        try:
            await watching.look(self._store, self._polled, self._operators, datetime.now(UTC))
        except StorageError as error:
            _log.error("feeds cannot be looked through: %s", error)


def _soon() -> datetime:
    return datetime.now(UTC) + _SLACK


class Schedule:
    """The clockwork; due times live in the store, so it remembers nothing itself."""

    def __init__(self, poller: Poller, nudge: Callable[[], None] | None = None) -> None:
        # A late tick is run once, whenever it comes: skipping it or piling it up would both be wrong.
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        now = datetime.now(UTC)
        self._scheduler.add_job(poller.tick, "interval", seconds=_TICK, next_run_time=now, id="feeds")
        soon = now + timedelta(hours=1)
        self._scheduler.add_job(poller.forget, "interval", hours=24, next_run_time=soon, id="forget")
        self._scheduler.add_job(poller.digest, "interval", seconds=_TICK, id="digests")
        self._scheduler.add_job(poller.broadcast, "interval", seconds=_TICK, id="broadcasts")
        self._scheduler.add_job(poller.lapse, "interval", hours=1, next_run_time=now, id="lapse")
        self._scheduler.add_job(poller.watch, "interval", seconds=_WATCH, id="watch")
        self._poller = poller
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
        await self._poller.hasten()
        before = time.time() - time.monotonic()
        while True:
            await asyncio.sleep(_TICK)
            apart = time.time() - time.monotonic()
            if abs(apart - before) > _JUMP:
                _log.warning("the clock was set by %+.0f s", apart - before)
                await self._poller.hasten(everything=apart < before)
                self._go_on()
            before = apart

    def _go_on(self) -> None:
        for job in self._scheduler.get_jobs():
            if job.trigger.interval.total_seconds() == _TICK:
                job.modify(next_run_time=datetime.now(UTC))


async def _nudge(nudge: Callable[[], None]) -> None:
    """Nudge inside the loop: APScheduler runs plain functions in a thread, where events must not be set."""
    nudge()
