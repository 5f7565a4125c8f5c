"""A timeline: a lane for each country, a bar for each visit, hollow while it is only planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.pictures.canvas import INK, LINE, MADE, PALE, RECEIVED, SEA, Canvas, Style, measure
from bot.pictures.sheets import Lane, Stay, Timeline

WIDTH = 1280
_MARGIN = 48
_TOP = 176
_LANE = 46
_FOOT = 72
_BAR = 11  # half its height
_LEAST = 14  # points; a visit of a day must be seen in a picture of years
_MOST_LANES = 14
_TITLE = Style(38, bold=True)
_LABEL = Style(24)
_SMALL = Style(20, colour=PALE)


def draw(sheet: Timeline) -> bytes:
    """Draw the timeline as a PNG, 1280 points wide, as high as it has lanes (14 at most)."""
    lanes = sheet.lanes[:_MOST_LANES]
    bottom = _TOP + _LANE * max(len(lanes), 1)
    canvas = Canvas(WIDTH, bottom + _FOOT, rtl=sheet.rtl)
    room = WIDTH - 2 * _MARGIN
    canvas.text(_MARGIN, 56, canvas.fitting(sheet.title, room, _TITLE), _TITLE)
    canvas.text(_MARGIN, 104, canvas.fitting(sheet.below, room, Style(24)), Style(24, colour=PALE))
    names = min(max((measure(lane.label, _LABEL) for lane in lanes), default=0), room * 0.3)
    left = _MARGIN + names + 24
    _grid(canvas, sheet, left, bottom)
    for number, lane in enumerate(lanes):
        _lane(canvas, sheet, lane, left, _TOP + _LANE * number, names)
    _legend(canvas, sheet, bottom + 40)
    return canvas.png()


def _grid(canvas: Canvas, sheet: Timeline, left: float, bottom: float) -> None:
    free = -1.0
    for day, word in sheet.ticks:
        x = _across(sheet, left, day)
        canvas.line([(x, _TOP - 10), (x, bottom)], LINE, 2)
        if x >= free and x + measure(word, _SMALL) < WIDTH - 8:
            canvas.text(x, _TOP - 26, word, _SMALL)
            free = x + measure(word, _SMALL) + 14
    if sheet.start <= sheet.today <= sheet.end:
        x = _across(sheet, left, sheet.today)
        canvas.line([(x, _TOP - 10), (x, bottom)], INK, 2)


def _lane(canvas: Canvas, sheet: Timeline, lane: Lane, left: float, top: float, names: float) -> None:
    middle = top + _LANE / 2
    canvas.bar((left, top + 3, WIDTH - _MARGIN, top + _LANE - 3), SEA, radius=6)
    canvas.text(_MARGIN, middle, canvas.fitting(lane.label, names, _LABEL), _LABEL)
    for stay, start, end in _placed(sheet, lane.stays, left):
        colour = RECEIVED if stay.received else MADE
        canvas.bar((start, middle - _BAR, end, middle + _BAR), colour, hollow=stay.planned)


def _placed(sheet: Timeline, stays: Sequence[Stay], left: float) -> Iterator[tuple[Stay, float, float]]:
    """Give each visit its place, wide enough to be seen and within the sheet."""
    for stay in stays:
        start = _across(sheet, left, max(stay.start, sheet.start))
        end = _across(sheet, left, min(stay.end, sheet.end))
        start = min(start, WIDTH - _MARGIN - _LEAST)
        yield stay, start, max(end, start + _LEAST)


def _across(sheet: Timeline, left: float, day: date) -> float:
    share = (day - sheet.start).days / max((sheet.end - sheet.start).days, 1)
    return left + (WIDTH - _MARGIN - left) * share


def _legend(canvas: Canvas, sheet: Timeline, y: float) -> None:
    place = float(_MARGIN)
    for colour, hollow, word in (
        (MADE, False, sheet.made), (RECEIVED, False, sheet.received), (PALE, True, sheet.planned),
    ):  # fmt: skip
        if word is None:
            continue
        canvas.bar((place, y - _BAR, place + 30, y + _BAR), colour, hollow=hollow)
        canvas.text(place + 42, y, word, Style(22))
        place += measure(word, Style(22)) + 84
