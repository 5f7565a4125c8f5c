"""The store: opens the database, hands out transactions, keeps a second bot away."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import URL, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.errors import AlreadyRunning, StorageError, UsageError
from bot.storage import driver, opening, schema, server
from bot.storage.leading import PATIENCE, Leadership

Tx = AsyncConnection


class Store:
    """One database. Every query takes a `Tx` from `reading()` or `writing()`.

    All trouble with the database is a StorageError with a line that says what to do.
    """

    def __init__(self, engine: AsyncEngine, path: Path | None) -> None:
        self._engine = engine
        self.path = path  # None where the database is a server
        if path is None:
            # Several statements that belong together see one state; claims need to see the newest.
            self._reader = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._writer = engine
        else:
            self._reader, self._writer = engine, engine.execution_options(begin="BEGIN IMMEDIATE")
        self._pen = asyncio.Lock()
        self._lock: IO[str] | None = None

    @classmethod
    def at(cls, url: str) -> Store:
        """Name the database (`sqlite+aiosqlite:///path` or `postgresql+asyncpg://…`); opens nothing yet."""
        try:
            address = make_url(url)
            path = opening.sqlite_path(address)
            engine = _engine(address, path)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise UsageError(f"database url: {opening.advice(error)}") from error
        return cls(engine, path)

    async def migrate(self) -> None:
        """Create the folder and the schema, or bring an older one up; nothing to do is quick.

        Of several processes that start together one does it, and the others find it done.
        """
        if self.path is not None:
            opening.make_folder(self.path)
        async with self._patient() as store, store.writing() as tx:
            await server.one_at_a_time(tx, server.MIGRATING)
            if await _version(tx) == schema.VERSION:
                return
            # Alembic takes 0.2 s to import, and most starts have nothing to migrate.
            from bot.storage.migrations import upgrade

            await tx.run_sync(upgrade)

    @asynccontextmanager
    async def _patient(self) -> AsyncIterator[Store]:
        """Give this store with statements that may take as long as they need."""
        if self.path is not None:
            yield self
            return
        store = Store(_engine(self._engine.url, None, patient=True), None)
        try:
            yield store
        finally:
            await store.close()

    async def check(self, *, thorough: bool = True) -> None:
        """StorageError unless the database opens, is sound and has exactly this schema.

        Thorough, every page and every value of a file is looked at; a server looks after its own.
        """
        if self.path is not None and not self.path.exists():
            raise StorageError(f"{self.path} does not exist; run: visitwire migrate")
        async with self.reading() as tx:
            found = await _version(tx)
            if found != schema.VERSION:
                raise StorageError(f"{self.name} has schema {found or 'none'}; run: visitwire migrate")
        if thorough and self.path is not None:
            from bot.storage.examining import examine

            await asyncio.to_thread(examine, self.path)

    def lock(self) -> None:
        """Hold this store as the one running bot until `close`; AlreadyRunning when another does."""
        if self.path is None or self._lock is not None:
            return
        opening.make_folder(self.path)
        file = Path(f"{self.path}.lock").open("a")  # noqa: SIM115 - held open as long as the lock
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise AlreadyRunning(f"another Visitwire is running on {self.path}; stop it first") from None
        self._lock = file

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """A consistent view; nothing written in it stays."""
        with opening.explained(self.name):
            async with self._reader.connect() as tx:
                yield tx

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        """One transaction: all of it is kept at the end, or none when an exception leaves the block."""
        # SQLite has one writer; queueing here is fair, and waiting in its busy handler is not.
        with opening.explained(self.name):
            if self.path is None:
                async with self._writer.begin() as tx:
                    yield tx
            else:
                async with self._pen, self._writer.begin() as tx:
                    yield tx

    def leadership(self) -> Leadership:
        """Give what one of all processes on this store can hold at a time; on a file it is always held."""
        if self.path is not None:
            return Leadership(None)
        options = server.engine_options(idle_session_timeout=PATIENCE)
        return Leadership(
            create_async_engine(
                self._engine.url, poolclass=NullPool, isolation_level="AUTOCOMMIT",
                connect_args=options["connect_args"],
            )
        )  # fmt: skip

    async def close(self) -> None:
        """Let go of connections and lock."""
        await self._engine.dispose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def is_shared(self) -> bool:
        """Several processes may run on a server at once, and one on a file."""
        return self.path is None

    @property
    def name(self) -> str:
        """What the store is called in messages: its file, or its address without the password."""
        return str(self.path or self._engine.url.render_as_string(hide_password=True))


def _engine(address: URL, path: Path | None, *, patient: bool = False) -> AsyncEngine:
    if path is None:
        return create_async_engine(address, **server.engine_options(patient=patient))
    # The connection used last is used next: each has a cache of pages, and those at rest stay small.
    engine = create_async_engine(address, module=driver.MODULE, pool_use_lifo=True)
    event.listen(engine.sync_engine, "connect", opening.prepare)
    event.listen(engine.sync_engine, "begin", driver.begin)
    return engine


async def _version(tx: Tx) -> str | None:
    """Say which schema the database has; None where it has none; StorageError for one from the future."""
    if not await tx.run_sync(lambda sync: inspect(sync).has_table("alembic_version")):
        return None
    found = (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()
    if found is not None and found > schema.VERSION:
        raise StorageError(f"the store has schema {found}, newer than this program; upgrade Visitwire")
    return found
