"""The store: opens the database, hands out transactions, keeps a second bot away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

Tx = AsyncConnection


class Store:
    """One database. Every query takes a `Tx` from `reading()` or `writing()`.

    All trouble with the database is a StorageError with a line that says what to do.
    """

    @classmethod
    def at(cls, url: str) -> Store:
        """Name the database (`sqlite+aiosqlite:///path` or `postgresql+asyncpg://…`); opens nothing yet."""
        raise NotImplementedError

    async def migrate(self) -> None:
        """Create the folder and the schema, or bring an older one up; nothing to do is quick."""
        raise NotImplementedError

    async def check(self) -> None:
        """StorageError unless the database opens, is sound and has exactly this schema."""
        raise NotImplementedError

    def lock(self) -> None:
        """Hold this store as the one running bot until `close`; AlreadyRunning when another does."""
        raise NotImplementedError

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """A consistent view; nothing written in it stays."""
        raise NotImplementedError
        yield

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        """One transaction: all of it is kept at the end, or none when an exception leaves the block."""
        raise NotImplementedError
        yield

    async def close(self) -> None:
        """Let go of connections and lock."""
        raise NotImplementedError
