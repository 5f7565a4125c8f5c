"""Text in columns of a terminal, where a letter of East Asia takes two."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "


def width(text: str) -> int:
    """Tell how many columns a text takes."""
    return len(text) if text.isascii() else sum(map(_of, text))


def fit(text: str, columns: int) -> str:
    """Cut a text, with an ellipsis, or fill it with spaces to just so many columns."""
    if width(text) > columns:
        kept, left = "", columns - 1
        for letter in text:
            left -= _of(letter)
            if left < 0:
                break
            kept += letter
        text = f"{kept}…"
    return text + " " * (columns - width(text))


def short(text: str, columns: int) -> str:
    """Cut a text, with an ellipsis, to so many columns at most."""
    return fit(text, columns).rstrip()


def table(rows: Iterable[Sequence[str]], columns: int) -> Iterator[str]:
    """Lay rows out below each other; only the last column, which may be long, is cut to fit."""
    rows = list(rows)
    widths = [max(map(width, cells)) for cells in zip(*(row[:-1] for row in rows), strict=True)]
    rest = max(columns - sum(widths) - len(_GAP) * len(widths), 10)
    for row in rows:
        *cells, last = (fit(cell, size) for cell, size in zip(row, (*widths, rest), strict=True))
        yield _GAP.join((*cells, last)).rstrip()


def labelled(rows: Iterable[tuple[str, str]], columns: int, label: int) -> Iterator[str]:
    """Write each text behind its label, broken into lines where it is longer than the terminal is wide."""
    for name, text in rows:
        room = max(columns - label, 20) // (2 if any(_of(letter) == 2 for letter in text) else 1)
        lines = textwrap.wrap(text, room, break_on_hyphens=False) or [""]
        for number, line in enumerate(lines):
            yield f"{name if number == 0 else '':<{label}}{line}".rstrip()


def _of(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
