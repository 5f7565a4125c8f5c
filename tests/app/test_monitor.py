"""What operators' tools see of the running program: /healthz, /metrics, and the pulse for systemd."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sqlite3
from pathlib import Path

import aiohttp
import pytest

from bot.monitor import look, watched
from bot.sandbox import Sandbox
from bot.settings import Monitoring, Settings
from bot.storage import Store
from bot.vitals import FEEDS, SENDING, Vitals
from tests.app.paper import BAHRAIN, PATIENCE, Paper
from tests.app.test_processes import Start, ended, start

__all__ = ["start"]  # a fixture


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


async def asked(port: int, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def settled(port: int, line: str, seconds: float = 60) -> str:
    """Give the page of metrics once it has this line."""
    page = ""
    async with asyncio.timeout(seconds):
        while line not in page.splitlines():
            with contextlib.suppress(aiohttp.ClientConnectionError):  # not there yet
                page = (await asked(port, "/metrics"))[1]
            await asyncio.sleep(0.1)
    return page


async def test_the_program_tells_how_it_does(start: Start, sandbox: Sandbox, paper: Paper) -> None:
    """The real program answers 200 on /healthz, and /metrics counts the poll, the visit and the alert."""
    port = free_port()
    await start("run", VISITWIRE_MONITORING__PORT=str(port))
    ada = sandbox.world.user("Ada")
    ada.say("/subscribe all")
    await ada.hears("", seconds=PATIENCE)
    await paper.polled(2)
    paper.publish(BAHRAIN)
    page = await settled(port, 'visitwire_sends_total{kind="alert",outcome="sent"} 1.0')
    lines = page.splitlines()
    assert "visitwire_leader 1.0" in lines
    assert "visitwire_healthy 1.0" in lines
    assert 'visitwire_visits_total{change="new"} 1.0' in lines
    assert 'visitwire_articles_read_total{label="visit"} 1.0' in lines
    assert 'visitwire_outbox_rows{state="queued"} 0.0' in lines
    for trouble in ("failing", "silent", "stopped"):
        assert f"visitwire_feeds_{trouble} 0.0" in lines
    values = {name: value for name, _, value in (line.rpartition(" ") for line in lines)}
    assert float(values['visitwire_polls_total{result="ok"}']) >= 2
    assert 0 < float(values["visitwire_database_seconds"]) < 5
    assert "visitwire_telegram_heard_timestamp_seconds" in values
    assert await asked(port, "/healthz") == (200, "ok\n")


async def test_a_store_that_fails_is_ill_health(start: Start, sandbox: Sandbox, tmp_path: Path) -> None:
    """While the store cannot be read /healthz answers 503 with the reason; when it can be again, 200."""
    port = free_port()
    await start("run", VISITWIRE_MONITORING__PORT=str(port))
    await settled(port, "visitwire_leader 1.0")
    with contextlib.closing(sqlite3.connect(tmp_path / "store.db", timeout=10)) as other:
        other.execute("ALTER TABLE feeds RENAME TO away")
        assert "visitwire_leader 1.0" in (await settled(port, "visitwire_healthy 0.0"))
        status, said = await asked(port, "/healthz")
        assert status == 503
        assert "store.db has no tables" in said
        other.execute("ALTER TABLE away RENAME TO feeds")
    assert await asked(port, "/healthz") == (200, "ok\n")


async def test_nothing_listens_unless_it_is_asked_for(store: Store) -> None:
    """Without a port in the settings no server is started; with one that is taken the reason is said."""
    before = len(asyncio.all_tasks())
    async with watched(store, Vitals(), Monitoring()):
        assert len(asyncio.all_tasks()) == before + 1  # the pulse, which ends by itself
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Exception, match="cannot be had for /healthz"):
            async with watched(store, Vitals(), Monitoring(port=port)):
                pass


async def test_a_loop_that_does_not_move_is_named(store: Store, settings: Settings) -> None:
    """A loop that has not moved for a minute is the reason for ill health; one that has ended is not."""
    now = [1000.0]
    vitals = Vitals(clock=lambda: now[0])
    for loop in (FEEDS, SENDING):
        vitals.beat(loop)
    assert (await look(store, vitals)).trouble is None
    now[0] += 61
    vitals.beat(FEEDS)
    assert (await look(store, vitals)).trouble == "the sender has not moved for 61 s"
    vitals.rest(SENDING)
    assert (await look(store, vitals)).trouble is None


def test_a_halt_counts_once() -> None:
    """However often the sender asks during a halt, it is one; the next one is another."""
    now = [1000.0]
    vitals = Vitals(clock=lambda: now[0])
    vitals.halt(0)
    for _ in range(3):
        vitals.halt(5)
        now[0] += 1
    now[0] += 10
    vitals.halt(2)
    assert vitals.halts == 2


async def test_systemd_feels_the_pulse_of_the_real_program(start: Start, tmp_path: Path) -> None:
    """The program says READY once and WATCHDOG again and again, as long as it is not frozen."""
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(os.fspath(address))
        line.setblocking(False)
        loop = asyncio.get_running_loop()
        process = await start("run", NOTIFY_SOCKET=os.fspath(address), WATCHDOG_USEC="600000")
        async with asyncio.timeout(PATIENCE):
            said = [await loop.sock_recv(line, 100) for _ in range(4)]
        assert said == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1", b"WATCHDOG=1"]
        process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(0.3)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.8):
                await loop.sock_recv(line, 100)
        process.send_signal(signal.SIGCONT)
        process.send_signal(signal.SIGTERM)
    assert (await ended(process))[0] == 0
