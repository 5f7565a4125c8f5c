"""Copying one store into another: from a file to a server, from a server to a file, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, func, select

from bot.errors import StorageError
from bot.storage import Store, Tx
from bot.storage.schema import metadata
from bot.storage.sql import pages

OnProgress = Callable[[str, int, int], None]  # table, rows copied, rows in all


async def copy(source: Store, target: Store, on_progress: OnProgress = lambda *_: None) -> int:
    """Copy every row into `target`, which must be empty, and give their number.

    StorageError when the target is not empty, or when afterwards the two do not count the same; then nothing
    is kept. A bot that goes on writing to the source meanwhile is not followed.
    """
    await source.check(thorough=False)  # every row is read anyway
    await target.migrate()
    async with source.reading() as there, target.writing() as here:
        if filled := [table.name for table in metadata.sorted_tables if await _count(here, table)]:
            raise StorageError(f"{target.name} is not empty ({', '.join(filled)}); name another database")
        copied = sum([await _copy(there, here, table, on_progress) for table in metadata.sorted_tables])
        await renumber(here)
        for table in metadata.sorted_tables:
            if await _count(there, table) != await _count(here, table):
                raise StorageError(f"{table.name} was not copied whole; nothing was kept")
    return copied


async def _copy(there: Tx, here: Tx, table: Table, on_progress: OnProgress) -> int:
    number, done = await _count(there, table), 0
    async for page in pages(there, select(table).order_by(*table.primary_key)):
        await here.execute(table.insert(), [dict(row._mapping) for row in page])
        done += len(page)
        on_progress(table.name, done, number)
    return done


async def _count(tx: Tx, table: Table) -> int:
    return (await tx.execute(select(func.count()).select_from(table))).scalar_one()


async def renumber(tx: Tx) -> None:
    """Let PostgreSQL go on numbering behind the rows that came with their numbers; SQLite does so itself."""
    if tx.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if (column := table.autoincrement_column) is not None:
            await tx.execute(_numbered(table.name, column))


def _numbered(name: str, column: Any) -> Any:
    newest = select(func.max(column)).scalar_subquery()
    sequence = func.pg_get_serial_sequence(name, column.name)
    return select(func.setval(sequence, func.coalesce(newest, 1), newest.is_not(None)))
