"""Opening, migrating, locking and losing power."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text, update

from bot.errors import AlreadyRunning, StorageError, UsageError
from bot.model import Source, Told, Visit
from bot.records import sighting_to_json
from bot.storage import Store, chats, schema, sightings, visits
from bot.storage.migrations import newest, upgrade
from tests.storage.conftest import Files, Places, path
from tests.storage.situations import NOW, one_taken_in, shown, sighting


def _schema_of(file: Path) -> set[frozenset[str]]:
    """Give each table or index as the set of its clauses, for their order means nothing."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'alembic%'")
        lines = [" ".join(sql.replace('"', "").split()).rstrip(")") for (sql,) in rows if sql]
    return {frozenset(part.strip(" )") for part in re.split(r",(?![^(]*\))", line)) for line in lines}


def test_on_sqlite_migrations_add_up_to_the_schema(files: Files, tmp_path: Path) -> None:
    """Whoever came by the migrations has the very tables and indexes that schema.py describes."""
    fresh = tmp_path / "fresh.db"
    engine = create_engine(f"sqlite:///{fresh}")
    schema.metadata.create_all(engine)
    engine.dispose()
    assert _schema_of(path(files.ready())) == _schema_of(fresh)


async def test_migrations_add_up_to_the_schema(store: Store) -> None:
    """Between the migrated store and schema.py there is no difference."""

    def differences(connection: Connection) -> list[object]:
        described = [schema.metadata, *([schema.on_a_server] if store.is_shared else [])]
        return list(compare_metadata(MigrationContext.configure(connection), described))

    async with store.reading() as tx:
        assert await tx.run_sync(differences) == []


def test_the_schema_names_its_newest_migration() -> None:
    """`schema.VERSION` is the last step, so that a start with nothing to migrate need not load Alembic."""
    assert newest() == schema.VERSION


async def test_an_old_store_is_brought_up_with_what_is_in_it(places: Places) -> None:
    """A store that was made by the first version of the program is used as it is, but for the schema."""
    store = Store.at(places.empty())
    if store.path is not None:
        store.path.parent.mkdir()
    async with store.writing() as tx:
        await tx.run_sync(lambda sync: upgrade(sync, "0001"))
        await tx.execute(schema.visits.insert().values(_AN_OLD_VISIT))
        await chats.ensure(tx, 1, "private", "en")
        card = {"chat_id": 1, "visit_id": "bcdfghj", "message_id": 7, "sent_at": NOW}
        await tx.execute(schema.messages.insert().values(card))
        await tx.execute(schema.articles.insert().values(_AN_OLD_ARTICLE))
        told = {"record": json.dumps(sighting_to_json(sighting()))}
        await tx.execute(text("INSERT INTO sightings VALUES (1, 0, 'bcdfghj', :record, false)"), told)
    await store.migrate()
    await store.check()
    async with store.writing() as tx:
        visit = await visits.get(tx, "bcdfghj")
        assert visit == Visit("bcdfghj", sighting(), 3, NOW, NOW, (_THE_SOURCE,))
        [near] = await sightings.near(tx, Told(sighting(), _THE_SOURCE, NOW.date()))
        assert [(told.home, told.bound) for told in near.told] == [("bcdfghj", False)]
        assert await shown(tx, "bcdfghj") == {1: True}
        await tx.execute(update(schema.visits).values(state="rejected"))
    with pytest.raises(StorageError):
        async with store.writing() as tx:
            await tx.execute(update(schema.visits).values(state="unheard"))
    await store.close()


_AN_OLD_ARTICLE = {
    "id": 1, "key": "k", "title": "A title", "day": date(2026, 1, 26), "text_hash": "0" * 64,
    "label": "visit", "score": 0.9, "seen_at": NOW,
}  # fmt: skip
_THE_SOURCE = Source(None, None, None, None, "A title", seen_at=NOW)
_AN_OLD_VISIT = {
    "id": "bcdfghj", "record": sighting_to_json(sighting()), "conflicts": [], "revision": 3, "state": "shown",
    "created_at": NOW, "updated_at": NOW, "visitor_country": "AZ", "host_country": "BH", "grade": "head",
    "status": "completed", "first_day": date(2026, 1, 24), "last_day": date(2026, 1, 24),
}  # fmt: skip


