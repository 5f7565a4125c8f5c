"""Which found thing answers which expected one: the best one-to-one pairing by weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_EXHAUSTIVE = 10  # beyond so many found things every further one would double the work


def best_pairs(
    wanted: Sequence[A], found: Sequence[B], weight: Callable[[A, B], float]
) -> list[tuple[int, int]]:
    """Pair positions of both lists so that the summed weight is greatest; a weight of 0 or less is no pair.

    Exact up to ten found things; beyond that greedy, which real records do not reach.
    """
    weights = [[weight(one, other) for other in found] for one in wanted]
    if len(found) > _EXHAUSTIVE:
        return _greedy(weights)
    return _exact(weights)


def _exact(weights: list[list[float]]) -> list[tuple[int, int]]:
    @cache
    def best(row: int, used: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if row == len(weights):
            return 0.0, ()
        chosen = best(row + 1, used)
        for column, value in enumerate(weights[row]):
            if value <= 0 or used >> column & 1:
                continue
            rest, pairs = best(row + 1, used | 1 << column)
            if rest + value > chosen[0]:
                chosen = rest + value, ((row, column), *pairs)
        return chosen

    return list(best(0, 0)[1])


def _greedy(weights: list[list[float]]) -> list[tuple[int, int]]:
    cells = [(-value, row, column) for row, line in enumerate(weights) for column, value in enumerate(line)]
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for value, row, column in sorted(cells):
        if value < 0 and row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((row, column))
    return sorted(pairs)
