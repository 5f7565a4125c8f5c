"""A real store for every test, once on SQLite and once on PostgreSQL."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest

from bot.correcting import Corrector
from bot.model import Visit
from bot.storage import Store, chats
from tests.postgres import Postgres
from tests.storage.deciding import LATER, deliver, news
from tests.storage.situations import chat_subscribed, one_taken_in, sighting

ADDRESS = "sqlite+aiosqlite:///"


class Places(Protocol):
    """Where stores can be had."""

    def empty(self) -> str:
        """Give the address of a database without a schema."""

    def ready(self) -> str:
        """Give the address of a migrated and empty store; migrating takes longer than most tests."""


class Files:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._template = self.empty()
        asyncio.run(migrated(self._template))

    def empty(self) -> str:
        return f"{ADDRESS}{self._folder}/{next(self._numbers)}/visitwire.db"

    def ready(self) -> str:
        url = self.empty()
        path(url).parent.mkdir()
        shutil.copy(path(self._template), path(url))
        return url


class Databases:
    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._template = self.empty()
        asyncio.run(migrated(self._template))

    def empty(self) -> str:
        return self._server.make()

    def ready(self) -> str:
        return self._server.make(self._template)


def path(url: str) -> Path:
    return Path(url.removeprefix(ADDRESS))


async def migrated(url: str) -> None:
    store = Store.at(url)
    await store.migrate()
    await store.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    if request.param == "sqlite":
        return Files(tmp_path_factory.mktemp("stores"))
    return Databases(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Stores for what only a file can undergo."""
    return Files(tmp_path_factory.mktemp("files"))


@pytest.fixture
def url(places: Places) -> str:
    return places.ready()


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with _opened(url) as store:
        yield store


@pytest.fixture
def file_url(files: Files) -> str:
    return files.ready()


@pytest.fixture
async def file_store(file_url: str) -> AsyncIterator[Store]:
    async with _opened(file_url) as store:
        yield store


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Store]:
    store = Store.at(url)
    yield store
    await store.close()


@pytest.fixture
async def visit_ids(store: Store) -> list[str]:
    """Three visits and three chats that nobody has alerted yet."""
    made = [
        (await one_taken_in(store, f"https://a.example/{host}", sighting(host=host)))[1].id
        for host in ("BH", "TR", "KZ")
    ]
    async with store.writing() as tx:
        for chat_id in (1, 2, 3):
            await chats.ensure(tx, chat_id, "private", "en")
    return made


@pytest.fixture
def corrector(store: Store) -> Corrector:
    return Corrector(store, {7}, clock=lambda: LATER)


@pytest.fixture
async def told(store: Store) -> Visit:
    """A visit that chat 1 has a card of, and of which chat 2 has not heard yet."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
    visit = await news(store, "a")
    await deliver(store)
    async with store.writing() as tx:
        await chat_subscribed(tx, 2, ("KZ",))
    return visit
