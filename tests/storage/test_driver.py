"""The short way to SQLite's thread."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import StorageError
from bot.storage import Store

SLOW = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n"
)


@pytest.fixture
async def store(tmp_path: Path) -> Store:
    store = Store.at(f"sqlite+aiosqlite:///{tmp_path}/store.db")
    async with store.writing() as tx:
        await tx.execute(text("CREATE TABLE words (word TEXT)"))
    return store


async def _words(store: Store) -> list[str]:
    async with store.reading() as tx:
        return list((await tx.execute(text("SELECT word FROM words"))).scalars())


async def test_a_writer_keeps_others_out_from_its_first_statement(store: Store, tmp_path: Path) -> None:
    """The transaction is open as soon as something was done in it, be it only a question."""
    async with store.writing() as tx:
        await tx.execute(text("SELECT 1"))
        with (
            sqlite3.connect(tmp_path / "store.db", timeout=0) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
    await store.close()


async def test_what_fails_is_taken_back_whole(store: Store) -> None:
    """An exception in the block undoes every statement before it, and the next transaction is clean."""
    with pytest.raises(StorageError):
        async with store.writing() as tx:
            await tx.execute(text("INSERT INTO words VALUES ('lost')"))
            await tx.execute(text("INSERT INTO nowhere VALUES ('lost')"))
    async with store.writing() as tx:
        await tx.execute(text("INSERT INTO words VALUES ('kept')"))
    assert await _words(store) == ["kept"]
    await store.close()


async def test_nothing_done_is_nothing_begun(store: Store) -> None:
    """Blocks in which nothing happens leave the store free, and so does one that is left by an exception."""
    async with store.writing():
        pass
    with pytest.raises(KeyError):
        async with store.writing():
            raise KeyError
    assert await _words(store) == []
    await store.close()


async def test_whoever_is_stopped_at_its_first_statement_leaves_nothing_open(store: Store) -> None:
    """The statement may still run when its task is gone; the next writer finds the door open."""
    started = asyncio.Event()

    async def slowly() -> None:
        async with store.writing() as tx:
            await tx.execute(text("INSERT INTO words VALUES ('lost')"))
            started.set()
            await tx.execute(SLOW)

    for wait in (True, False):
        task = asyncio.create_task(slowly())
        await (started.wait() if wait else asyncio.sleep(0.001))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with store.writing() as tx:
            await tx.execute(text("INSERT INTO words VALUES ('kept')"))
    assert await _words(store) == ["kept", "kept"]
    await store.close()


async def test_a_stream_sees_one_state(store: Store) -> None:
    """An answer of many pages is read inside the transaction, however much is written meanwhile."""
    words = [{"word": str(number)} for number in range(5000)]
    async with store.writing() as tx:
        await tx.execute(text("INSERT INTO words VALUES (:word)"), words)
    seen: list[str] = []
    async with store.reading() as tx, tx.stream(text("SELECT word FROM words")) as answer:
        async for page in answer.scalars().partitions(2000):
            seen += page
            async with store.writing() as other:
                await other.execute(text("INSERT INTO words VALUES ('late')"))
        assert set(await _words(store)) - set(seen) == {"late"}
        assert "late" not in (await tx.execute(text("SELECT word FROM words"))).scalars().all()
    assert len(seen) == 5000
    await store.close()
