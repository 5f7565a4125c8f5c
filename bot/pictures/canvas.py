"""What every picture is drawn on: colours, the shipped font, text of either direction and its mirror."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

Side = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]

_FONTS = {False: Path(__file__).parent / "sans.ttf", True: Path(__file__).parent / "sans-bold.ttf"}
_ANCHORS = {"start": "l", "middle": "m", "end": "r"}
_MIRRORED: dict[Side, Side] = {"start": "end", "middle": "middle", "end": "start"}
_TWICE = 2  # drawn twice as large and made small: Pillow's own lines have steps

PAPER = "#ffffff"
INK = "#1b2733"
PALE = "#66788a"
LINE = "#e3e9ef"
SEA = "#eef3f7"
LAND = "#d5dde5"
# Blue and orange are told apart by all common kinds of colour blindness (Okabe and Ito 2008).
MADE = "#0072b2"
RECEIVED = "#d55e00"


@dataclass(frozen=True, slots=True)
class Style:
    size: int = 24
    bold: bool = False
    colour: str = INK


class Canvas:
    """A white sheet; `rtl` mirrors it, so that what stands at the start of a line stands at its right."""

    def __init__(self, width: int, height: int, *, rtl: bool = False) -> None:
        self.width, self.height, self.rtl = width, height, rtl
        self._image = Image.new("RGB", (width * _TWICE, height * _TWICE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def text(self, x: float, y: float, words: str, style: Style = Style(), side: Side = "start") -> None:
        """Write a line, `y` at its middle, `x` at the side given."""
        self._write(x, y, words, style, side, halo=0)

    def text_on_map(self, x: float, y: float, words: str, style: Style) -> None:
        """Write a line that can be read on any ground."""
        self._write(x, y, words, style, "start", halo=3)

    def _write(self, x: float, y: float, words: str, style: Style, side: Side, halo: int) -> None:
        anchor = _ANCHORS[_MIRRORED[side] if self.rtl else side] + "m"
        self._draw.text(
            (self._x(x), y * _TWICE),
            words,
            style.colour,
            _font(style),
            anchor=anchor,
            direction=_direction(words, self.rtl),
            stroke_width=halo * _TWICE,
            stroke_fill=PAPER,
        )

    def fitting(self, words: str, width: float, style: Style = Style()) -> str:
        """Cut a line so that it fits, with an ellipsis where something was cut off."""
        if measure(words, style) <= width:
            return words
        while words and measure(words + "…", style) > width:
            words = words[:-1]
        return words.rstrip() + "…"

    def bar(self, box: Box, colour: str, *, hollow: bool = False, radius: float = 4) -> None:
        """Draw a bar with round corners; `hollow` is for what is only planned."""
        left, right = sorted((self._x(box[0]), self._x(box[2])))
        frame = (left, box[1] * _TWICE, max(right, left + _TWICE), box[3] * _TWICE)
        self._draw.rounded_rectangle(
            frame, radius * _TWICE, PAPER if hollow else colour, colour, width=2 * _TWICE
        )

    def line(self, points: list[tuple[float, float]], colour: str, width: float = 1) -> None:
        places = [(self._x(x), y * _TWICE) for x, y in points]
        self._draw.line(places, colour, max(1, round(width * _TWICE)), joint="curve")

    def polygon(self, points: list[tuple[float, float]], colour: str) -> None:
        self._draw.polygon([(self._x(x), y * _TWICE) for x, y in points], colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        middle, across, r = self._x(x), y * _TWICE, radius * _TWICE
        frame = (middle - r, across - r, middle + r, across + r)
        self._draw.ellipse(frame, colour, PAPER, width=_TWICE)

    def mirrored(self, rtl: bool) -> Canvas:
        """Give the same sheet for a script of the other direction."""
        page = Canvas.__new__(Canvas)
        page.width, page.height, page.rtl = self.width, self.height, rtl
        page._image, page._draw = self._image, self._draw
        return page

    def png(self) -> bytes:
        """Give the sheet as a PNG of its own size, in 256 colours: a third of the bytes, no visible loss."""
        small = self._image.resize((self.width, self.height), Image.Resampling.BOX)
        file = io.BytesIO()
        small.quantize(255, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()

    def _x(self, x: float) -> float:
        return (self.width - x if self.rtl else x) * _TWICE


def measure(words: str, style: Style = Style()) -> float:
    """Tell how wide a line is."""
    return float(_font(style).getlength(words)) / _TWICE


@cache
def _font(style: Style) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS[style.bold], style.size * _TWICE, layout_engine=_engine())


@cache
def _engine() -> ImageFont.Layout:
    from PIL import features

    return ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC


def _direction(words: str, rtl: bool) -> str | None:
    if _engine() is not ImageFont.Layout.RAQM:
        return None
    for letter in words:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "rtl" if rtl else "ltr"
