"""What pictures show, as records: words in the reader's language, numbers and days. Needs no Pillow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Count:
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """A heading and what stands below it, the greatest first."""

    title: str
    rows: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that stands on the chart, in the reader's language."""

    title: str
    below: str
    tiles: tuple[Count, ...]
    made: Ranking
    received: Ranking
    months: Ranking  # in the order of time
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """How often heads of one country's prosecution went to another."""

    visitor: str
    host: str
    count: int


@dataclass(frozen=True, slots=True)
class Map:
    """All that stands on a map, in the reader's language; `names` by the code of the country."""

    title: str
    below: str
    routes: tuple[Route, ...]
    visitor: str
    host: str
    names: Mapping[str, str]
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit in its lane; `received` tells it from one that was made."""

    start: date
    end: date
    received: bool
    planned: bool


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that stands on the timeline, in the reader's language; `ticks` are days and what to write there."""

    title: str
    below: str
    start: date
    end: date
    ticks: tuple[tuple[date, str], ...]
    lanes: tuple[Lane, ...]
    made: str
    received: str | None  # None where no lane has a side
    planned: str
    today: date
    rtl: bool = False
