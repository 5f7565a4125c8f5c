"""The world's land without any border, and where the capitals are, on the plane of the picture."""

from __future__ import annotations

import gzip
import math
import sys
from array import array
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_STEPS = 16_000  # of the width; how land.bin counts

Point = tuple[float, float]
Ring = list[Point]


def project(longitude: float, latitude: float) -> Point:
    """Put degrees on a plane of width 1 whose y grows downwards, by Patterson's cylindrical projection.

    The polynomial is that of Patterson, Šavrič and Jenny (2014), "Introducing the Patterson Cylindrical
    Projection", Cartographic Perspectives 78.
    """
    phi = math.radians(latitude)
    square = phi * phi
    y = phi * (1.0148 + square**2 * (0.23185 + square * (-0.14499 + square * 0.02406)))
    return longitude / 360, -y / math.tau


@cache
def outlines() -> tuple[Ring, ...]:
    """Give the outlines of all land but Antarctica's; some reach beyond the date line, on both sides."""
    numbers = array("h", gzip.decompress((_FOLDER / "land.bin").read_bytes()))
    if sys.byteorder == "big":
        numbers.byteswap()
    rings, place = [], 0
    while place < len(numbers):
        end = place + 1 + 2 * numbers[place]
        values = [number / _STEPS for number in numbers[place + 1 : end]]
        rings.append(list(zip(values[::2], values[1::2], strict=True)))
        place = end
    return tuple(rings)


@cache
def capitals() -> dict[str, Point]:
    """Give the place of each country's capital on the plane, by the country's code."""
    lines = (_FOLDER / "capitals.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: project(float(longitude), float(latitude)) for code, latitude, longitude in rows}
