"""A real store in a folder of its own for every test."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Store

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
