"""What was put on the wire: notes that survive the process, and tell what a dead one has not sent.

Where the store is a file they are a file beside it, made once, so that a full disk cannot stop it: a line
that names this boot of the machine, then places for the newest requests, taken in turn. The kernel keeps what
was written when the process is killed; after a power cut, which is another boot, nothing is known and every
message under way is a suspect. On a server they are in the store: see bot/storage/journal.py.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Protocol

from bot.errors import StorageError

_HEAD = 64  # bytes
_PLACE = struct.Struct("<QQ")  # row of the outbox, number of its claim
_PLACES = 2048  # at 30 a second those of a minute, and no request takes half as long
_SIZE = _HEAD + _PLACES * _PLACE.size
_BOOT = Path("/proc/sys/kernel/random/boot_id")

Entry = tuple[int, int]


async def _unnoted() -> None:
    """Let a request leave of which no note is kept: an answer to a person."""


# Called by the limiter right before a request leaves; what it raises keeps the request from leaving.
leaving: ContextVar[Callable[[], Awaitable[None]]] = ContextVar("leaving", default=_unnoted)


class Journal(Protocol):
    """The notes of one sender; trouble with them is an OSError or a StorageError."""

    async def read(self) -> frozenset[Entry] | None:
        """Give the newest requests of the sender before; None where nobody can know them."""

    async def begin(self) -> None:
        """Forget the notes of the sender before; after this `read` speaks of the new one."""

    async def note(self, row: int, claim: int) -> None:
        """Write down that a request leaves now."""

    async def close(self) -> None:
        """Write no more; what was noted stays."""


class JournalFile:
    """Notes in a file. `path` None keeps none: then nothing is known of what a dead process sent."""

    def __init__(self, path: Path | None, boot: str | None = None) -> None:
        self._boot = (boot or _this_boot()).encode()[:_HEAD].ljust(_HEAD, b"\0")
        self._path = path if self._boot.strip(b"\0") else None
        self._file: int | None = None
        self._next = 0

    async def read(self) -> frozenset[Entry] | None:
        """Give the newest requests of the process before; None where nobody can know them."""
        if self._path is None:
            return None
        try:
            content = self._path.read_bytes()
        except OSError:
            return None
        if len(content) != _SIZE or content[:_HEAD] != self._boot:
            return None
        return frozenset(_PLACE.iter_unpack(content[_HEAD:])) - {(0, 0)}

    async def begin(self) -> None:
        """Empty the file for a new sender; StorageError where that fails."""
        if self._path is None:
            return
        await self.close()
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            os.pwrite(self._file, self._boot.ljust(_SIZE, b"\0"), 0)
        except OSError as error:
            raise StorageError(f"the journal of what was sent cannot be made: {error}") from error

    async def note(self, row: int, claim: int) -> None:
        """Write down that a request leaves now; OSError when that cannot be written."""
        if self._file is not None:
            os.pwrite(self._file, _PLACE.pack(row, claim), _HEAD + _PLACE.size * (self._next % _PLACES))
            self._next += 1

    async def close(self) -> None:
        """Let go of the file; what it says stays."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _this_boot() -> str:
    """Name this boot of the machine; empty on systems that have no name for it."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""
