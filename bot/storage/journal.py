"""The journal of what has left, kept by a server, because another machine may be the one to read it.

Each note is committed before its request leaves, so it outlives the process. It need not outlive the server,
and waits for no disk: the table is UNLOGGED, and PostgreSQL empties such a table after a crash, and on a
standby that takes over. An empty one says that nobody can know.
"""

from __future__ import annotations

from sqlalchemy import select, text

from bot.storage.leading import Leadership
from bot.storage.schema import wire as table

_PLACES = 2048  # taken in turn; at 30 a second those of a minute, and no request takes half as long
_EMPTY = text(
    'INSERT INTO wire (place, "row", claim) SELECT place, 0, 0 FROM generate_series(1, :places) AS place '
    'ON CONFLICT (place) DO UPDATE SET "row" = 0, claim = 0'
)
_NOTE = text('UPDATE wire SET "row" = :row, claim = :claim WHERE place = :place')


class SharedJournal:
    """The notes of whoever leads. Who does not lead any more can note nothing, and so sends nothing."""

    def __init__(self, leadership: Leadership) -> None:
        self._do = leadership.do
        self._next = 0

    async def read(self) -> frozenset[tuple[int, int]] | None:
        """Give the newest requests of the leader before; None after a crash of the server."""
        places = await self._do(select(table.c.row, table.c.claim))
        return frozenset((row, claim) for row, claim in places if row) if places else None

    async def begin(self) -> None:
        """Empty all places for a new leader."""
        await self._do(_EMPTY, {"places": _PLACES})

    async def note(self, row: int, claim: int) -> None:
        """Write down that a request leaves now; StorageError when this process does not lead any more."""
        self._next = self._next % _PLACES + 1
        await self._do(_NOTE, {"place": self._next, "row": row, "claim": claim})

    async def close(self) -> None:
        """Nothing to close: the session is the leadership's."""
