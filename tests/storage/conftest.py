"""A real store in a folder of its own for every test."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Store, chats
from tests.storage.situations import one_taken_in, sighting

ADDRESS = "sqlite+aiosqlite:///"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, migrated once and then copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "visitwire.db"
    asyncio.run(_migrated(path))
    return path


async def _migrated(path: Path) -> None:
    store = Store.at(f"{ADDRESS}{path}")
    await store.migrate()
    await store.close()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"{ADDRESS}{tmp_path}/data/visitwire.db"


@pytest.fixture
async def store(template: Path, url: str) -> AsyncIterator[Store]:
    path = Path(url.removeprefix(ADDRESS))
    path.parent.mkdir()
    shutil.copy(template, path)
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
