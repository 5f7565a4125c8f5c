"""A progress bar for people; scripts and logs see nothing of it."""

from __future__ import annotations

import shutil
import time
from typing import Self, TextIO

from bot.commands.columns import fit

_BAR = 30
_EVERY = 0.1  # seconds between two pictures


class Bar:
    """A progress bar that stays in one line; on anything but a terminal it says nothing."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._done = 0
        self._stream = stream
        self._is_seen = stream.isatty()
        self._drawn = 0.0

    def __enter__(self) -> Self:
        self._draw("")
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def advance(self, name: str) -> None:
        """Count one more; `name` is what was done last."""
        self._done += 1
        if time.monotonic() - self._drawn >= _EVERY:
            self._draw(name)

    def end(self) -> None:
        """Leave the line empty for what comes after."""
        self._show("", "\r")

    def _draw(self, name: str) -> None:
        full = _BAR * self._done // max(self._total, 1)
        said = "".join(letter for letter in name if letter.isprintable())
        self._show(f"{'█' * full}{'·' * (_BAR - full)} {self._done}/{self._total} {said}")
        self._drawn = time.monotonic()

    def _show(self, picture: str, after: str = "") -> None:
        if self._is_seen:
            # The last column stays free, or the terminal begins a new line.
            self._stream.write(f"\r{fit(picture, shutil.get_terminal_size().columns - 1)}{after}")
            self._stream.flush()
