"""The roof: builds every part once, opens them, runs them, closes them in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot import countries, heap, reading
from bot.chores import Chores
from bot.errors import StorageError, TokenRefused
from bot.feeds.fetch import Fetcher
from bot.feeds.workers import Workers
from bot.following import followed
from bot.intake import Intake
from bot.leading import DRAIN, Leader, Register
from bot.model import Feed
from bot.monitor import watched
from bot.pacing import Pacing
from bot.pipeline import Pipeline, Report
from bot.poller import Poller
from bot.rereading import Rereader
from bot.scheduler import Schedule
from bot.settings import Settings
from bot.storage import Store
from bot.storage import feeds as feed_states
from bot.vitals import Vitals

_log = logging.getLogger(__name__)

_WORKER_REST = 10.0  # seconds; a new parsing process takes half a second to start, an idle one 45 MB


@asynccontextmanager
async def opened_store(
    settings: Settings, *, alone: bool = False, fresh: bool = False
) -> AsyncIterator[Store]:
    """Open the store, brought up to date; `alone`: AlreadyRunning when another instance has it.

    `fresh` empties it first, if it is ours alone.
    """
    store = Store.at(settings.database.url)
    try:
        if alone:
            store.lock()
        if alone and fresh:
            _erase(settings.database.url)
        if alone:
            await _migrate_beside(store, settings)
        await store.migrate()
        yield store
    finally:
        await store.close()


async def _migrate_beside(store: Store, settings: Settings) -> None:
    """Let a short-lived process change the schema where it must be changed.

    The tools for that take 11 MB, which a process that runs for months would never get back. If the helper
    fails, the work is done here, or it is said what is wrong; on a damaged store nothing is ever sent.
    """
    try:
        await store.check()
    except StorageError:
        root = str(Path(__file__).parents[1])
        environ = {"PYTHONPATH": root, "VISITWIRE_DATABASE__URL": settings.database.url}
        helper = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "--config", str(settings.folder), "migrate",
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | environ,
        )  # fmt: skip
        await helper.wait()
        await store.migrate()
        await store.check()


def _erase(url: str) -> None:
    path = url.removeprefix("sqlite+aiosqlite:///")
    for suffix in ("", "-wal", "-shm"):  # the lock file stays, or two instances would not see each other
        Path(path + suffix).unlink(missing_ok=True)


async def remember(store: Store, *, only_first: bool) -> int:
    """Take in the starter history, in silence; gives how many of its reports were new.

    `only_first`: only where the store is empty, so that a history is never mixed into somebody's own.
    """
    from bot import history  # only the first of all runs needs it

    return await Intake(store).remember(history.starter(), feed=history.FEED, only_first=only_first)


@asynccontextmanager
async def opened_poller(
    settings: Settings,
    feeds: Sequence[Feed],
    store: Store,
    *,
    on_notices: Callable[[], None] = lambda: None,
    on_report: Callable[[Report], None] = lambda report: None,
    vitals: Vitals | None = None,
) -> AsyncIterator[Poller]:
    """Open what polling needs: the web, the parsing processes, the state of each feed."""
    async with AsyncExitStack() as stack:
        fetcher = await stack.enter_async_context(
            Fetcher(
                allow_private=settings.feeds.allow_private_addresses,
                contact=settings.feeds.contact,
                hurries=settings.feeds.interval_is_forced,
            )
        )
        workers = await stack.enter_async_context(Workers(idle=_WORKER_REST))
        async with store.writing() as tx:
            await feed_states.ensure(tx, feeds, datetime.now(UTC))
        pacing = Pacing(settings.feeds.interval, settings.feeds.interval_is_forced, settings.feeds.floor)
        pipeline = Pipeline(store, Intake(store, on_notices), fetcher, workers, pacing)
        catalogue: Mapping[str, Feed] = {feed.name: feed for feed in feeds}
        yield Poller(
            store, pipeline, catalogue, concurrency=settings.feeds.concurrency, on_report=on_report,
            vitals=vitals,
        )  # fmt: skip


@asynccontextmanager
async def opened_rereader(settings: Settings, feeds: Sequence[Feed]) -> AsyncIterator[Rereader]:
    """Open what reading again needs: the web, with the guard over addresses, and a parsing process."""
    async with (
        Fetcher(
            allow_private=settings.feeds.allow_private_addresses, contact=settings.feeds.contact
        ) as fetcher,
        Workers(idle=_WORKER_REST) as workers,
    ):
        agents = {feed.name: feed.user_agent for feed in feeds}
        # Whoever may reach private addresses reaches his own server, which needs no rest.
        yield Rereader(fetcher, workers, agents, 0 if settings.feeds.allow_private_addresses else 2)


@dataclass(slots=True)
class Bot:
    """The running program. `on_ready` is called when Telegram answers; `stop` ends it."""

    settings: Settings
    feeds: Sequence[Feed]
    register: Register
    on_ready: Callable[[], None] = lambda: None
    fresh: bool = False  # begin with an empty store
    feeds_file: Path | None = None  # followed while the program runs
    _stopped: asyncio.Event | None = None

    def stop(self) -> None:
        """End the program in good order."""
        if self._stopped is not None:
            self._stopped.set()

    async def run(self) -> None:
        """Run until stopped; TokenRefused or AlreadyRunning when Telegram will not have us."""
        heap.share()
        heap.collect_seldom()
        self._stopped = asyncio.Event()
        async with opened_store(self.settings, alone=True, fresh=self.fresh) as store:
            with _signals(self.stop):
                await self._run(store)
        _log.info("stopped")

    async def _run(self, store: Store) -> None:
        token = self.settings.telegram.token
        if token is None:
            raise TokenRefused("there is no bot token")
        if self.settings.history.starter and (new := await remember(store, only_first=True)):
            _log.info("began with the starter history, %d reports", new)
        vitals = Vitals()
        feeds = list(self.feeds)  # one for all, so that all see what changes
        leader = Leader(store, self.settings, token, self.register, self.on_ready, vitals, feeds)
        async with (
            opened_poller(
                self.settings, feeds, store,
                on_notices=leader.nudge, on_report=partial(_count, vitals), vitals=vitals,
            ) as poller,
            watched(store, vitals, self.settings.monitoring),
            followed(self.feeds_file, feeds, store, poller),
        ):  # fmt: skip
            if not store.is_shared:
                await poller.release()
            schedule = Schedule(poller, Chores(store, self.settings, poller), leader.nudge)
            schedule.start()
            preparing = asyncio.create_task(asyncio.to_thread(_prepare))
            leading = asyncio.create_task(leader.run())
            try:
                await self._until_the_end(leading)
            finally:
                schedule.pause()
                leading.cancel()
                await asyncio.gather(poller.drain(DRAIN), leading, preparing, return_exceptions=True)
                schedule.stop()

    async def _until_the_end(self, leading: asyncio.Task[None]) -> None:
        assert self._stopped is not None  # noqa: S101 - run() made it
        stopping = asyncio.create_task(self._stopped.wait())
        try:
            await asyncio.wait({leading, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
        if leading.done():
            leading.result()


def _prepare() -> None:
    """Load now what the first reader and the first article would otherwise wait for."""
    reading.prepare()
    countries.prepare()


def _count(vitals: Vitals, report: Report) -> None:
    vitals.polls[report.error.kind if report.error else "ok"] += 1
    for one in report.taken:
        vitals.articles[one.label] += 1
        vitals.visits.update(change for _, change in one.visits)


@contextlib.contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """Stop in good order on SIGTERM and SIGINT; a second one ends the process at once."""
    loop = asyncio.get_running_loop()

    def once(number: int) -> None:
        _log.info("stopping (%s)", signal.Signals(number).name)
        loop.remove_signal_handler(number)
        stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, once, number)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
