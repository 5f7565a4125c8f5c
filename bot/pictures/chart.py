"""Figures at a glance: a few numbers, who travels and who receives most, and visits month by month."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pictures.canvas import INK, LINE, MADE, PALE, RECEIVED, Canvas, Style, measure
from bot.pictures.sheets import Count, Figures, Ranking

WIDTH, HEIGHT = 1280, 960
_MARGIN = 48
_GAP = 56  # between the two columns
_ROWS = 7
_TITLE = Style(38, bold=True)
_HEAD = Style(24, bold=True)
_LABEL = Style(24)
_SMALL = Style(20, colour=PALE)


def draw(figures: Figures) -> bytes:
    """Draw the chart as a PNG of 1280 × 960 points."""
    canvas = Canvas(WIDTH, HEIGHT, rtl=figures.rtl)
    room = WIDTH - 2 * _MARGIN
    canvas.text(_MARGIN, 56, canvas.fitting(figures.title, room, _TITLE), _TITLE)
    canvas.text(_MARGIN, 104, canvas.fitting(figures.below, room, Style(24)), Style(24, colour=PALE))
    _tiles(canvas, figures.tiles)
    column = (room - _GAP) / 2
    _ranking(canvas, _MARGIN, column, figures.made, MADE)
    _ranking(canvas, _MARGIN + column + _GAP, column, figures.received, RECEIVED)
    _months(canvas, figures.months)
    return canvas.png()


def _tiles(canvas: Canvas, tiles: Sequence[Count]) -> None:
    width = (WIDTH - 2 * _MARGIN) / max(len(tiles), 1)
    for number, tile in enumerate(tiles):
        x = _MARGIN + number * width
        canvas.text(x, 176, str(tile.number), Style(54, bold=True))
        canvas.text(x, 224, canvas.fitting(tile.label, width - 20, _SMALL), _SMALL)


def _ranking(canvas: Canvas, left: float, width: float, ranking: Ranking, colour: str) -> None:
    canvas.text(left, 286, canvas.fitting(ranking.title, width, _HEAD), _HEAD)
    rows = ranking.rows[:_ROWS]
    most = max((row.number for row in rows), default=1)
    names = min(max((measure(row.label, _LABEL) for row in rows), default=0), width * 0.5)
    for number, row in enumerate(rows):
        y = 334 + number * 44
        canvas.text(left, y, canvas.fitting(row.label, names, _LABEL), _LABEL)
        start = left + names + 16
        end = start + (width - names - 76) * row.number / most
        canvas.bar((start, y - 12, end, y + 12), colour)
        canvas.text(end + 12, y, str(row.number), _LABEL)


def _months(canvas: Canvas, months: Ranking) -> None:
    top, bottom = 742.0, 892.0
    canvas.text(_MARGIN, 690, months.title, _HEAD)
    canvas.line([(_MARGIN, bottom), (WIDTH - _MARGIN, bottom)], LINE, 2)
    width = (WIDTH - 2 * _MARGIN) / max(len(months.rows), 1)
    most = max((month.number for month in months.rows), default=0) or 1
    for number, month in enumerate(months.rows):
        middle = _MARGIN + (number + 0.5) * width
        height = (bottom - top) * month.number / most
        if month.number:
            half = min(width * 0.3, 32)
            canvas.bar((middle - half, bottom - height, middle + half, bottom), MADE)
            canvas.text(middle, bottom - height - 18, str(month.number), Style(20, colour=INK), "middle")
        canvas.text(middle, bottom + 26, canvas.fitting(month.label, width - 4, _SMALL), _SMALL, "middle")
