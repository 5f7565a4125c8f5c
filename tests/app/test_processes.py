"""The program as it is started, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from bot.app import opened_store
from bot.errors import StorageError
from bot.sandbox import Fault, Sandbox
from bot.settings import Settings
from tests.app.paper import BAHRAIN, PATIENCE, Paper

_ROOT = Path(__file__).parents[2]
Start = Callable[..., Awaitable[Process]]


@pytest.fixture
async def start(environ: Mapping[str, str], tmp_path: Path) -> AsyncIterator[Start]:
    """Start `visitwire` in a process of its own; what still runs at the end is killed."""
    started: list[Process] = []

    async def start_one(*arguments: str, **more: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, cwd=tmp_path, stdout=PIPE, stderr=PIPE,
            env={**os.environ, "PYTHONPATH": str(_ROOT), **environ, **more},
        )  # fmt: skip
        started.append(process)
        return process

    yield start_one
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ended(process: Process, seconds: float = PATIENCE) -> tuple[int, str]:
    async with asyncio.timeout(seconds):
        _, errors = await process.communicate()
    return process.returncode or 0, errors.decode()


async def test_a_wrong_token_is_said_in_one_line(start: Start) -> None:
    """With a token that Telegram does not know the program ends with status 1, one line and no traceback."""
    process = await start("run", TELEGRAM_BOT_TOKEN="7000000009:wrong-wrong-wrong-wrong-wrong-wrong")
    status, errors = await ended(process)
    assert status == 1
    told = [line for line in errors.splitlines() if line.startswith("visitwire:")]
    assert len(told) == 1
    assert "@BotFather" in told[0]
    assert "wrong-wrong" not in errors
    assert "Traceback" not in errors


async def test_a_damaged_store_is_never_run_on(settings: Settings, tmp_path: Path) -> None:
    """A store that fails SQLite's own check is refused with advice, instead of sending out of it."""
    async with opened_store(settings, alone=True):
        pass
    file = tmp_path / "store.db"
    content = bytearray(file.read_bytes())
    content[8192 : 8192 + 4096 * 4] = b"\x5a" * 4096 * 4
    file.write_bytes(content)
    with pytest.raises(StorageError, match="restore a backup"):
        async with opened_store(settings, alone=True):
            pass


async def test_a_second_instance_is_refused_and_sigterm_ends_the_first(
    start: Start, sandbox: Sandbox
) -> None:
    """Two processes cannot have one store (status 75); SIGTERM ends the one that has it, quickly and well."""
    first = await start("run")
    ada = sandbox.world.user("Ada")
    ada.say("/help")
    await ada.hears("/visits", seconds=PATIENCE)
    status, errors = await ended(await start("run"))
    assert status == 75
    assert "another Visitwire is running" in errors
    began = time.monotonic()
    first.send_signal(signal.SIGTERM)
    status, errors = await ended(first)
    assert status == 0
    assert time.monotonic() - began < 10
    assert "Traceback" not in errors


async def test_a_killed_process_goes_on_where_it_was(start: Start, sandbox: Sandbox, paper: Paper) -> None:
    """Killed while Telegram keeps it waiting for the first alert, the next process knows all and loses none.

    The alert under way may have arrived, so it is repeated, later; the visit itself is there at once.
    """
    first = await start("run")
    ada = sandbox.world.user("Ada")
    ada.say("/subscribe all")
    await ada.hears("", seconds=PATIENCE)
    await paper.polled(2)
    sandbox.faults.add(Fault(delay=30, reset="before", method="sendMessage"))
    paper.publish(BAHRAIN)
    async with asyncio.timeout(PATIENCE):
        while sandbox.faults.pending:  # noqa: ASYNC110 - taken when the alert is on its way
            await asyncio.sleep(0.02)
    first.kill()
    await first.wait()
    await start("run")
    ada.say("/visits Bahrain")
    await ada.hears("Manama", seconds=PATIENCE)
    ada.say("/subscriptions")
    await ada.hears("", seconds=PATIENCE)


async def test_the_sandbox_needs_nothing(start: Start, tmp_path: Path) -> None:
    """Without token and network the sandbox prints its address and answers there, with a store of its own."""
    process = await start("sandbox", "--port", "0", TELEGRAM_BOT_TOKEN="")
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        line = (await process.stdout.readline()).decode()
    assert line.startswith("Chat page: http://127.0.0.1:")
    assert (tmp_path / "data" / "sandbox.db").exists()
    process.send_signal(signal.SIGINT)
    assert (await ended(process))[0] == 0
