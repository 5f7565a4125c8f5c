"""A day of the real program in minutes, with its memory hour by hour: `python -m tests.day --hours 24`.

Everything runs in one process by a clock that leaps over waiting (clock.py): the program as `visitwire run`
builds it, its parsing processes, SQLite, HTTP over loopback; and the world beside it (world.py).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.day import clock  # isort: skip - before everything that asks what time it is

from sqlalchemy import insert

from bot import logs
from bot.app import Bot
from bot.model import Feed
from bot.settings import Database, Feeds, History, Settings, Telegram
from bot.storage import Store, feeds, outbox, schema
from bot.storage.feeds import FeedState
from handlers import register
from tests.bench import below, resident
from tests.day.world import HOUR, PEOPLE, World

_TOKEN = "7000000001:made-up-token-of-nobody-at-all-here"
_SAMPLE = 60.0
_QUIET = 600.0  # at the end, when nothing new happens
_INTERVAL = 1800.0
_GROWTH = 1.05


def main() -> int:
    """Run the day and print it; status 1 when memory grew or something was not sent."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--feeds", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clock.hold_while_others_work()
        return clock.run(_day(Path(folder), asked.hours, asked.feeds))


async def _day(folder: Path, hours: float, number: int) -> int:
    logs.set_up("error")
    async with World(number) as world:
        settings = _settings(folder, world)
        papers = [Feed(f"Paper {n}", world.address(n), language="en") for n in range(number)]
        await _prepared(settings, papers)
        ready = asyncio.Event()
        bot = Bot(settings, papers, register, on_ready=ready.set)
        running = asyncio.create_task(bot.run())
        await ready.wait()
        world.begin()
        samples = await _watched(hours)
        world.end()
        await asyncio.sleep(_QUIET)
        bot.stop()
        await running
        left = await _left(settings)
    return _judged(world, samples, left)


def _settings(folder: Path, world: World) -> Settings:
    return Settings(
        Telegram(_TOKEN, f"http://127.0.0.1:{world.port}/bot"),
        Database(f"sqlite+aiosqlite:///{folder / 'store.db'}"),
        Feeds(interval=_INTERVAL, interval_is_forced=True, allow_private_addresses=True),
        history=History(starter=False),
    )


async def _prepared(settings: Settings, papers: list[Feed]) -> None:
    """Give the store its people, and let the feeds be known, so that their news is news."""
    store = Store.at(settings.database.url)
    await store.migrate()
    now = datetime.now(UTC)
    async with store.writing() as tx:
        people = [{"id": id_, "type": "private", "language": "en", "created_at": now} for id_ in PEOPLE]
        await tx.execute(insert(schema.chats), people)
        wishes = [{"chat_id": id_, "subject": "", "created_at": now} for id_ in PEOPLE]
        await tx.execute(insert(schema.subscriptions), wishes)
        for feed in papers:
            await feeds.save_state(tx, FeedState(feed.name, feed.url, baseline_at=now))
    await store.close()


async def _watched(hours: float) -> list[list[int]]:
    """Take the memory of all processes every minute; a list for each hour, or part of a short run."""
    span = HOUR if hours >= 2 else hours * HOUR / 4
    samples: list[list[int]] = []
    own = os.getpid()
    for _ in range(round(hours * HOUR / span)):
        samples.append([])
        for _ in range(round(span / _SAMPLE)):
            await asyncio.sleep(_SAMPLE)
            samples[-1].append(sum(resident(process) for process in [own, *below(own)]))
        print(
            f"{clock.CLOCK.elapsed / HOUR:6.1f} h  {statistics.mean(samples[-1]) / 1e6:7.1f} MB", flush=True
        )
    return samples


async def _left(settings: Settings) -> dict[str, int]:
    store = Store.at(settings.database.url)
    async with store.reading() as tx:
        counts = await outbox.tally(tx)
    await store.close()
    return counts


def _judged(world: World, samples: list[list[int]], left: dict[str, int]) -> int:
    """Print what happened, and tell whether memory stayed and everything was sent."""
    first, last = statistics.mean(samples[0]), statistics.mean(samples[-1])
    open_ = left.get("queued", 0) + left.get("sending", 0)
    print("what happened:", ", ".join(f"{name} {count:,}" for name, count in sorted(world.seen.items())))
    print("outbox:", ", ".join(f"{state} {count:,}" for state, count in sorted(left.items())))
    growth = f"{100 * (last / first - 1):+.1f} % (at most +5)"
    print(f"memory: first hour {first / 1e6:.1f} MB, last hour {last / 1e6:.1f} MB, {growth}")
    print(f"highest {max(map(max, samples)) / 1e6:.1f} MB, all processes together")
    is_well = last <= _GROWTH * first and not open_ and bool(left.get("sent"))
    print("ok" if is_well else "MISSED")
    return int(not is_well)


if __name__ == "__main__":
    sys.exit(main())
