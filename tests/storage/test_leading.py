"""Who of several processes talks to Telegram."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE

import pytest

from bot.storage import Store
from tests.postgres import Postgres
from tests.storage.conftest import migrated

_TAKEOVER = 15.0  # seconds

_CANDIDATE = """
import asyncio, sys
from bot.storage import Store

async def main():
    await Store.at(sys.argv[1]).leadership().won()
    print("leads", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def server_url(postgres: Postgres) -> str:
    return postgres.make()


async def _candidate(url: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-c", _CANDIDATE, url, stdout=PIPE)


async def _leads(process: asyncio.subprocess.Process) -> None:
    assert process.stdout is not None
    assert await process.stdout.readline() == b"leads\n"


async def _is_led_by_another(store: Store) -> bool:
    leadership = store.leadership()
    try:
        await asyncio.wait_for(leadership.won(), 0.5)
    except TimeoutError:
        return True
    finally:
        await leadership.resign()
    return False


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
async def test_another_takes_over_when_the_leader_dies_or_freezes(
    server_url: str, blow: signal.Signals
) -> None:
    """One process leads at a time; after its death, or when it hangs, the next leads within 15 s."""
    first = await _candidate(server_url)
    await _leads(first)
    store = Store.at(server_url)
    assert await _is_led_by_another(store)
    heir = store.leadership()
    waiting = asyncio.create_task(heir.won())
    await asyncio.sleep(0.2)
    os.kill(first.pid, blow)
    await asyncio.wait_for(waiting, _TAKEOVER)
    await heir.resign()
    await store.close()
    if blow != signal.SIGKILL:
        first.kill()
    await first.wait()


async def test_a_leader_whose_database_goes_away_knows_it(postgres: Postgres, server_url: str) -> None:
    """Who loses the connection loses the lead, says so, and can win it again."""
    store = Store.at(server_url)
    leadership = store.leadership()
    await leadership.won()
    losing = asyncio.create_task(leadership.lost())
    await asyncio.sleep(0.1)
    assert not losing.done()
    postgres.cut(server_url)
    await asyncio.wait_for(losing, 10)
    await asyncio.wait_for(leadership.won(), 10)
    await leadership.resign()
    assert not await _is_led_by_another(store)
    await store.close()


async def test_on_a_file_who_holds_it_leads(file_store: Store) -> None:
    """There one process is alone, so it leads at once and for as long as it runs."""
    leadership = file_store.leadership()
    await asyncio.wait_for(leadership.won(), 0.1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(leadership.lost(), 0.1)
    await leadership.resign()


async def test_connections_that_broke_in_the_pool_are_replaced(postgres: Postgres, server_url: str) -> None:
    """After a restart of the database the next transaction works."""
    await migrated(server_url)
    store = Store.at(server_url)
    await store.check()
    postgres.cut(server_url)
    await store.check()
    await store.close()
