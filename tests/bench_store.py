"""What the store bears, on SQLite and on PostgreSQL: `python -m tests.bench_store` (part of `make bench`).

One hundred thousand visits and one hundred thousand people are put into each; nothing leaves this machine.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import merger
from bot.broadcasting import queue_broadcasts
from bot.intake import Intake
from bot.model import Article, Sighting, Source, Told
from bot.reading import read
from bot.records import sighting_to_json
from bot.renderer import countries_page
from bot.storage import Store, broadcasts, outbox, schema, sightings, visits
from bot.storage.backup import back_up
from bot.storage.copying import copy
from bot.windows import reach
from tests import postgres
from tests.app.paper import BAHRAIN, BAHRAIN_SIGNED
from tests.figures import Figure, at_most, table
from tests.storage.situations import sighting

_MANY = 100_000
_AT_ONCE = 5_000
_COUNTRIES = 60  # that exchange visits: 3,540 pairs
_FIRST = date(2006, 1, 1)
_DAYS = 7_300
_LOOKUPS = 300
_SEED = 5
_ASK_EVERY = 0.2  # seconds
_SOURCE = Source("https://a.example/new", "Trend", "en", None, "A title")


def main() -> None:
    """Measure both stores and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with postgres.running() as server:
                figures = asyncio.run(_measured(Path(folder), server.make()))
        except postgres.Unavailable as reason:
            print(reason)
            figures = asyncio.run(_measured(Path(folder), None))
    print(table(figures))


async def _measured(folder: Path, address: str | None) -> list[Figure]:
    """Fill a file, look after it, copy it to a server where there is one, and let both do their work."""
    async with _opened(f"sqlite+aiosqlite:///{folder / 'bench.db'}") as store:
        await store.migrate()
        await _fill(store, _rows_of_visits())
        await _fill(store, _rows_of_people())
        figures = [
            await _timed("SQLite: looking at every value before a start", store.check()),
            await _timed("SQLite: a backup, read back", back_up(store, folder / "copy.db")),
        ]
        if address is not None:
            async with _opened(address) as other:
                figures.append(await _timed("SQLite to PostgreSQL: 500,000 rows", copy(store, other)))
                figures += [*await _merging("PostgreSQL", other), *await _telling("PostgreSQL", other)]
        return [*figures, *await _merging("SQLite", store), *await _telling("SQLite", store)]


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Store]:
    store = Store.at(url)
    yield store
    await store.close()


async def _timed(what: str, work: Awaitable[object]) -> Figure:
    began = time.perf_counter()
    await work
    return Figure(what, time.perf_counter() - began, "s", "no aim", True)


async def _fill(store: Store, tables: dict[str, list[dict[str, Any]]]) -> None:
    for name, rows in tables.items():
        for start in range(0, len(rows), _AT_ONCE):
            async with store.writing() as tx:
                await tx.execute(schema.metadata.tables[name].insert(), rows[start : start + _AT_ONCE])


def _rows_of_people() -> dict[str, list[dict[str, Any]]]:
    now = datetime.now(UTC)
    chats = [{"id": n, "type": "private", "language": "en", "created_at": now} for n in range(1, _MANY + 1)]
    asked = [{"chat_id": n, "subject": "", "created_at": now} for n in range(1, _MANY + 1)]
    return {"chats": chats, "subscriptions": asked}


def _rows_of_visits() -> dict[str, list[dict[str, Any]]]:
    chance = random.Random(_SEED)
    tables: dict[str, list[dict[str, Any]]] = {"articles": [], "visits": [], "sightings": []}
    for number in range(1, _MANY + 1):
        seen, day = _somewhere(chance)
        for table_, row in zip(tables, _rows(number, seen, day), strict=True):
            tables[table_].append(row)
    return tables


def _somewhere(chance: random.Random) -> tuple[Sighting, date]:
    visitor, host = chance.sample(range(_COUNTRIES), 2)
    day = _FIRST + timedelta(days=chance.randrange(_DAYS))
    return sighting(_code(visitor), _code(host), start=day.isoformat(), city="Manama"), day


def _code(number: int) -> str:
    return f"{chr(65 + number // 26)}{chr(65 + number % 26)}"


