"""Many made-up visits in a store, and the bot that answers beside them: for measuring."""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.correcting import Corrector
from bot.countries import prepare
from bot.looking import words_of
from bot.model import Agreement, Host, Official, Sighting, Visitor
from bot.outputs.line import Line, build
from bot.records import sighting_to_json
from bot.sandbox import Sandbox
from bot.storage import Store, schema
from bot.storage.words_index import ID_LETTERS
from handlers import register
from tests.figures import Figure, table

_VISITS = 100_000
_AT_ONCE = 5_000
TODAY = date(2026, 1, 26)
NOW = datetime(2026, 1, 26, 12, tzinfo=UTC)
_FIRST_NAMES = [
    "Kamran",
    "Igor",
    "Muhsin",
    "Ali",
    "Berik",
    "Svetlana",
    "Andriy",
    "Carlos",
    "Maria",
    "Jun",
    "Rövşən",
    "Ahmad",
    "Leyla",
    "Paulo",
    "Ana",
    "Ivan",
]
_LAST_NAMES = [
    "Aliyev",
    "Krasnov",
    "Şentürk",
    "Buainain",
    "Asylov",
    "Kim",
    "Kostin",
    "García",
    "Rossi",
    "Zhang",
    "Cəfərov",
    "Mansour",
    "Haddad",
]
COUNTRIES = [
    "AZ",
    "TR",
    "BH",
    "RU",
    "KZ",
    "UZ",
    "CN",
    "IT",
    "FR",
    "DE",
    "ES",
    "AE",
    "SA",
    "QA",
    "EG",
    "KR",
    "JP",
    "VN",
    "RS",
    "GE",
    "UA",
    "KG",
    "TM",
    "IR",
    "PK",
    "IN",
    "ID",
    "MY",
    "BR",
    "AR",
]
_TOPICS = ("extradition", "mutual_legal_assistance", "corruption", "cybercrime", "training_exchange")


def measure(measured: Callable[[Store, int], Awaitable[list[Figure]]]) -> None:
    """Print what is measured in a store with 100,000 visits, or as many as the command line says."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else _VISITS

    async def within(folder: str) -> list[Figure]:
        store = Store.at(f"sqlite+aiosqlite:///{folder}/chat.db")
        await store.migrate()
        await fill(store, many)
        figures = await measured(store, many)
        await store.close()
        return figures

    with tempfile.TemporaryDirectory() as folder:
        print(table(asyncio.run(within(folder))))


@asynccontextmanager
async def answering(store: Store) -> AsyncIterator[Sandbox]:
    """Run the real bot on a store, with a Telegram of our own; its clock stands at 26 January 2026."""
    prepare()
    async with Sandbox(demo=False) as sandbox:
        application = build(sandbox.token, sandbox.base_url)
        register(application, store, Corrector(store, set(), clock=lambda: NOW), clock=lambda: NOW)
        line = Line(application)
        await line.open()
        listening = asyncio.create_task(line.listen())
        await asyncio.wait_for(sandbox.world.updates.first_poll.wait(), 10)
        yield sandbox
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        await line.close()


async def fill(store: Store, many: int, countries: Sequence[str] = COUNTRIES, behind: int = 0) -> None:
    """Put so many visits of twenty years between these countries into a store, each with a report.

    They are numbered from `behind` on, so that a store can be filled several times.
    """
    chance = random.Random(5)
    for start in range(behind, behind + many, _AT_ONCE):
        tables: dict[str, list[dict[str, Any]]] = {"articles": [], "visits": [], "sightings": []}
        for number in range(start, min(start + _AT_ONCE, behind + many)):
            for name, row in _rows(number + 1, _visit(chance, countries)).items():
                tables[name].append(row)
        for name, rows in tables.items():
            async with store.writing() as tx:
                await tx.execute(schema.metadata.tables[name].insert(), rows)


def _visit(chance: random.Random, countries: Sequence[str]) -> Sighting:
    visitor, host = chance.sample(countries, 2)
    day = TODAY + timedelta(days=90 - chance.randrange(7_300))
    status = "planned" if day > TODAY else "completed"
    meetings = tuple(Official(somebody(chance), None, "Minister of Justice", host) for _ in range(3))
    return Sighting(
        Visitor(somebody(chance), None, "prosecutor_general", "Prosecutor General", visitor, "head"),
        Host(host, "Baku" if host == "AZ" else None),
        Official(somebody(chance), None, "Attorney General", host),
        start=day.isoformat(), end=day.isoformat(), date_precision="day", status=status, meetings=meetings,
        agreements=(Agreement("memorandum", "Memorandum on combating cybercrime", True),),
        topics=tuple(chance.sample(_TOPICS, 2)),
    )  # fmt: skip


def somebody(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST_NAMES)} {chance.choice(_LAST_NAMES)}"


def _rows(number: int, seen: Sighting) -> dict[str, dict[str, Any]]:
    record, day = sighting_to_json(seen), date.fromisoformat(seen.start or "")
    place = {"visitor_country": seen.visitor.country, "host_country": seen.host.country, "grade": "head",
             "first_day": day, "last_day": day}  # fmt: skip
    visit_id, left = "", number
    for _ in range(7):
        left, letter = divmod(left, len(ID_LETTERS))
        visit_id = ID_LETTERS[letter] + visit_id
    article = {
        "id": number, "key": f"https://a.example/{number}", "title": "A title", "day": day, "label": "visit",
        "text_hash": "0" * 64, "score": 0.9, "seen_at": NOW, "shingles": bytes(800), "publisher": "Trend",
        "url": f"https://a.example/{number}",
    }  # fmt: skip
    visit = place | {
        "id": visit_id, "record": record, "conflicts": [], "revision": 1, "state": "shown",
        "created_at": NOW, "updated_at": NOW, "status": seen.status, "words": words_of(seen),
    }  # fmt: skip
    told = place | {
        "article_id": number, "position": 0, "visit_id": visit_id, "record": record, "copied": False,
        "bound": False,
    }  # fmt: skip
    return {"articles": article, "visits": visit, "sightings": told}
