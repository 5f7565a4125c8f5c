"""A real store in a folder of its own for every test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/data/visitwire.db"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = Store.at(url)
    await store.migrate()
    yield store
    await store.close()