def _rows(number: int, seen: Sighting, day: date) -> tuple[dict[str, Any], ...]:
    now, record = datetime(2026, 1, 26, tzinfo=UTC), sighting_to_json(seen)
    article = {
        "id": number, "key": f"https://a.example/{number}", "title": "A title", "day": day, "label": "visit",
        "text_hash": "0" * 64, "score": 0.9, "seen_at": now, "shingles": bytes(800),
    }  # fmt: skip
    visit = {
        "id": f"{number:07d}", "record": record, "conflicts": [], "revision": 1, "state": "shown",
        "created_at": now, "updated_at": now, "visitor_country": seen.visitor.country,
        "host_country": seen.host.country, "grade": "head", "status": "completed",
        "first_day": day, "last_day": day,
    }  # fmt: skip
    first, last = reach(Told(seen, _SOURCE, day))
    told = {
        "article_id": number, "position": 0, "visit_id": visit["id"], "record": record, "copied": False,
        "bound": False, "visitor_country": seen.visitor.country, "host_country": seen.host.country,
        "grade": "head", "first_day": first, "last_day": last,
    }  # fmt: skip
    return article, visit, told


async def _merging(name: str, store: Store) -> list[Figure]:
    """Decide where further reports of stored visits belong among all of them, over and over."""
    chance, took = random.Random(_SEED), []
    async with store.reading() as tx:
        for _ in range(_LOOKUPS):
            seen, day = _somewhere(chance)
            began = time.perf_counter()
            report = Told(seen, _SOURCE, day)
            merger.merge(report, await sightings.near(tx, report), day)
            took.append(time.perf_counter() - began)
    return [at_most(f"{name}: a merge decision, 100,000 visits", statistics.median(took) * 1000, "ms", 2)]


async def _telling(name: str, store: Store) -> list[Figure]:
    """Queue a visit, and then what changed, for everybody; meanwhile ask for the countries over and over."""
    read(Article(*BAHRAIN), now=datetime.now(UTC))  # a bot that runs has its languages loaded
    new, replies = await _meanwhile(store, _taken_in(store, BAHRAIN))
    async with store.writing() as tx:
        assert (await outbox.tally(tx)).get("queued") == _MANY
        await _everybody_has_it(tx)
    changed, more = await _meanwhile(store, _taken_in(store, BAHRAIN_SIGNED))
    said, others = await _meanwhile(store, await _broadcast(store))
    return [
        at_most(f"{name}: one visit queued for 100,000 people", new, "s", 2),
        at_most(f"{name}: the slowest /visits meanwhile", max(replies) * 1000, "ms", 200),
        Figure(f"{name}: a change queued for 100,000 cards", changed, "s", "no aim", True),
        at_most(f"{name}: the slowest /visits meanwhile", max(more) * 1000, "ms", 200),
        at_most(f"{name}: a broadcast queued for 100,000 people", said, "s", 2),
        at_most(f"{name}: the slowest /visits meanwhile", max(others) * 1000, "ms", 200),
    ]


async def _taken_in(store: Store, story: tuple[str, str]) -> None:
    title, text = story
    article = Article(title, text, url=f"https://a.example/{title}", published=datetime.now(UTC).isoformat())
    await Intake(store).take_in(article)


async def _broadcast(store: Store) -> Awaitable[object]:
    """Let a broadcast to everybody go; gives the work of queueing it."""
    now = datetime.now(UTC)
    async with store.writing() as tx:
        number = await broadcasts.draft(tx, 1, "Hello", None, now)
        assert await broadcasts.release(tx, number, 1, now) == _MANY
    return queue_broadcasts(store, now)


async def _meanwhile(store: Store, work: Awaitable[object]) -> tuple[float, list[float]]:
    """Do some work and give the seconds that it took, and those of each answer in that time."""
    replies: list[float] = []
    asking = asyncio.create_task(_ask(store, replies))
    await asyncio.sleep(0.5)
    replies.clear()
    began = time.perf_counter()
    await work
    took = time.perf_counter() - began
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking
    return took, replies


async def _ask(store: Store, replies: list[float]) -> None:
    """Ask as /visits does; what the loop owes to whoever waits counts as well."""
    due = time.perf_counter()
    while True:
        async with store.reading() as tx:
            countries_page(await visits.counts(tx), 0, "en")
        replies.append(time.perf_counter() - due)
        due = max(due + _ASK_EVERY, time.perf_counter())
        await asyncio.sleep(due - time.perf_counter())


async def _everybody_has_it(tx: Any) -> None:
    box, now = schema.outbox, datetime.now(UTC)
    [visit_id] = (await tx.execute(box.select().with_only_columns(box.c.visit_id).distinct())).scalars()
    await tx.execute(box.update().values(state="sent", ended_at=now, message_id=7))
    for start in range(1, _MANY + 1, _AT_ONCE):
        cards = [
            {"chat_id": n, "visit_id": visit_id, "message_id": 7, "rendered": "old", "sent_at": now}
            for n in range(start, start + _AT_ONCE)
        ]
        await tx.execute(schema.messages.insert(), cards)


if __name__ == "__main__":
    main()
