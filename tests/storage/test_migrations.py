"""Migrations: whoever came by them has the schema, and what was in an old store is in the new one."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text, update

from bot.errors import StorageError
from bot.model import Source, Told, Visit
from bot.records import sighting_to_json
from bot.storage import Store, chats, entries, schema, sightings, visits
from bot.storage.migrations import newest, upgrade
from bot.storage.types import sqlite_text
from bot.wishes import Subject
from tests.storage.conftest import Files, Places, path
from tests.storage.situations import NOW, one_taken_in, shown, sighting


def _schema_of(file: Path) -> set[frozenset[str]]:
    """Give each table or index as the set of its clauses, for their order means nothing."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'alembic%'")
        lines = [" ".join(sql.replace('"', "").split()).rstrip(")") for (sql,) in rows if sql]
    return {frozenset(part.strip(" )") for part in re.split(r",(?![^(]*\))", line)) for line in lines}


def test_on_sqlite_migrations_add_up_to_the_schema(files: Files, tmp_path: Path) -> None:
    """Whoever came by the migrations has the very tables and indexes that schema/ describes."""
    fresh = tmp_path / "fresh.db"
    engine = create_engine(f"sqlite:///{fresh}")
    schema.metadata.create_all(engine)
    engine.dispose()
    assert _schema_of(path(files.ready())) == _schema_of(fresh)


async def test_migrations_add_up_to_the_schema(store: Store) -> None:
    """Between the migrated store and schema/ there is no difference."""

    def differences(connection: Connection) -> list[object]:
        described = [schema.metadata, *([schema.on_a_server] if store.is_shared else [])]
        # SQLite's index of words is of no kind that is compared here.
        ours = {"include_name": lambda name, *_: not str(name).startswith("visits_words")}
        return list(compare_metadata(MigrationContext.configure(connection, opts=ours), described))

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
        await tx.execute(text(_AN_OLD_CHAT), {"now": sqlite_text(NOW) if store.path else NOW})
        await tx.execute(text(_AN_OLD_PAIR), {"now": sqlite_text(NOW) if store.path else NOW})
        card = {"chat_id": 1, "visit_id": "bcdfghj", "message_id": 7, "sent_at": NOW}
        await tx.execute(schema.messages.insert().values(card))
        await tx.execute(schema.articles.insert().values(_AN_OLD_ARTICLE))
        told = {"record": json.dumps(sighting_to_json(sighting()))}
        await tx.execute(text("INSERT INTO sightings VALUES (1, 0, 'bcdfghj', :record, false)"), told)
        key = sha256(b"guid:1").hexdigest()[:32]
        await tx.execute(text(f"INSERT INTO entries VALUES ('feed', '{key}', '{NOW:%Y-%m-%d %H:%M:%S.%f}')"))
    await store.migrate()
    await store.check()
    async with store.writing() as tx:
        visit = await visits.get(tx, "bcdfghj")
        assert visit == Visit("bcdfghj", sighting(), 3, NOW, NOW, (_THE_SOURCE,))
        [near] = await sightings.near(tx, Told(sighting(), _THE_SOURCE, NOW.date()))
        assert [(told.home, told.bound) for told in near.told] == [("bcdfghj", False)]
        assert await shown(tx, "bcdfghj") == {1: True}
        assert [one.subject for one in await chats.subscriptions(tx, 1)] == [Subject(("AZ", "TR"))]
        assert await entries.shown(tx, "feed", ["guid:1", "guid:2"]) == {"guid:1": NOW.date()}
        await tx.execute(update(schema.visits).values(state="rejected"))
    with pytest.raises(StorageError):
        async with store.writing() as tx:
            await tx.execute(update(schema.visits).values(state="unheard"))
    await store.close()


_AN_OLD_CHAT = "INSERT INTO chats (id, type, language, created_at) VALUES (1, 'private', 'en', :now)"
_AN_OLD_PAIR = "INSERT INTO subscriptions (id, chat_id, a, b, created_at) VALUES (9, 1, 'AZ', 'TR', :now)"
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
