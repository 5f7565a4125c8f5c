"""How many keys stand side by side on a phone before Telegram cuts their labels off."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Protocol, TypeVar

ROOM = 39  # letters on a key that has a row for itself, on a phone of 390 points
_EDGES = 1  # letters


class _Labelled(Protocol):
    @property
    def text(self) -> str: ...


_Key = TypeVar("_Key", bound=_Labelled)


def width(label: str) -> int:
    """Measure a label in letters; an emoji, a flag and a Chinese character are as wide as two."""
    return sum(map(_letters, label))


def _letters(char: str) -> int:
    if char == "\ufe0f":  # makes an emoji of the narrow sign before it
        return 1
    if unicodedata.category(char) in ("Cf", "Mn"):  # of what joins emoji, turns lines, stands over letters
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def lines(keys: Sequence[_Key], most: int) -> tuple[tuple[_Key, ...], ...]:
    """Lay keys out in lines of at most `most`, and of fewer where one of them would be cut off."""
    laid: list[tuple[_Key, ...]] = []
    for key in keys:
        longer = (*laid[-1], key) if laid else ()
        if longer and len(longer) <= most and all(_fits(one, len(longer)) for one in longer):
            laid[-1] = longer
        else:
            laid.append((key,))
    return tuple(laid)


def _fits(key: _Labelled, side_by_side: int) -> bool:
    return width(key.text) <= (ROOM + _EDGES) // side_by_side - _EDGES
