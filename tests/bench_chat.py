"""How soon the chat answers beside 100,000 visits: `python -m tests.bench_chat` (part of `make bench`).

People ask twenty times a second: countries, pairs, periods, the newest, words, persons, and turn pages.
The program is the real one, and so are store and wire; only Telegram is the sandbox.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import count

from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store
from tests.bulk import COUNTRIES, answering, measure, somebody
from tests.figures import Figure, at_most

_PEOPLE, _A_SECOND, _SECONDS, _FLOOD = 90, 20, 30, 50
_Times = dict[str, list[float]]


def main() -> None:
    """Measure and print the table; a number on the command line is another number of visits."""
    measure(_measured)


async def _measured(store: Store, _: int) -> list[Figure]:
    async with answering(store) as sandbox:
        took = await _asked(sandbox)
        flooded = await _asked(sandbox, flood=True)
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


async def _asked(sandbox: Sandbox, *, flood: bool = False) -> _Times:
    """Let people ask at an even pace, whether or not answers keep up; `flood`: one person far too much."""
    took: dict[str, list[float]] = defaultdict(list)
    people = [sandbox.world.user(f"P{number}") for number in range(_PEOPLE)]
    chance, asking = random.Random(7), []
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
        person.say(f"/visits {COUNTRIES[number % len(COUNTRIES)]}")
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
    a, b = chance.sample(COUNTRIES, 2)
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
        "/person": f"/person {somebody(chance)}",
    }


if __name__ == "__main__":
    main()
