"""Moving a store to another database, and backing it up."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.errors import StorageError
from bot.outcomes import Sent
from bot.storage import Store, chats
from bot.storage.backup import back_up
from bot.storage.copying import copy
from bot.storage.schema import metadata
from tests.storage.conftest import ADDRESS, Files, Places
from tests.storage.sending import claim, finish
from tests.storage.situations import chat_subscribed, one_taken_in, sighting


@pytest.fixture
async def lived(store: Store) -> Store:
    """A store in which everything has happened: rows in each table, a card, a waiting alert."""
    async with store.writing() as tx:
        for chat in (1, 2, -1001):
            await chat_subscribed(tx, chat)
        await chats.pause(tx, 2, "blocked")
    await one_taken_in(store, "https://a.example/1", sighting(), text="word " * 60)
    [due, _] = await claim(store)
    await finish(store, due, Sent(7))
    await one_taken_in(store, "https://a.example/ə", sighting(host="TR", city="Ankara"))
    return store


@pytest.fixture
async def other(request: pytest.FixtureRequest, places: Places, files: Files) -> AsyncIterator[Store]:
    """An empty place for a store of the other kind than `store`."""
    is_file = isinstance(places, Files)
    other = Store.at(request.getfixturevalue("postgres").make() if is_file else files.empty())
    yield other
    await other.close()


async def _everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    async with store.reading() as tx:
        return {
            table.name: [
                dict(row._mapping) for row in await tx.execute(select(table).order_by(*table.primary_key))
            ]
            for table in metadata.sorted_tables
        }


def _copies(folder: Path) -> list[str]:
    return [one.name for one in folder.glob("copy*")]


async def test_a_store_moves_to_the_other_kind_of_database_whole(lived: Store, other: Store) -> None:
    """From SQLite to PostgreSQL and back every row arrives, and new rows are numbered behind the old."""
    before = await _everything(lived)
    steps: list[tuple[str, int, int]] = []
    rows = await copy(lived, other, lambda *step: steps.append(step))
    assert await _everything(other) == before
    assert rows == sum(map(len, before.values())) == sum(done for _, done, _ in steps)
    await one_taken_in(other, "https://a.example/3", sighting(host="KZ"))
    after = await _everything(other)
    assert [row["chat_id"] for row in after["outbox"][len(before["outbox"]) :]] == [1, -1001]
    assert max(row["id"] for row in before["outbox"]) < after["outbox"][-1]["id"]


async def test_nothing_is_copied_into_a_store_that_holds_something(lived: Store, other: Store) -> None:
    """A target with as little as one chat is refused and stays as it was."""
    await other.migrate()
    async with other.writing() as tx:
        await chats.ensure(tx, 5, "private", "en")
    before = await _everything(other)
    with pytest.raises(StorageError, match=r"not empty \(chats\)"):
        await copy(lived, other)
    assert await _everything(other) == before


async def test_a_copy_that_fails_leaves_the_target_empty(lived: Store, other: Store) -> None:
    """When the copying ends half-way, it can simply be started again."""

    def fails(table: str, done: int, number: int) -> None:
        if table == "outbox":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await copy(lived, other, fails)
    assert not any((await _everything(other)).values())
    await copy(lived, other)
    assert await _everything(other) == await _everything(lived)


async def test_a_store_that_is_not_there_is_not_copied(places: Places, tmp_path: Path) -> None:
    """A mistyped address is named before anything is made."""
    old, new = Store.at(f"{ADDRESS}{tmp_path}/nothing.db"), Store.at(places.empty())
    with pytest.raises(StorageError, match=r"nothing\.db does not exist"):
        await copy(old, new)
    await old.close()
    await new.close()


async def test_a_backup_holds_everything(lived: Store, tmp_path: Path) -> None:
    """What was backed up is a store with the very rows, for its owner's eyes only, and nothing beside it."""
    file = tmp_path / "copy.db"
    rows = await back_up(lived, file)
    assert _copies(tmp_path) == ["copy.db"]
    assert file.stat().st_mode & 0o077 == 0
    copied = Store.at(f"{ADDRESS}{file}")
    await copied.check()
    found = await _everything(copied)
    await copied.close()
    assert found == await _everything(lived)
    assert rows == sum(map(len, found.values()))


async def test_a_backup_is_made_while_the_bot_writes(file_store: Store, tmp_path: Path) -> None:
    """Under steady writing it is one state: each visit has the alerts that were written with it."""
    async with file_store.writing() as tx:
        for chat in range(1, 6):
            await chat_subscribed(tx, chat)
    done = asyncio.Event()
    writing = asyncio.create_task(_write(file_store, done))
    await asyncio.sleep(0.2)
    await back_up(file_store, tmp_path / "copy.db")
    done.set()
    await writing
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copied:
        visits, alerts = (
            copied.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("visits WHERE state = 'shown'", "outbox")
        )
    assert alerts == 5 * visits > 0


async def _write(store: Store, done: asyncio.Event) -> None:
    for number in range(676):
        if done.is_set():
            return
        host = chr(65 + number // 26) + chr(65 + number % 26)
        await one_taken_in(store, f"https://a.example/{number}", sighting(host=host))


async def test_a_backup_never_overwrites(lived: Store, tmp_path: Path) -> None:
    """A file that is there already is left alone."""
    file = tmp_path / "copy.db"
    file.write_text("mine")
    with pytest.raises(StorageError, match="exists"):
        await back_up(lived, file)
    assert file.read_text() == "mine"


async def test_a_backup_of_a_damaged_store_is_none(file_store: Store, tmp_path: Path) -> None:
    """What cannot be read back is not kept, so that no older and better copy is thrown away for it."""
    await one_taken_in(file_store, "https://a.example/1", sighting())
    async with file_store.writing() as tx:
        await tx.execute(text("UPDATE visits SET record = '{'"))
    with pytest.raises(StorageError, match="damaged"):
        await back_up(file_store, tmp_path / "copy.db")
    assert _copies(tmp_path) == []


async def test_a_backup_into_nowhere_says_so(lived: Store, tmp_path: Path) -> None:
    """A folder that does not exist is named in one line."""
    with pytest.raises(StorageError, match="cannot be written"):
        await back_up(lived, tmp_path / "nowhere" / "copy.db")
