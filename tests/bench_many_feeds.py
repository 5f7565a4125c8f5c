"""The whole program over many feeds: `python -m tests.bench_many_feeds [NAME …]`, as `make feeds`.

steady: 10,000 feeds, each every 10 minutes, one in ten changed. fresh: items of 1,000 feeds that are polled
each minute, until they are messages. burst: 200 feeds with a visit each, all due at once. The feeds and the
Bot API server are processes of their own and are not counted.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.app import opened_poller
from bot.feedstate import FeedState
from bot.sandbox.sandbox import TOKEN
from bot.settings import Database, Feeds, Settings
from bot.storage import Store, chats, entries, feeds
from bot.wishes import Subject
from tests.bench import below, resident
from tests.faults import ledger
from tests.faults.telegram import FIRST_PERSON
from tests.figures import Figure, at_most, table
from tests.newsstand import COUNTRIES, Newsstand

_ROOT = Path(__file__).parents[1]
_STARTS = 15.0  # seconds that the program may take until the first feed is due
_SETTLES = 20.0  # more, before anything is measured
_MEASURED = 120.0


@dataclass
class Town:
    """The newsstand, Telegram and the program between them."""

    folder: Path
    number: int
    items: int
    interval: float
    people: int = 0

    async def __aenter__(self) -> Self:
        self._stack = AsyncExitStack()
        self.stand = await self._stack.enter_async_context(Newsstand(self.number, self.items))
        catalogue = "".join(
            f'[[feed]]\nname = "{feed.name}"\nurl = "{feed.url}"\n' for feed in self.stand.catalogue()
        )
        (self.folder / "feeds.toml").write_text(catalogue)
        self._settings = Settings(
            database=Database(f"sqlite+aiosqlite:///{self.folder / 'store.db'}"),
            feeds=Feeds(allow_private_addresses=True, interval=self.interval),
        )
        self.book = self.folder / "telegram.jsonl"
        self.book.touch()
        self._processes: list[Process] = []
        telegram = await self._start("tests.faults.telegram", str(self.book), str(self.people), stdout=PIPE)
        assert telegram.stdout is not None
        self._port = int(await telegram.stdout.readline())
        self.store = Store.at(self._settings.database.url)
        await self.store.migrate()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            await process.wait()
        await self.store.close()
        await self._stack.aclose()

    async def _start(self, *command: str, stdout: int = DEVNULL) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *command, cwd=_ROOT, stdout=stdout, env=os.environ | self._environ()
        )
        self._processes.append(process)
        return process

    def _environ(self) -> dict[str, str]:
        return {
            "PYTHONPATH": str(_ROOT),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "VISITWIRE_TELEGRAM__BASE_URL": f"http://127.0.0.1:{getattr(self, '_port', 0)}/bot",
            "VISITWIRE_DATABASE__URL": self._settings.database.url,
            "VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES": "true",
            "VISITWIRE_FEEDS__INTERVAL": str(self.interval),
            "VISITWIRE_HISTORY__STARTER": "false",
            "VISITWIRE_LOGGING__LEVEL": "error",
        }

    async def read(self, numbers: Sequence[int]) -> None:
        """Read some feeds for the first time, before the program does."""
        known = self.stand.catalogue()
        async with opened_poller(self._settings, [known[one] for one in numbers], self.store) as poller:
            await poller.once([known[one].name for one in numbers])

    async def make_due(self, due: Mapping[int, datetime]) -> None:
        """Say when each feed is due; those that were not read yet count as read."""
        now = datetime.now(UTC)
        async with self.store.writing() as tx:
            states = await feeds.states(tx)
            for number, at in due.items():
                name = self.stand.name(number)
                fresh = FeedState(
                    name, self.stand.url(number), f'"{self.items}"', body_hash="0" * 64,
                    baseline_at=now, last_ok_at=now,
                )  # fmt: skip
                states[name] = replace(states.get(name, fresh), due_at=at, last_ok_at=now)
            await feeds.save_states(tx, list(states.values()))

    async def subscribe(self, wishes: Sequence[tuple[str, ...]]) -> None:
        """Let each person ask for one country or pair of them."""
        async with self.store.writing() as tx:
            for person, countries in enumerate(wishes, FIRST_PERSON):
                await chats.ensure(tx, person, "private", "en")
                await chats.subscribe(tx, person, Subject(countries))

    async def run(self) -> Process:
        return await self._start("bot", "--config", str(self.folder), "run")

    def told(self) -> dict[str, float]:
        """Give when the alert of each visit, by its flags, was first at the Bot API server."""
        found: dict[str, float] = {}
        for line in ledger.read(self.book):
            if line["method"] == "sendmessage" and line["status"] == 200:
                found.setdefault(ledger.flags_of(line["text"]), line["at"])
        return found


async def steady(folder: Path) -> list[Figure]:
    """10,000 feeds each once in ten minutes; one in ten has an item more when it is polled."""
    number, every = 10_000, 600.0
    async with Town(folder, number, 50, every) as town:
        spread = random.Random(1).sample(range(number), number)
        first = datetime.now(UTC) + timedelta(seconds=_STARTS + 45)
        due = {one: first + timedelta(seconds=place * every / number) for place, one in enumerate(spread)}
        changed = [one for one in spread[: int((_SETTLES + _MEASURED) / every * number)] if one % 10 == 0]
        await town.read(changed)
        async with town.store.writing() as tx:
            for one in range(number):
                names = [f"{item} of {one}" for item in range(100)]
                await entries.mark(tx, {town.stand.name(one): names}, day=first.date())
        await town.make_due(due)
        await town.stand.publish("plain", changed)
        process = await town.run()
        await asyncio.sleep((first - datetime.now(UTC)).total_seconds() + _SETTLES)
        await town.stand.asked()
        cost, memory = await _watched(process.pid, _MEASURED)
        polled = await town.stand.asked()
    lags = [at - due[one].timestamp() for at, one, _ in polled]
    read = sum(status == 200 for _, _, status in polled)
    print(f"steady: {len(polled)} polls in {_MEASURED:.0f} s, {read} of them of a changed feed")
    return [
        at_most("10,000 feeds in ten minutes: processor", 100 * cost / _MEASURED, "% of a core", 12),
        at_most("10,000 feeds in ten minutes: memory, highest", memory, "MB", 300),
        at_most("10,000 feeds in ten minutes: late, p95", _share(lags, 0.95), "s", 60),
    ]


async def _watched(root: int, seconds: float) -> tuple[float, float]:
    """Give the processor seconds of a process and those below it, and the most MB that they hold."""
    memory, began, before = 0.0, time.monotonic(), _processor(root)
    while time.monotonic() < began + seconds:
        memory = max(memory, sum(map(resident, [root, *below(root)])) / 1e6)
        await asyncio.sleep(1)
    return _processor(root) - before, memory


def _processor(root: int) -> float:
    """Count the children that have ended too."""
    ticks = 0
    for process in [root, *below(root)]:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15] if process == root else fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


async def fresh(folder: Path) -> list[Figure]:
    """1,000 feeds each minute; a visit comes out at any moment on any of them."""
    number, every, visits = 1_000, 60.0, 200
    async with Town(folder, number, 20, every, people=len(COUNTRIES)) as town:
        await town.read(range(number))
        first = datetime.now(UTC) + timedelta(seconds=_STARTS)
        await town.make_due({one: first + timedelta(seconds=one * every / number) for one in range(number)})
        await town.subscribe([(country,) for country in COUNTRIES])  # a chat takes one message a second
        await town.run()
        await asyncio.sleep(_STARTS + every)
        published: dict[str, float] = {}
        dice = random.Random(2)
        for one in dice.sample(range(number), visits):
            await asyncio.sleep(dice.expovariate(1.5))
            [flags] = await town.stand.publish("page", [one])
            published[flags] = time.time()
        await _until(lambda: _all_told(town, published), 3 * every)
        told = town.told()
    took = [told.get(flags, float("inf")) - at for flags, at in published.items()]
    return [
        at_most("published to message, 1,000 feeds each minute: p50", _share(took, 0.5), "s", 32),
        at_most("published to message, 1,000 feeds each minute: p99", _share(took, 0.99), "s", 63),
    ]


async def burst(folder: Path) -> list[Figure]:
    """200 feeds due at once, a visit on each; forty people wait for one of them each.

    Telegram takes 30 messages a second: two hundred would take seven seconds, however quick the rest is.
    """
    number, people = 200, 40
    async with Town(folder, number, 20, 3600.0, people=people) as town:
        await town.read(range(number))
        flags = await town.stand.publish("page")
        await town.subscribe([_pair(one) for one in flags[:: number // people]])
        first = datetime.now(UTC) + timedelta(seconds=_STARTS)
        await town.make_due(dict.fromkeys(range(number), first))
        await town.run()
        chosen = dict.fromkeys(flags[:: number // people], 0.0)
        await _until(lambda: _all_told(town, chosen), 60)
        began = min(at for at, _, _ in await town.stand.asked())
        told = town.told()
    took = [told.get(one, float("inf")) - began for one in chosen]
    return [
        at_most("200 feeds with a visit each, poll to message: p50", _share(took, 0.5), "s", 1.5),
        at_most("200 feeds with a visit each, poll to message: p95", _share(took, 0.95), "s", 2.5),
    ]


def _pair(flags: str) -> tuple[str, str]:
    letters = "".join(chr(ord(one) - 0x1F1E6 + ord("A")) for one in flags)
    return letters[:2], letters[2:]


async def _all_told(town: Town, wanted: Mapping[str, float]) -> bool:
    return wanted.keys() <= town.told().keys()


async def _until(is_so: Callable[[], Awaitable[bool]], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not await is_so():  # noqa: ASYNC110 - the book rings no bell
        await asyncio.sleep(0.5)


def _share(values: Sequence[float], share: float) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


_ALL = {"steady": steady, "fresh": fresh, "burst": burst}


def main() -> None:
    """Measure what was named, or everything, and print the table."""
    figures: list[Figure] = []
    for name in sys.argv[1:] or _ALL:
        with tempfile.TemporaryDirectory() as folder:
            figures += asyncio.run(_ALL[name](Path(folder)))
    print(table(figures))


if __name__ == "__main__":
    main()
