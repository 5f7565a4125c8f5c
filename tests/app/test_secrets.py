"""A token like a canary: wherever it turns up but at Telegram's door, something is wrong."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot.sandbox import Fault, Sandbox
from bot.settings import Database, Settings
from tests.app.paper import BAHRAIN, Paper
from tests.app.test_processes import Start, start
from tests.bench import below

__all__ = ["start"]  # a fixture


def processes(root: int) -> list[Path]:
    return [Path(f"/proc/{number}") for number in (root, *below(root))]


def holding(secret: str, folder: Path) -> list[str]:
    """Name the files below the folder that hold the secret."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert len(files) > 3
    return [one.name for one in files if secret.encode() in one.read_bytes()]


@pytest.mark.parametrize("form", ["human", "json"])
async def test_the_token_is_nowhere(
    start: Start,
    sandbox: Sandbox,
    paper: Paper,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    form: str,
) -> None:
    """At DEBUG, through errors of all kinds, the token is in no line, command line, database or backup.

    Given as a file it is in no process' environment either, and the parsing process never has it.
    """
    file = tmp_path_factory.mktemp("credentials") / "token"
    file.write_text(sandbox.token)
    secret = sandbox.token.partition(":")[2]
    process = await start(
        "run", TELEGRAM_BOT_TOKEN="", TELEGRAM_BOT_TOKEN_FILE=str(file),
        VISITWIRE_LOGGING__LEVEL="debug", VISITWIRE_LOGGING__FORMAT=form,
    )  # fmt: skip
    ada = sandbox.world.user("Ada")
    ada.say("/subscribe all")
    await ada.hears("", seconds=40)
    for fault in (
        Fault(code=500, method="getUpdates"), Fault(reset="before", method="getUpdates"),
        Fault(reset="after", method="sendMessage"), Fault(code=404, method="sendChatAction"),
    ):  # fmt: skip
        sandbox.faults.add(fault)
    ada.say("/help")  # ends the wait, so that the next questions meet the faults
    await paper.polled(2)
    paper.publish(BAHRAIN)
    await ada.hears("Manama", seconds=40)
    await paper.polled(2)
    backup = await start("backup", str(tmp_path / "backup.db"))
    out = b"".join(await backup.communicate())
    assert backup.returncode == 0
    for one in processes(process.pid):
        assert secret.encode() not in (one / "cmdline").read_bytes()
        assert secret.encode() not in (one / "environ").read_bytes()
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(40):
        out += b"".join(await process.communicate())
    assert b"no updates from Telegram" in out
    assert b"alert of visit" in out
    assert secret.encode() not in out
    assert holding(secret, tmp_path) == []


async def test_a_crash_tells_no_secret(start: Start, tmp_path: Path) -> None:
    """Even a traceback that was asked for, of a fault of ours, shows neither token nor password."""
    (tmp_path / "sitecustomize.py").write_text(
        "import bot.commands.running as r\n"
        "said = '7123456789:AAH-thirty-five_characters_of_secret postgresql://me:pass-word@h/d'\n"
        "def run(a):\n    raise RuntimeError(said)\n"
        "r.run = run\n"
    )
    path = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))
    process = await start("run", VISITWIRE_TRACEBACK="1", PYTHONPATH=path)
    async with asyncio.timeout(40):
        errors = (await process.communicate())[1].decode()
    assert process.returncode == 1
    assert "RuntimeError" in errors
    assert "sitecustomize.py" in errors
    assert "AAH-thirty" not in errors
    assert "pass-word" not in errors


def test_the_databases_password_counts_as_a_secret() -> None:
    """What is not logged includes the password of the database address, as written and as meant."""
    settings = Settings(database=Database("postgresql+asyncpg://me:p%40ss-word@host/name"))
    assert settings.secrets == ("p%40ss-word", "p@ss-word")