async def test_migrating_again_changes_nothing(store: Store) -> None:
    """A start on a store that is up to date keeps what is in it."""
    _, visit = await one_taken_in(store, "https://a.example/1", sighting())
    await store.migrate()
    await store.check()
    async with store.reading() as tx:
        assert await visits.get(tx, visit.id) == visit


async def test_a_store_from_the_future_is_left_alone(store: Store) -> None:
    """An older program says that it is too old and touches nothing."""
    async with store.writing() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for ask in (store.migrate, store.check):
        with pytest.raises(StorageError, match="upgrade Visitwire"):
            await ask()


@pytest.mark.parametrize("content", [b"once upon a time " * 100, b"SQLite format 3\0" + b"\xff" * 4000])
async def test_a_file_that_is_no_database_is_refused_in_one_line(files: Files, content: bytes) -> None:
    """Another program's file is named, not overwritten."""
    url = files.empty()
    path(url).parent.mkdir()
    path(url).write_bytes(content)
    store = Store.at(url)
    with pytest.raises(StorageError, match=r"visitwire\.db .*") as refusal:
        await store.migrate()
    await store.close()
    assert "\n" not in str(refusal.value)
    assert path(url).read_bytes() == content


async def test_a_store_without_schema_says_what_to_run(places: Places) -> None:
    """A query before the first migration tells the command that helps."""
    url = places.empty()
    store = Store.at(url)
    with pytest.raises(StorageError, match="visitwire migrate"):
        await store.check()
    if url.startswith("sqlite"):
        path(url).parent.mkdir()
    with pytest.raises(StorageError, match="visitwire migrate"):
        async with store.reading() as tx:
            await visits.counts(tx)
    await store.close()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A path through a file is refused with the path in the message."""
    (tmp_path / "taken").write_text("")
    store = Store.at(f"sqlite+aiosqlite:///{tmp_path}/taken/visitwire.db")
    with pytest.raises(StorageError, match="taken"):
        await store.migrate()
    await store.close()


@pytest.mark.parametrize(
    "bad", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "nonsense", "oracle:///x"]
)
def test_an_address_that_cannot_work_is_wrong_usage(bad: str) -> None:
    """A mistake in the configuration is found before anything is opened."""
    with pytest.raises(UsageError, match="sqlite\\+aiosqlite:///"):
        Store.at(bad)


@pytest.mark.parametrize(
    ("pragma", "advice"), [("query_only = 1", "right to write"), ("max_page_count = 1", "disk is full")]
)
async def test_a_write_that_cannot_be_kept_says_why(file_store: Store, pragma: str, advice: str) -> None:
    """A read-only file and a full disk are told apart with what to do; nothing half-done stays."""
    with pytest.raises(StorageError, match=advice):
        async with file_store.writing() as tx:
            await tx.exec_driver_sql(f"PRAGMA {pragma}")
            for number in range(2000):
                await chats.ensure(tx, number, "private", "e" * 100)
    async with file_store.reading() as tx:
        assert await chats.get(tx, 0) is None


async def test_a_damaged_store_is_noticed(file_store: Store, file_url: str) -> None:
    """A check reads every page, and a record that is no JSON any more is no accident either."""
    _, visit = await one_taken_in(file_store, "https://a.example/1", sighting())
    async with file_store.writing() as tx:
        await tx.execute(text("UPDATE visits SET record = substr(record, 1, 40)"))
    with pytest.raises(StorageError, match="damaged"):
        async with file_store.reading() as tx:
            await visits.get(tx, visit.id)
    await file_store.close()
    content = bytearray(path(file_url).read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path(file_url).write_bytes(content)
    damaged = Store.at(file_url)
    with pytest.raises(StorageError, match="damaged"):
        await damaged.check()
    await damaged.close()


async def test_two_that_start_at_once_migrate_once(places: Places) -> None:
    """The second finds the schema that the first has made."""
    url = places.empty()
    stores = [Store.at(url) for _ in range(3)]
    await asyncio.gather(*(store.migrate() for store in stores))
    for store in stores:
        await store.check()
        await store.close()


async def test_only_one_bot_runs_on_a_store(file_store: Store, file_url: str) -> None:
    """A second holder is turned away while queries go on, and gets in when the first has gone."""
    file_store.lock()
    second = Store.at(file_url)
    with pytest.raises(AlreadyRunning):
        second.lock()
    async with second.reading() as tx:
        assert await visits.counts(tx) == []
    await file_store.close()
    second.lock()
    await second.close()


async def test_an_exception_takes_everything_back(store: Store) -> None:
    """A transaction that fails half-way leaves nothing behind."""
    with pytest.raises(ZeroDivisionError):
        async with store.writing() as tx:
            await chats.ensure(tx, 1, "private", "en")
            raise ZeroDivisionError
    async with store.reading() as tx:
        assert await chats.get(tx, 1) is None


async def test_readers_see_the_last_commit_while_somebody_writes(store: Store) -> None:
    """A long write holds up no answer, and shows nothing of itself before it is done."""
    async with store.writing() as tx:
        await chats.ensure(tx, 1, "private", "en")
        async with store.reading() as other:
            assert await chats.get(other, 1) is None
    async with store.reading() as other:
        assert await chats.get(other, 1) is not None


async def test_writers_queue_instead_of_failing(store: Store) -> None:
    """Fifty transactions begun at once are all kept."""

    async def write(number: int) -> None:
        async with store.writing() as tx:
            await chats.ensure(tx, number, "private", "en")

    await asyncio.gather(*(write(number) for number in range(50)))
    async with store.reading() as tx:
        found = [await chats.get(tx, number) for number in range(50)]
    assert None not in found


_WRITER = """
import asyncio, sys
from bot.storage import Store
from tests.storage.conftest import Files, Places, path
from tests.storage.situations import chat_subscribed, one_taken_in, sighting

