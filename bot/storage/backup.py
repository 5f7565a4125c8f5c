"""A copy of the store as a file of its own, made while the bot runs, and read back before it counts."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import select

from bot.errors import StorageError
from bot.storage import Store
from bot.storage.copying import OnProgress, copy
from bot.storage.schema import metadata
from bot.storage.sql import pages


async def back_up(store: Store, file: Path, on_progress: OnProgress = lambda *_: None) -> int:
    """Write the store as it is now into `file` and give the number of rows that were read back from it.

    The file is a store of its own, SQLite whatever this store is. StorageError when it exists already, or
    cannot be written, or when what was written cannot be read; then there is no file.
    """
    try:
        with _draft(file) as draft:
            if store.path is None:
                await _copied(store, draft, on_progress)
            else:
                await asyncio.to_thread(_vacuumed, store.path, draft)
            return await _read_back(draft)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{file} cannot be written: {error}") from error


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """Give a file to write to that takes the place of `file` when all went well."""
    if file.exists():
        raise StorageError(f"{file} exists; name a file that does not")
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))  # it names people's chats
    try:
        yield draft
        _flush(draft)
        draft.rename(file)
    finally:
        for leftover in (draft, *(Path(f"{draft}{end}") for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)


def _vacuumed(source: Path, draft: Path) -> None:
    """Let SQLite write one consistent state, however busy the bot is; a plain copy would miss the WAL."""
    if not source.exists():
        raise StorageError(f"{source} does not exist; there is nothing to back up")
    with closing(sqlite3.connect(source)) as database:
        database.execute("VACUUM INTO ?", (str(draft),))


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


async def _copied(store: Store, draft: Path, on_progress: OnProgress) -> None:
    into = Store.at(f"sqlite+aiosqlite:///{draft}")
    try:
        await copy(store, into, on_progress)
    finally:
        await into.close()


async def _read_back(draft: Path) -> int:
    """Open the copy as a bot would, check its structure and read every row; gives how many."""
    written = Store.at(f"sqlite+aiosqlite:///{draft}")
    try:
        await written.check()
        async with written.reading() as tx:
            rows = 0
            for table in metadata.sorted_tables:
                async for page in pages(tx, select(table)):
                    rows += len(page)
    finally:
        await written.close()
    return rows
