"""What docs/scale.md reckons with: `python -m tests.bench_scale [PEOPLE]` (part of `make bench`).

What a message costs in the store, a visit for everybody, a tick of the poller; and the size of a row.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select, text

from bot.intake import Intake
from bot.model import Article, Feed
from bot.outcomes import Sent
from bot.reading import read
from bot.storage import Store, feeds, outbox, schema
from bot.storage.feeds import FeedState
from bot.storage.overview import overview
from tests import postgres
from tests.app.paper import BAHRAIN
from tests.figures import Figure, table

_PEOPLE = 100_000
_AT_ONCE = 5_000
_ROUNDS = 200  # claims
_HANDS = 5  # messages written down and claimed together, as delivery does
_FEEDS = 10_000
_TICKS = 20


def main() -> None:
    """Measure both stores and print the table."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else _PEOPLE
    read(Article(*BAHRAIN), now=datetime.now(UTC))  # a bot that runs has its languages loaded
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'scale.db'}"
        figures = asyncio.run(_measured("SQLite", url, people))
        try:
            with postgres.running() as server:
                figures += asyncio.run(_measured("PostgreSQL", server.make(), people))
        except postgres.Unavailable as reason:
            print(reason)
    print(table(figures))


async def _measured(name: str, url: str, people: int) -> list[Figure]:
    store = Store.at(url)
    await store.migrate()
    await _fill(store, people)
    before = await _size(store)
    figures = await _fan_out(store, people)
    figures.append(_plain("size of a row, indexes included", (await _size(store) - before) / people, "bytes"))
    figures.append(await _first_claim(store))
    if store.is_shared:
        async with store.writing() as tx:
            await tx.execute(text("ANALYZE"))  # as the server does by itself within a minute or so
    figures += await _sending(store)
    figures.append(
        _plain("a row with its card after sending", (await _size(store) - before) / people, "bytes")
    )
    figures += await _ticking(store)
    await store.close()
    return [replace(one, what=f"{name}: {one.what}") for one in figures]


def _plain(what: str, value: float, unit: str) -> Figure:
    return Figure(what, value, unit, "no aim", True)


async def _fill(store: Store, people: int) -> None:
    now = datetime.now(UTC)
    for start in range(1, people + 1, _AT_ONCE):
        ids = range(start, min(start + _AT_ONCE, people + 1))
        chats = [{"id": n, "type": "private", "language": "en", "created_at": now} for n in ids]
        wishes = [{"chat_id": n, "subject": "", "created_at": now} for n in ids]
        async with store.writing() as tx:
            await tx.execute(schema.chats.insert(), chats)
            await tx.execute(schema.subscriptions.insert(), wishes)


async def _size(store: Store) -> int:
    """Give the bytes that the database takes, its log not counted."""
    async with store.reading() as tx:
        if store.path is None:
            return int(
                (await tx.execute(select(func.pg_database_size(func.current_database())))).scalar_one()
            )
        pages = (await tx.execute(text("PRAGMA page_count"))).scalar_one()
        return int(pages) * int((await tx.execute(text("PRAGMA page_size"))).scalar_one())


async def _fan_out(store: Store, people: int) -> list[Figure]:
    article = Article(*BAHRAIN, url="https://a.example/1", published=datetime.now(UTC).isoformat())
    began, cost = time.perf_counter(), time.process_time()
    await Intake(store).take_in(article)
    took, cost = time.perf_counter() - began, time.process_time() - cost
    return [
        _plain("rows queued a second", people / took, "rows"),
        _plain("processor of the program for a row queued", 1e6 * cost / people, "us"),
    ]


async def _first_claim(store: Store) -> Figure:
    """Claim before the server has counted anew what was just queued; given back, so that nothing is lost."""
    began = time.perf_counter()
    async with store.writing() as tx:
        await outbox.claim(tx, _HANDS, datetime.now(UTC))
        await tx.rollback()
    return _plain("the first claim after a broadcast was queued", 1e3 * (time.perf_counter() - began), "ms")


async def _sending(store: Store) -> list[Figure]:
    """Write down five messages and claim five, over and over, beside all the others that wait."""
    done: list[outbox.Finished] = []
    sent = 0
    began, cost = time.perf_counter(), time.process_time()
    for _ in range(_ROUNDS):
        now = datetime.now(UTC)
        async with store.writing() as tx:
            if done:
                await outbox.finish_many(tx, done, now=now, repeat_unknown=True)
            claimed = await outbox.claim(tx, _HANDS, now)
        done = [(due, Sent(due.id), "hash") for due in claimed]
        sent += len(done)
    took, cost = time.perf_counter() - began, time.process_time() - cost
    return [
        _plain("claim and finish, for a message", 1e3 * took / sent, "ms"),
        _plain("processor of the program for that", 1e3 * cost / sent, "ms"),
        await _looked(store),
    ]


async def _looked(store: Store) -> Figure:
    began = time.perf_counter()
    async with store.reading() as tx:
        await overview(tx, datetime.now(UTC))
    return _plain("the counts of /metrics, everybody waiting", 1e3 * (time.perf_counter() - began), "ms")


async def _ticking(store: Store) -> list[Figure]:
    """Look for due feeds among ten thousand, of which none is due: what an idle second costs."""
    names = [f"Paper {number}" for number in range(_FEEDS)]
    began = time.perf_counter()
    async with store.writing() as tx:
        await feeds.ensure(tx, [Feed(name, f"https://a.example/{name}") for name in names])
    starting = time.perf_counter() - began
    later = datetime(2099, 1, 1, tzinfo=UTC)
    async with store.writing() as tx:
        await tx.execute(schema.feeds.update().values(due_at=later))
    began, cost = time.perf_counter(), time.process_time()
    for _ in range(_TICKS):
        async with store.writing() as tx:
            await feeds.due(tx, datetime.now(UTC))
    took, cost = time.perf_counter() - began, time.process_time() - cost
    state = FeedState(names[0], "https://a.example/", due_at=later)
    saved = time.perf_counter()
    for _ in range(_ROUNDS):
        async with store.writing() as tx:
            await feeds.save_state(tx, state)
    saved = time.perf_counter() - saved
    return [
        _plain("start with 10,000 feeds", starting, "s"),
        _plain("a tick over 10,000 feeds", 1e3 * took / _TICKS, "ms"),
        _plain("processor of the program for that tick", 1e3 * cost / _TICKS, "ms"),
        _plain("a feed's state saved", 1e3 * saved / _ROUNDS, "ms"),
    ]


if __name__ == "__main__":
    main()
