"""A map of who went where: land without borders, an arc for each pair, a disc for each country."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.pictures.canvas import INK, LAND, MADE, PALE, RECEIVED, SEA, Box, Canvas, Style, measure
from bot.pictures.land import Point, capitals, outlines
from bot.pictures.sheets import Map, Route

WIDTH, HEIGHT = 1280, 800
_HEAD = 92  # points of height above the map
_FOOT = 44
_ROOM = 0.12  # of the width or height, left free around the outermost countries
_NARROWEST = 0.16  # of the world's width; nearer, the coast has corners
_STEPS = 24  # of an arc
_NAME = Style(20, bold=True)
_MOST_NAMES = 30


@dataclass(frozen=True, slots=True)
class _View:
    """A window on the plane: where its upper left corner lies, and points for each unit of the plane."""

    x: float
    y: float
    scale: float

    def at(self, point: Point) -> Point:
        return (point[0] - self.x) * self.scale, (point[1] - self.y) * self.scale + _HEAD


def draw(sheet: Map) -> bytes:
    """Draw the map as a PNG of 1280 × 800 points; routes of places unknown are left out."""
    known = [one for one in sheet.routes if one.visitor in capitals() and one.host in capitals()]
    canvas = Canvas(WIDTH, HEIGHT)  # never mirrored: east stays at the right
    view = _view([capitals()[code] for one in known for code in (one.visitor, one.host)])
    _ground(canvas, view)
    for route in sorted(known, key=lambda one: one.count):
        _arc(canvas, view, route, max(one.count for one in known))
    _countries(canvas, view, known, sheet.names)
    _frame(canvas, sheet)
    return canvas.png()


def _view(places: Sequence[Point]) -> _View:
    """Show all places with room around them, at most the whole world."""
    wide, high = float(WIDTH), float(HEIGHT - _HEAD - _FOOT)
    west, east = _extent([x for x, _ in places] or [-0.5, 0.5])
    north, south = _extent([y for _, y in places] or [-0.28, 0.2])
    width = min(max(east - west, (south - north) * wide / high, _NARROWEST) / (1 - 2 * _ROOM), 1.0)
    height = width * high / wide
    x, y = (west + east - width) / 2, (north + south - height) / 2
    return _View(min(max(x, -0.5), 0.5 - width), y, wide / width)


def _extent(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


def _ground(canvas: Canvas, view: _View) -> None:
    canvas.bar((0, _HEAD, WIDTH, HEIGHT), SEA, radius=0)
    for ring in outlines():
        points = [view.at(point) for point in ring]
        across, down = _extent([x for x, _ in points]), _extent([y for _, y in points])
        if across[1] > 0 and across[0] < WIDTH and down[1] > _HEAD and down[0] < HEIGHT:
            canvas.polygon(points, LAND)


def _arc(canvas: Canvas, view: _View, route: Route, most: int) -> None:
    """Draw an arc from the visitor's country to the host's: blue where it begins, orange where it ends."""
    start, end = view.at(capitals()[route.visitor]), view.at(capitals()[route.host])
    points = list(_bent(start, end))
    width = 1.5 + 4.5 * math.sqrt(route.count / most)
    for number, piece in enumerate(pairwise(points)):
        canvas.line(list(piece), _between(MADE, RECEIVED, number / _STEPS), width)


def _bent(start: Point, end: Point) -> Iterator[Point]:
    """Give the points of a curve bent to the left of its way, so that a return visit has its own."""
    (ax, ay), (bx, by) = start, end
    middle = ((ax + bx) / 2 + (by - ay) * 0.22, (ay + by) / 2 - (bx - ax) * 0.22)
    for step in range(_STEPS + 1):
        t = step / _STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        yield a * ax + b * middle[0] + c * bx, a * ay + b * middle[1] + c * by


def _between(a: str, b: str, share: float) -> str:
    one, other = (bytes.fromhex(colour[1:]) for colour in (a, b))
    mixed = (round(x + (y - x) * share) for x, y in zip(one, other, strict=True))
    return "#" + bytes(mixed).hex()


def _countries(canvas: Canvas, view: _View, routes: Sequence[Route], names: Mapping[str, str]) -> None:
    made, received = Counter[str](), Counter[str]()
    for route in routes:
        made[route.visitor] += route.count
        received[route.host] += route.count
    every = made + received
    sizes = {code: 5 + 9 * math.sqrt(count / max(every.values())) for code, count in every.most_common()}
    taken: list[Box] = []
    for code, radius in sizes.items():
        x, y = view.at(capitals()[code])
        canvas.disc(x, y, radius, MADE if made[code] >= received[code] else RECEIVED)
        taken.append((x - radius, y - radius, x + radius, y + radius))
    for code in list(sizes)[:_MOST_NAMES]:
        _name(canvas, names.get(code, code), view.at(capitals()[code]), sizes[code], taken)


def _name(canvas: Canvas, name: str, place: Point, radius: float, taken: list[Box]) -> None:
    """Write a country's name beside its disc, on the first side that is free; nowhere where none is."""
    x, y = place
    wide, tall = measure(name, _NAME), 26.0
    gap = radius + 5
    for left, top in (
        (x + gap, y - tall / 2), (x - gap - wide, y - tall / 2),
        (x - wide / 2, y - gap - tall), (x - wide / 2, y + gap),
    ):  # fmt: skip
        box = (left, top, left + wide, top + tall)
        if left > 4 and box[2] < WIDTH - 4 and top > _HEAD and box[3] < HEIGHT - _FOOT and _free(box, taken):
            taken.append(box)
            canvas.text_on_map(left, top + tall / 2, name, _NAME)
            return


def _free(box: Box, taken: Sequence[Box]) -> bool:
    return not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )


def _frame(canvas: Canvas, words: Map) -> None:
    """Write above and below the map; here a language that reads from the right begins at the right."""
    page = canvas.mirrored(words.rtl)
    page.bar((0, 0, WIDTH, _HEAD), "#ffffff", radius=0)
    page.text(32, 34, page.fitting(words.title, WIDTH - 64, Style(34, bold=True)), Style(34, bold=True))
    page.text(32, 72, words.below, Style(22, colour=PALE))
    page.bar((0, HEIGHT - _FOOT, WIDTH, HEIGHT), "#ffffff", radius=0)
    place = 32.0
    for colour, word in ((MADE, words.visitor), (RECEIVED, words.host)):
        page.disc(place + 8, HEIGHT - _FOOT / 2, 8, colour)
        page.text(place + 26, HEIGHT - _FOOT / 2, word, Style(22, colour=INK))
        place += measure(word, Style(22)) + 66
