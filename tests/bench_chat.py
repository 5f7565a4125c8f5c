"""How soon the chat answers beside 100,000 visits: `python -m tests.bench_chat` (part of `make bench`).

People ask twenty times a second: countries, pairs, periods, the newest, words, persons, and turn pages.
The program is the real one, and so are store and wire; only Telegram is the sandbox.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from bot.correcting import Corrector
from bot.countries import prepare
from bot.looking import words_of
from bot.model import Agreement, Host, Official, Sighting, Visitor
from bot.outputs.line import Line, build
from bot.records import sighting_to_json
from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store, schema
from bot.storage.words_index import ID_LETTERS
from handlers import register
from tests.figures import Figure, at_most, table

_VISITS, _AT_ONCE = 100_000, 5_000
_PEOPLE, _A_SECOND, _SECONDS, _FLOOD = 90, 20, 30, 50
_Times = dict[str, list[float]]
_TODAY = date(2026, 1, 26)
_NOW = datetime(2026, 1, 26, 12, tzinfo=UTC)
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
_COUNTRIES = [
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


def main() -> None:
    """Measure and print the table; a number on the command line is another number of visits."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else _VISITS
    with tempfile.TemporaryDirectory() as folder:
        print(table(asyncio.run(_measured(f"sqlite+aiosqlite:///{folder}/chat.db", many))))


async def _measured(url: str, many: int) -> list[Figure]:
    store = Store.at(url)
    await store.migrate()
    await fill(store, many)
    prepare()
    async with Sandbox(demo=False) as sandbox:
        application = build(sandbox.token, sandbox.base_url)
        register(application, store, Corrector(store, set(), clock=lambda: _NOW), clock=lambda: _NOW)
        line = Line(application)
        await line.open()
        listening = asyncio.create_task(line.listen())
        took = await _asked(sandbox)
        flooded = await _asked(sandbox, flood=True)
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        await line.close()
    await store.close()
    return [*_figures(took), _beside_a_flood(took, flooded)]


def _beside_a_flood(alone: _Times, flooded: _Times) -> Figure:
    """Say how many times as long the others wait for the slowest twentieth while one person floods."""
    what = f"95th percentile while one person sends {_FLOOD} commands a second, of that without"
    return at_most(what, _p95(flooded) / _p95(alone), "times", 2)


def _p95(took: _Times) -> float:
    every = sorted(one for times in took.values() for one in times)
    return every[int(len(every) * 0.95)]


def _figures(took: _Times) -> Iterator[Figure]:
    every = sorted(one * 1000 for times in took.values() for one in times)
    yield at_most(f"all {len(every)} commands and taps, median", statistics.median(every), "ms", 50)
    yield at_most("all, 95th percentile", every[int(len(every) * 0.95)], "ms", 150)
    for name, times in sorted(took.items()):
        yield Figure(f"  {name}, median", statistics.median(times) * 1000, "ms", "no aim", True)


async def fill(store: Store, many: int) -> None:
    """Put so many visits of twenty years into a store, each with a report."""
    chance = random.Random(5)
    for start in range(0, many, _AT_ONCE):
        tables: dict[str, list[dict[str, Any]]] = {"articles": [], "visits": [], "sightings": []}
        for number in range(start, min(start + _AT_ONCE, many)):
            for name, row in _rows(number + 1, _visit(chance)).items():
                tables[name].append(row)
        for name, rows in tables.items():
            async with store.writing() as tx:
                await tx.execute(schema.metadata.tables[name].insert(), rows)


def _visit(chance: random.Random) -> Sighting:
    visitor, host = chance.sample(_COUNTRIES, 2)
    day = _TODAY + timedelta(days=90 - chance.randrange(7_300))
    status = "planned" if day > _TODAY else "completed"
    meetings = tuple(Official(_name(chance), None, "Minister of Justice", host) for _ in range(3))
    return Sighting(
        Visitor(_name(chance), None, "prosecutor_general", "Prosecutor General", visitor, "head"),
        Host(host, "Baku" if host == "AZ" else None), Official(_name(chance), None, "Attorney General", host),
        start=day.isoformat(), end=day.isoformat(), date_precision="day", status=status, meetings=meetings,
        agreements=(Agreement("memorandum", "Memorandum on combating cybercrime", True),),
        topics=tuple(chance.sample(_TOPICS, 2)),
    )  # fmt: skip


def _name(chance: random.Random) -> str:
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
        "text_hash": "0" * 64, "score": 0.9, "seen_at": _NOW, "shingles": bytes(800), "publisher": "Trend",
        "url": f"https://a.example/{number}",
    }  # fmt: skip
    visit = place | {
        "id": visit_id, "record": record, "conflicts": [], "revision": 1, "state": "shown",
        "created_at": _NOW, "updated_at": _NOW, "status": seen.status, "words": words_of(seen),
    }  # fmt: skip
    told = place | {
        "article_id": number, "position": 0, "visit_id": visit_id, "record": record, "copied": False,
        "bound": False,
    }  # fmt: skip
    return {"articles": article, "visits": visit, "sightings": told}


async def _asked(sandbox: Sandbox, *, flood: bool = False) -> _Times:
    """Let people ask at an even pace, whether or not answers keep up; `flood`: one person far too much."""
    took: dict[str, list[float]] = defaultdict(list)
    people = [sandbox.world.user(f"P{number}") for number in range(_PEOPLE)]
    chance, asking = random.Random(7), []
    await asyncio.wait_for(sandbox.world.updates.first_poll.wait(), 10)
    flooding = asyncio.create_task(_flood(sandbox.world.user("Flood"))) if flood else None
    began = time.perf_counter()
    for turn in range(_A_SECOND * _SECONDS):
        await asyncio.sleep(max(0.0, began + turn / _A_SECOND - time.perf_counter()))
        asking.append(asyncio.create_task(_ask(people[turn % _PEOPLE], chance, took)))
    await asyncio.gather(*asking)
    if flooding is not None:
        flooding.cancel()
    return took


async def _flood(person: Person) -> None:
    """Ask for the same again and again, until cancelled."""
    for number in count():
        person.say(f"/visits {_COUNTRIES[number % len(_COUNTRIES)]}")
        await asyncio.sleep(1 / _FLOOD)


async def _ask(person: Person, chance: random.Random, took: dict[str, list[float]]) -> None:
    """Turn the page that somebody has, now and then, or else ask for something new."""
    shown = person.private.bot_messages[-1:]
    onward = next((key for message in shown for key in buttons(message) if key["text"] == "▸"), None)
    began = time.perf_counter()
    if onward and chance.random() < 0.5:
        name = "a page turned"
        person.press(onward["callback_data"], shown[0])
    else:
        name, typed = chance.choice(list(_questions(chance).items()))
        person.say(typed)
    with suppress(TimeoutError):  # then it took all of them
        await person.hears(seconds=30)
    took[name].append(time.perf_counter() - began)


def _questions(chance: random.Random) -> dict[str, str]:
    a, b = chance.sample(_COUNTRIES, 2)
    word, year = (
        chance.choice(("extradition", "киберпреступность", "memorandum", "Baku")),
        chance.randrange(2010, 2026),
    )
    return {
        "/visits": "/visits",
        "/visits of a country": f"/visits {a}",
        "/visits of a pair": f"/visits {a} {b}",
        "/visits of a country in a year": f"/visits to {a} {year}",
        "/visits of last month": "/visits last month",
        "/latest": "/latest",
        "/upcoming": "/upcoming",
        "/search": f"/search {word} {a}",
        "/search one word": f"/search {word}",
        "/person": f"/person {_name(chance)}",
    }


if __name__ == "__main__":
    main()
