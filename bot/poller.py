"""Polls what is due, many feeds at a time, and writes down together what polls have left."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.errors import StorageError
from bot.model import Feed
from bot.pipeline import Ending, Pipeline, Report
from bot.storage import Store, feeds
from bot.storage.feeds import FeedState
from bot.vitals import FEEDS, Vitals

_log = logging.getLogger(__name__)

_SLACK = timedelta(seconds=0.3)  # a feed due right after this tick would else wait for the next
_MOMENT = 0.5  # seconds of waiting for a server, after which another feed is polled meanwhile
_MOST = 8  # times as many polls as there are places may be under way; the others wait for servers
_AHEAD = 3  # times as many feeds are claimed as can be polled at once


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
    ) -> None:
        self._store = store
        self._pipeline = pipeline
        self._feeds: dict[str, Feed] = {}  # also those that are polled no more, while a poll of them runs
        self.polled: frozenset[str] = frozenset()
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
        self.is_closed = False

    def take(self, catalogue: Iterable[Feed]) -> None:
        """Go by this list from now on; each of its feeds must have a state in the store."""
        enabled = {feed.name: feed for feed in catalogue if feed.enabled}
        self._feeds.update(enabled)
        self.polled = frozenset(enabled)

    async def tick(self) -> None:
        """Write what polls have left, claim what is due, and poll it in the background."""
        async with self._turning:
            self._vitals.beat(FEEDS)
            if not self.is_closed:
                await self._turn()
        self._fill()

    async def _turn(self) -> None:
        ended = self._ended[:]
        self._is_behind = False
        try:
            async with self._store.writing() as tx:
                await self._pipeline.end(tx, ended)
                room = _AHEAD * self._concurrency - len(self._claimed) - len(self._running) + self._lent
                ours = [name for name in await feeds.due(tx, _soon()) if name in self.polled][: max(0, room)]
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
        while self._claimed and self._has_place and not self.is_closed:
            state = self._claimed.popleft()
            self._running[state.name] = asyncio.create_task(self._poll(state))
        is_early = self._early is not None and not self._early.done()
        is_behind = self._is_behind and not self._claimed
        # If this process dies, what it has claimed waits for the lease to end before others may poll it.
        holds_back = self._store.is_shared and bool(self._ended)
        if (is_behind or holds_back) and not self.is_closed and not is_early:
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
        self.is_closed = True
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


def _soon() -> datetime:
    return datetime.now(UTC) + _SLACK
