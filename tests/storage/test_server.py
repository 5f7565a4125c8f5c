"""What can go wrong with a server, and that it is told in one line which every loop outlives."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from bot.errors import StorageError
from bot.storage import Store, chats
from tests.postgres import Postgres
from tests.storage.conftest import migrated


@pytest.fixture
async def server_url(postgres: Postgres) -> str:
    url = postgres.make()
    await migrated(url)
    return url


async def _trouble(store: Store) -> str:
    with pytest.raises(StorageError) as refusal:
        await store.check()
    await store.close()
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


async def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    """Nobody listens: the line says so, and shows no secret."""
    said = await _trouble(Store.at(f"postgresql+asyncpg://me:geheim@/visitwire?host={tmp_path}"))
    assert "cannot be reached" in said
    assert "geheim" not in said
    assert "cannot be reached" in await _trouble(Store.at("postgresql+asyncpg://me@127.0.0.1:9/visitwire"))


async def test_a_database_that_is_not_there_says_what_to_do(server_url: str) -> None:
    """The server answers that it has no such database."""
    elsewhere = make_url(server_url).set(database="nowhere").render_as_string(hide_password=False)
    assert "create it, then run: visitwire migrate" in await _trouble(Store.at(elsewhere))


async def test_a_connection_that_breaks_loses_the_transaction_and_no_more(
    postgres: Postgres, server_url: str
) -> None:
    """Cut off in mid-transaction, nothing of it stays, the error is one line, and the next one works."""
    store = Store.at(server_url)
    with pytest.raises(StorageError) as refusal:
        async with store.writing() as tx:
            await chats.ensure(tx, 1, "private", "en")
            postgres.cut(server_url)
            await chats.ensure(tx, 2, "private", "en")
    assert "\n" not in str(refusal.value)
    async with store.reading() as tx:
        assert await chats.get(tx, 1) is None
    await store.close()


async def test_nothing_is_written_while_reading(server_url: str) -> None:
    """A reading transaction that tries to write is refused by the server itself."""
    store = Store.at(server_url)
    with pytest.raises(StorageError, match="read-only"):
        async with store.reading() as tx:
            await tx.execute(text("DELETE FROM chats"))
    await store.close()


async def test_a_process_that_hangs_in_a_transaction_holds_up_nobody_for_ever(server_url: str) -> None:
    """The server ends a transaction that does nothing for a minute; compiling queries is off."""
    store = Store.at(server_url)
    async with store.reading() as tx:
        idle = (await tx.execute(text("SHOW idle_in_transaction_session_timeout"))).scalar_one()
        compiling = (await tx.execute(text("SHOW jit"))).scalar_one()
    await store.close()
    assert (idle, compiling) == ("1min", "off")
