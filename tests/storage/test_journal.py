"""The journal that a server keeps: it outlives the leader, and what the server itself forgets is known."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from bot.errors import StorageError
from bot.storage import Store
from bot.storage.journal import SharedJournal
from tests.postgres import Postgres, running, skipping
from tests.storage.conftest import migrated

_NOTES_AND_DIES = """
import asyncio, os, signal, sys
from bot.storage import Store
from bot.storage.journal import SharedJournal

async def main():
    leadership = Store.at(sys.argv[1]).leadership()
    await leadership.won()
    journal = SharedJournal(leadership)
    await journal.begin()
    await journal.note(7, 1)
    await journal.note(8, 3)
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.fixture
async def server_url(postgres: Postgres) -> str:
    url = postgres.make()
    await asyncio.to_thread(asyncio.run, migrated(url))
    return url


@asynccontextmanager
async def _leading(url: str) -> AsyncIterator[SharedJournal]:
    store = Store.at(url)
    leadership = store.leadership()
    await asyncio.wait_for(leadership.won(), 20)
    try:
        yield SharedJournal(leadership)
    finally:
        await leadership.resign()
        await store.close()


async def test_the_next_leader_reads_what_a_killed_one_noted(server_url: str) -> None:
    """A leader killed right after noting two requests leaves exactly these, and its heir begins anew."""
    first = await asyncio.create_subprocess_exec(sys.executable, "-c", _NOTES_AND_DIES, server_url)
    assert await first.wait() == -signal.SIGKILL
    async with _leading(server_url) as journal:
        assert await journal.read() == {(7, 1), (8, 3)}
        await journal.begin()
        assert await journal.read() == frozenset()


async def test_only_who_leads_can_note(postgres: Postgres, server_url: str) -> None:
    """Whose session has ended notes nothing more, so that no request of his leaves behind the heir's back."""
    async with _leading(server_url) as journal:
        await journal.begin()
        postgres.cut(server_url)
        with pytest.raises(StorageError):
            await journal.note(7, 1)
    async with _leading(server_url) as heir:
        assert await heir.read() == frozenset()


async def test_a_server_that_crashed_knows_nothing() -> None:
    """After a crash of the server nobody can say what had left: not the empty set, but no answer."""
    with skipping(), running() as own:
        if own.process is None:
            pytest.skip("the server is somebody else's")
        url = own.make()
        await asyncio.to_thread(asyncio.run, migrated(url))
        async with _leading(url) as journal:
            await journal.begin()
            await journal.note(7, 1)
            assert await journal.read() == {(7, 1)}
            await _crash(url)
        async with _leading(url) as heir:
            assert await heir.read() is None


async def _crash(url: str) -> None:
    """Kill a process of the server: it cuts all others off and recovers as after a power cut."""
    store = Store.at(url)
    with pytest.raises(StorageError):
        async with store.reading() as tx:
            os.kill((await tx.execute(text("SELECT pg_backend_pid()"))).scalar_one(), signal.SIGKILL)
            await tx.execute(text("SELECT 1"))
    await store.close()
