"""The program as several processes on one PostgreSQL."""

from __future__ import annotations

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.storage import Store, chats, feeds, outbox
from bot.storage.feeds import FeedState
from bot.watching import look
from tests.app.paper import BAHRAIN, KAZAKHSTAN, PATIENCE, Paper
from tests.app.test_processes import Start, ended, start
from tests.postgres import Postgres

__all__ = ["start"]

_TAKEOVER = 15.0  # seconds


@pytest.fixture
def environ(environ: Mapping[str, str], postgres: Postgres) -> Mapping[str, str]:
    """The same, on a server."""
    return {**environ, "VISITWIRE_DATABASE__URL": postgres.make()}


async def _says(process: Process, words: str, seconds: float = PATIENCE) -> None:
    assert process.stderr is not None
    async with asyncio.timeout(seconds):
        while words not in (await process.stderr.readline()).decode():
            pass


async def _written_down(store: Store) -> None:
    """Wait until what was sent is marked: killed before that, a process would repeat it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with store.reading() as tx:
                if await outbox.tally(tx) == {"sent": 1}:
                    return
            await asyncio.sleep(0.05)


async def test_when_the_leader_is_killed_another_goes_on(
    start: Start, sandbox: Sandbox, paper: Paper, store: Store
) -> None:
    """Two processes start at once; one talks. When it is killed the other answers and alerts within 15 s."""
    ada = sandbox.world.user("Ada")
    first, second = await start("run"), await start("run")
    waiting = {asyncio.create_task(_says(one, "Telegram answers")): one for one in (first, second)}
    done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    leader = waiting[done.pop()]
    ada.say("/subscribe all")
    await ada.hears("")
    await paper.polled(2)
    paper.publish(BAHRAIN)
    await ada.hears("Manama", seconds=15)
    await _written_down(store)
    leader.kill()
    await asyncio.wait_for(pending.pop(), _TAKEOVER)
    paper.publish(KAZAKHSTAN)
    await ada.hears("Astana", seconds=15)
    alerts = [text for text in ada.private.texts() if "Manama" in text or "Astana" in text]
    assert len(alerts) == 2
    heir = second if leader is first else first
    heir.send_signal(signal.SIGTERM)
    assert (await ended(heir, 10))[0] == 0


async def test_the_database_may_go_away_for_a_while(
    start: Start, sandbox: Sandbox, paper: Paper, postgres: Postgres, environ: Mapping[str, str]
) -> None:
    """When every connection is cut, the process goes on by itself and alerts what is published after."""
    ada = sandbox.world.user("Ada")
    process = await start("run")
    await _says(process, "Telegram answers")
    ada.say("/subscribe all")
    await ada.hears("")
    await paper.polled(2)
    postgres.cut(environ["VISITWIRE_DATABASE__URL"])
    await _says(process, "Telegram answers")
    paper.publish(BAHRAIN)
    await ada.hears("Manama", seconds=15)
    process.send_signal(signal.SIGTERM)
    assert (await ended(process, 10))[0] == 0


async def test_processes_that_watch_the_feeds_tell_of_them_once(store: Store, settings: Settings) -> None:
    """Four look at the same moment, and the operator gets one message."""
    now = datetime.now(UTC)
    failing = FeedState("Gazette", "u", failures=3, failing_since=now - timedelta(hours=2))
    async with store.writing() as tx:
        await chats.ensure(tx, 7, "private", "en")
        await feeds.save_state(tx, failing)
    stores = [Store.at(settings.database.url) for _ in range(4)]
    await asyncio.gather(*(look(one, ["Gazette"], [7], now) for one in stores))
    async with store.reading() as tx:
        assert await outbox.tally(tx) == {"queued": 1}
    for one in stores:
        await one.close()
