"""How a measured figure is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table: what, how much, and what it should be."""

    what: str
    value: float
    unit: str
    aim: str
    is_met: bool


def at_most(what: str, value: float, unit: str, aim: float) -> Figure:
    return Figure(what, value, unit, f"≤ {aim:g}", value <= aim)


def table(figures: Sequence[Figure]) -> str:
    """Write figures below each other."""
    width = max(len(one.what) for one in figures)
    return "\n".join(f"{one.what:<{width}}  {_told(one)}" for one in figures)


def _told(one: Figure) -> str:
    return f"{one.value:>9,.1f} {one.unit:<10} {one.aim:<12} {'ok' if one.is_met else 'MISSED'}"
