"""`poll`: the feeds without Telegram, with a progress bar for people and one line for scripts."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.app import opened_poller, opened_store
from bot.chores import Chores
from bot.commands.common import settings_and_feeds
from bot.commands.progress import Bar
from bot.errors import UsageError
from bot.following import followed
from bot.model import Feed
from bot.pipeline import Report
from bot.scheduler import Schedule
from bot.settings import Settings

_DRAIN = 4.0


def poll(arguments: argparse.Namespace) -> int:
    """Poll every feed once, or go on until stopped; status 1 when a feed could not be read."""
    level = None if not arguments.once else "error"
    settings, feeds = settings_and_feeds(arguments, level=level)
    chosen = _chosen(feeds, arguments.feed)
    if not arguments.once:
        file = None if arguments.feed else settings.feeds.file
        asyncio.run(_keep_polling(settings, chosen if arguments.feed else feeds, file))
        return 0
    return asyncio.run(_once(settings, chosen))


def _chosen(feeds: Sequence[Feed], names: Sequence[str] | None) -> tuple[Feed, ...]:
    known = {feed.name: feed for feed in feeds}
    if missing := [name for name in names or () if name not in known]:
        raise UsageError(f"there is no feed {missing[0]!r}; see visitwire feeds list")
    # A feed that is named is polled even when it is switched off.
    named = [replace(known[name], enabled=True) for name in names or ()]
    chosen = named or [feed for feed in feeds if feed.enabled]
    if not chosen:
        raise UsageError("there is no feed to poll; add one with visitwire feeds add URL")
    return tuple(chosen)


async def _once(settings: Settings, feeds: Sequence[Feed]) -> int:
    tally = Tally(len(feeds))
    bar = Bar(len(feeds), sys.stderr)

    def on_report(report: Report) -> None:
        tally.add(report)
        bar.advance(report.feed)

    async with (
        opened_store(settings) as store,
        opened_poller(settings, feeds, store, on_report=on_report) as poller,
    ):
        with bar:
            await poller.once([feed.name for feed in feeds])
    for error in tally.errors:
        print(f"visitwire: {error}", file=sys.stderr)
    print(tally.line())
    return int(bool(tally.errors))


async def _keep_polling(settings: Settings, feeds: Sequence[Feed], file: Path | None) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)

    def on_report(report: Report) -> None:
        if report.entries or report.error:
            print(describe(report), flush=True)

    async with (
        opened_store(settings, alone=True) as store,
        opened_poller(settings, feeds, store, on_report=on_report) as poller,
        followed(file, list(feeds), store, poller),
    ):
        if not store.is_shared:
            await poller.release()
        schedule = Schedule(poller, Chores(store, settings, poller))
        schedule.start()
        await stopped.wait()
        schedule.pause()
        await poller.drain(_DRAIN)
        schedule.stop()


def describe(report: Report) -> str:
    """Say in one line what a poll brought."""
    if report.error:
        return f"{report.feed}: {report.error}"
    tally = Tally(1)
    tally.add(report)
    return f"{report.feed}: {tally.line()}"


class Tally:
    """What a round of polls added up to."""

    def __init__(self, feeds: int) -> None:
        self._feeds = feeds
        self._entries = 0
        self._articles = 0
        self._waiting = 0
        self._changes: Counter[str] = Counter()
        self.errors: list[str] = []

    def add(self, report: Report) -> None:
        self._entries += report.entries
        self._articles += len(report.taken)
        self._waiting += report.waiting
        self._changes.update(change for taken in report.taken for _, change in taken.visits)
        if report.error:
            self.errors.append(f"{report.feed}: {report.error}")

    def line(self) -> str:
        """Write the one line that scripts read."""
        parts = [f"feeds {self._feeds}", f"failed {len(self.errors)}", f"entries {self._entries}"]
        parts += [f"articles {self._articles}"]
        parts += [f"visits {self._changes['new']} new"]
        parts += [f"{self._changes[change]} {change}" for change in ("material", "minor", "copy", "held")
                  if self._changes[change]]  # fmt: skip
        if self._waiting:
            parts.append(f"{self._waiting} pages to try again")
        return ", ".join(parts)
