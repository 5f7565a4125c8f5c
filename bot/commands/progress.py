"""A progress bar for people; scripts and logs see nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

_BAR = 30


class Bar:
    """A progress bar that stays in one line; on anything but a terminal it says nothing."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._done = 0
        self._write: Callable[[str], object] | None = stream.write if stream.isatty() else None
        self._stream = stream

    def advance(self, name: str) -> None:
        self._done += 1
        if self._write:
            full = _BAR * self._done // self._total
            bar = "█" * full + "·" * (_BAR - full)
            self._write(f"\r{bar} {self._done}/{self._total} {name[:30]:<30}")
            self._stream.flush()

    def end(self) -> None:
        if self._write:
            self._write(f"\r{'':<{_BAR + 50}}\r")
            self._stream.flush()
