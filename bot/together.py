"""Many that wait for a turn take it together: one does the work of all, and each learns its own end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.errors import StorageError

T = TypeVar("T")
R = TypeVar("R")


@dataclass(eq=False, slots=True)
class _Waiting(Generic[T, R]):
    item: T
    end: asyncio.Future[R]  # nobody waits for it: it is there when the turn comes


@dataclass(slots=True)
class Together(Generic[T, R]):
    """`work` does several in one transaction and gives what became of each, in their order; at most so many.

    A transaction costs what two or three statements cost, whatever is done in it.
    """

    work: Callable[[Sequence[T]], Awaitable[Sequence[R]]]
    most: int
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _line: list[_Waiting[T, R]] = field(default_factory=list)

    async def do(self, item: T) -> R:
        """Give what became of an item, or raise what its work raised; first come, first served."""
        one = _Waiting[T, R](item, asyncio.get_running_loop().create_future())
        self._line.append(one)
        try:
            async with self._turn:
                if not one.end.done():
                    await self._do([other for other in self._line if not other.end.done()][: self.most])
            return one.end.result()
        finally:
            self._line = [other for other in self._line if other is not one]

    async def _do(self, batch: Sequence[_Waiting[T, R]]) -> None:
        try:
            became = await self.work([one.item for one in batch])
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, StorageError):
                for one in batch:
                    await self._do([one])
                return
            for one in batch:  # trouble with the store would meet each of them, after as long a wait
                one.end.set_exception(error)
        else:
            for one, its in zip(batch, became, strict=True):
                one.end.set_result(its)
