"""How sure a figure is: Wilson's interval for rates, a seeded bootstrap by event for F1."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import sqrt

Interval = tuple[float, float]
Counts = tuple[float, ...]

_Z = 1.959964  # two-sided 95 % of the normal distribution
_DRAWS = 1000
_SEED = 20260126


def wilson(right: float, n: int) -> Interval:
    """Give Wilson's 95 % score interval of a rate (Wilson 1927); (0, 1) when nothing was counted."""
    if n == 0:
        return (0.0, 1.0)
    rate, square = right / n, _Z * _Z
    middle = (rate + square / (2 * n)) / (1 + square / n)
    half = _Z * sqrt(rate * (1 - rate) / n + square / (4 * n * n)) / (1 + square / n)
    return (max(0.0, middle - half), min(1.0, middle + half))


def f1(counts: Sequence[float]) -> float:
    """Give F1 of (true positives, false positives, false negatives); 0 when all are none."""
    hits, extra, missed = counts
    total = 2 * hits + extra + missed
    return 2 * hits / total if total else 0.0


def macro_f1(counts: Sequence[float]) -> float:
    """Give the mean F1 of the classes that occur; `counts` holds three numbers a class."""
    classes = [counts[at : at + 3] for at in range(0, len(counts), 3)]
    present = [f1(one) for one in classes if one[0] + one[2] > 0]
    return sum(present) / len(present) if present else 0.0


def bootstrap(clusters: Sequence[Counts], value: Callable[[Sequence[float]], float]) -> Interval:
    """Give the 95 % percentile interval of `value` over clusters drawn with replacement.

    A cluster holds the summed counts of one event, because articles about one event stand or fall together.
    The draws are seeded: the same corpus always gives the same interval.
    """
    if len(clusters) < 2:
        return (0.0, 1.0)
    dice = random.Random(_SEED)  # noqa: S311  # resampling, not a secret
    draws = (dice.choices(clusters, k=len(clusters)) for _ in range(_DRAWS))
    values = sorted(value([sum(column) for column in zip(*draw, strict=True)]) for draw in draws)
    low, high = values[int(0.025 * _DRAWS)], values[int(0.975 * _DRAWS) - 1]
    # Where no event holds a mistake every draw is alike, and the draws would claim certainty.
    return (low, high) if low < high or low > 1 else wilson(low * len(clusters), len(clusters))