async def main():
    store = Store.at(sys.argv[1])
    await store.migrate()
    async with store.writing() as tx:
        for chat in range(1, 6):
            await chat_subscribed(tx, chat)
    for number in range(600):
        host = chr(65 + number // 26 % 26) + chr(65 + number % 26)  # 676 countries: a new visit each time
        seen = sighting(host=host)
        await one_taken_in(store, f"https://a.example/{number}", seen)
        print(number, flush=True)

asyncio.run(main())
"""


def _killed_after(url: str, transactions: int) -> int:
    """Start a writer, kill it in mid-work and give the number of the last transaction it reported."""
    child = subprocess.Popen([sys.executable, "-c", _WRITER, url], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    reported = -1
    while reported < transactions:
        reported = int(child.stdout.readline())
    os.kill(child.pid, signal.SIGKILL)
    late = [int(line) for line in child.communicate()[0].split()]
    return max([reported, *late])


@pytest.mark.parametrize("after", [1, 7, 20])
async def test_a_killed_writer_leaves_whole_transactions(url: str, after: int) -> None:
    """After SIGKILL in the middle of writing, what was reported is there, and no visit lacks its alerts."""
    reported = await asyncio.to_thread(_killed_after, url, after)
    store = Store.at(url)
    await store.check()
    async with store.reading() as tx:
        kept = (await tx.execute(text("SELECT count(*) FROM articles"))).scalar_one()
        untold = "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM sightings)"
        silent = (
            "SELECT count(*) FROM visits WHERE 5 <> "
            "(SELECT count(*) FROM outbox WHERE visit_id = visits.id AND kind = 'alert')"
        )
        assert kept in (reported + 1, reported + 2)  # the last may have been kept but not yet reported
        assert (await tx.execute(text(untold))).scalar_one() == 0
        assert (await tx.execute(text(silent))).scalar_one() == 0
    await store.close()
