"""How soon pictures and cards come beside 100,000 visits: `python -m tests.bench_pictures`.

Somebody asks for each again and again, one after the other. What counts is the whole way: the question, the
store, the drawing, the upload to the sandbox. Two countries have 3,000 visits between them.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator

from bot.sandbox import Sandbox
from bot.sandbox.people import buttons
from bot.storage import Store
from tests.bulk import answering, fill, measure
from tests.figures import Figure, at_most

_OF_A_PAIR, _TIMES = 3_000, 9
_PAIR = ("NO", "NZ")
_PICTURES = [
    f"/{command}{what}" for command in ("stats", "map", "timeline") for what in ("", " AZ", " AZ TR", " 2025")
]
_Times = dict[str, list[float]]


def main() -> None:
    """Measure and print the table; a number on the command line is another number of visits."""
    measure(_measured)


async def _measured(store: Store, many: int) -> list[Figure]:
    await fill(store, _OF_A_PAIR, _PAIR, behind=many)
    took: _Times = defaultdict(list)
    async with answering(store) as sandbox:
        for turn in range(_TIMES):
            for picture in _PICTURES:
                took[picture].append(await _asked(sandbox, f"P{turn} {picture}", picture))
            took[f"a card of a pair with {_OF_A_PAIR:,} visits"].append(await _opened(sandbox, turn))
    return list(_figures(took))


async def _asked(sandbox: Sandbox, name: str, text: str) -> float:
    """Ask for a picture; each time somebody else does, for nobody may ask so much."""
    person, began = sandbox.world.user(name), time.perf_counter()
    person.say(text)
    message = await person.hears(seconds=30)
    took = time.perf_counter() - began
    if "photo" not in message:
        raise AssertionError(f"{text} gave no picture")
    return took


async def _opened(sandbox: Sandbox, turn: int) -> float:
    """Open the card of a visit from the list of its pair."""
    person = sandbox.world.user(f"C{turn}")
    person.say("/visits {} {}".format(*_PAIR))
    listed = await person.hears(seconds=30)
    key, began = buttons(listed)[turn % 5], time.perf_counter()
    person.press(key["callback_data"], listed)
    await person.hears("between the two", seconds=30)
    return time.perf_counter() - began


def _figures(took: _Times) -> Iterator[Figure]:
    for name, times in took.items():
        yield at_most(f"{name}, median of {_TIMES}", statistics.median(times) * 1000, "ms", 300)
        yield Figure("  the slowest", max(times) * 1000, "ms", "no aim", True)


if __name__ == "__main__":
    main()
