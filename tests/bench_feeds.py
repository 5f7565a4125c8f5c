"""What polling costs: `python -m tests.bench_feeds [--reader PYTHON]` (part of `make bench`).

Processor seconds of all our processes for 1,000 checks of 200 feeds with 20 items each, claims and what is
stored included; each figure is the median of a few rounds. With an interpreter that has the `reader` library
(and sgmllib3k) that one updates the same feeds in turn, and is compared.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import statistics
import tempfile
import time
from asyncio.subprocess import PIPE
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import update

from bot import heap
from bot.app import opened_poller, opened_store
from bot.model import Article
from bot.pipeline import Report
from bot.poller import Poller
from bot.reading import read
from bot.settings import Database, Feeds, Settings
from bot.storage import Store, schema
from tests.app.paper import BAHRAIN
from tests.bench import below
from tests.figures import Figure, at_most, table
from tests.newsstand import Kind, Newsstand

_FEEDS, _ITEMS = 200, 20
_ROUNDS = 5
_BESIDE = Path(__file__).parent / "beside_reader.py"
_PATIENCE = 60.0  # seconds for a round


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_feeds")
    parser.add_argument("--reader", metavar="PYTHON", help="an interpreter that has reader and sgmllib3k")
    python = parser.parse_args().reader
    with tempfile.TemporaryDirectory() as folder:
        print(table(asyncio.run(_checks(Path(folder), python))))
    if python is None:
        print("not held beside the reader library: no interpreter with it was named by --reader")


async def _checks(folder: Path, python: str | None) -> list[Figure]:
    settings = Settings(
        database=Database(f"sqlite+aiosqlite:///{folder / 'store.db'}"),
        feeds=Feeds(allow_private_addresses=True, interval=3600),
    )
    heap.collect_seldom()  # as the program does when it starts
    read(Article(*BAHRAIN), now=datetime.now(UTC))  # a bot that runs has its languages loaded
    async with Newsstand(_FEEDS, _ITEMS) as stand, opened_store(settings) as store:
        reports: list[Report] = []
        async with opened_poller(settings, stand.catalogue(), store, on_report=reports.append) as poller:
            rounds = Rounds(store, poller, reports)
            await poller.once([feed.name for feed in stand.catalogue()])  # the baseline
            figures = [await _measured("304", 1.2, rounds, stand, None)]
            await stand.show_validators(False)
            await rounds.one()
            figures.append(await _measured("200, unchanged", 1.2, rounds, stand, None))
            if python is not None:
                async with Library(python, folder / "reader.db", stand) as library:
                    figures += await _compared(rounds, library, stand)
            await stand.show_validators(True)
            await rounds.one()
            for what, aim, kind in _NEWS:
                figures.append(await _measured(what, aim, rounds, stand, kind))
    return figures


class Library:
    """The reader library in a process of its own, with the same feeds."""

    def __init__(self, python: str, database: Path, stand: Newsstand) -> None:
        addresses = [feed.url for feed in stand.catalogue()]
        self._command = (python, str(_BESIDE), str(database), *addresses)

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        await self._process.wait()

    async def one(self) -> float:
        """Update all feeds; gives the processor seconds."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        asked.write(b"\n")
        return float((await told.readline()).split()[0])


async def _compared(rounds: Rounds, library: Library, stand: Newsstand) -> list[Figure]:
    """Say how many times as many feeds are read in a second of processor as by the library."""
    await library.one()
    figures = []
    for what, aim, kind in (("an ordinary item more each", 2, "plain"), ("unchanged", 8, None)):
        await stand.show_validators(kind is not None)
        await rounds.one()
        await library.one()
        ours, theirs = [], []
        for _ in range(_ROUNDS):
            if kind is not None:
                await stand.publish("plain")
            ours.append(await rounds.one())
            theirs.append(await library.one())
        times = statistics.median(theirs) / statistics.median(ours)
        found = f"{1000 * statistics.median(theirs) / _FEEDS:.1f} s by it"
        figures.append(
            Figure(
                f"feeds beside the reader library: {what} ({found})", times, "times", f"≥ {aim}", times >= aim
            )
        )
    return figures


_NEWS: tuple[tuple[str, float, Kind], ...] = (
    ("200, an ordinary item more each", 12.0, "plain"),
    ("200, a visit more each, whole in the feed", 12.0, "whole"),
    ("200, a visit more each, its page fetched", 12.0, "page"),
)


class Rounds:
    """Polls every feed once, as fast as it goes; gives the processor seconds of all processes."""

    def __init__(self, store: Store, poller: Poller, reports: list[Report]) -> None:
        self._store, self._poller, self._reports = store, poller, reports

    async def one(self) -> float:
        async with self._store.writing() as tx:
            await tx.execute(update(schema.feeds).values(due_at=None))
        self._reports.clear()
        began = processor()
        async with asyncio.timeout(_PATIENCE):
            while len(self._reports) < _FEEDS:
                await self._poller.tick()
                await asyncio.sleep(0.05)
        await self._poller.tick()  # what polls have left to be written
        assert not any(report.error for report in self._reports), self._reports
        return processor() - began


async def _measured(what: str, aim: float, rounds: Rounds, stand: Newsstand, kind: Kind | None) -> Figure:
    took = []
    for _ in range(_ROUNDS):
        if kind is not None:
            await stand.publish(kind)
        took.append(await rounds.one())
    value = statistics.median(took) * 1000 / _FEEDS
    return at_most(f"processor of 1,000 checks: {what}", value, "s", aim)


def processor() -> float:
    """Give the processor seconds of this process and those that it has started to parse."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    live = sum(_used(one) for one in below(os.getpid()) if _parses(one))
    return time.process_time() + ended.ru_utime + ended.ru_stime + live


def _parses(process: int) -> bool:
    return b"bot.feeds.worker" in Path(f"/proc/{process}/cmdline").read_bytes()


def _used(process: int) -> float:
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
