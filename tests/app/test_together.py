"""Taking a turn together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.errors import StorageError
from bot.together import Together


class Shop:
    """Doubles numbers, and knows which it was given at once; `spoils` may raise for them."""

    def __init__(self, spoils: Callable[[Sequence[int]], None] = lambda _: None) -> None:
        self.served: list[list[int]] = []
        self._spoils = spoils

    async def work(self, numbers: Sequence[int]) -> list[int]:
        self.served.append(list(numbers))
        await asyncio.sleep(0)
        self._spoils(numbers)
        return [2 * number for number in numbers]


async def test_who_comes_meanwhile_is_served_together() -> None:
    """The first is served alone; those that came in the meantime go together, at most so many."""
    shop = Shop()
    together = Together(shop.work, 3)
    ends = await asyncio.gather(*(together.do(number) for number in range(6)))
    assert ends == [0, 2, 4, 6, 8, 10]
    assert shop.served == [[0], [1, 2, 3], [4, 5]]


async def test_one_that_fails_costs_the_others_nothing() -> None:
    """Each is done by itself then, and only the one at fault hears of it."""

    def spoils(numbers: Sequence[int]) -> None:
        if 1 in numbers:
            raise ValueError("one")

    together = Together(Shop(spoils).work, 8)
    zero, one, two = await asyncio.gather(*map(together.do, (0, 1, 2)), return_exceptions=True)
    assert (zero, two) == (0, 4)
    assert isinstance(one, ValueError)


async def test_trouble_with_the_store_is_met_once() -> None:
    """A store that is locked is not waited for by each of them in turn."""

    def spoils(numbers: Sequence[int]) -> None:
        raise StorageError("locked")

    shop = Shop(spoils)
    together = Together(shop.work, 8)
    for end in await asyncio.gather(*map(together.do, range(4)), return_exceptions=True):
        assert isinstance(end, StorageError)
    assert shop.served == [[0], [1, 2, 3]]


async def test_who_does_the_work_may_be_stopped() -> None:
    """The others are served by the next of them, and whoever went is not."""
    entered, go = asyncio.Event(), asyncio.Event()
    served: list[list[int]] = []

    async def work(numbers: Sequence[int]) -> list[int]:
        served.append(list(numbers))
        await asyncio.sleep(0)
        if 1 in numbers:
            entered.set()
            await go.wait()
        return [2 * number for number in numbers]

    together = Together(work, 8)
    tasks = [asyncio.create_task(together.do(number)) for number in range(3)]
    await entered.wait()
    tasks[1].cancel()
    go.set()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert (ends[0], ends[2]) == (0, 4)
    assert isinstance(ends[1], asyncio.CancelledError)
    assert served == [[0], [1, 2], [2]]
