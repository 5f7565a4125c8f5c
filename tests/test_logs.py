"""Logging: one line a record, for people or machines, and no secret in any of them."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from datetime import UTC

import pytest
from apscheduler.events import EVENT_JOB_MAX_INSTANCES
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import logs

TOKEN = "7123456789:AAH-thirty-five_characters_of_secret"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("form", ["human", "json"])
def test_a_token_is_hidden_wherever_it_stands(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A bot token in message, arguments, extra fields or traceback never reaches the output."""
    logs.set_up("debug", form, ["hunter2"])
    log = logging.getLogger("test")
    log.info("GET https://api.telegram.org/bot%s/getMe", TOKEN)
    log.info("with extra", extra={"address": f"x{TOKEN}", "count": 3})
    try:
        raise ValueError(f"token {TOKEN} and hunter2")
    except ValueError:
        log.exception("it failed with %s", "postgresql+asyncpg://me:pass-word@host/db")
    said = capsys.readouterr().err
    assert TOKEN not in said
    assert "hunter2" not in said
    assert "pass-word" not in said
    assert "me:[secret]@host" in said
    assert "ValueError" in said


def test_json_lines_are_json(capsys: pytest.CaptureFixture[str]) -> None:
    """With format json each record is one JSON object with time, level, logger, message and its extras."""
    logs.set_up("info", "json")
    logging.getLogger("bot.feeds").warning("two\nlines", extra={"feed": "Trend"})
    line = json.loads(capsys.readouterr().err)
    assert line["level"] == "warning"
    assert line["logger"] == "bot.feeds"
    assert line["message"] == "two\nlines"
    assert line["feed"] == "Trend"
    assert line["time"].endswith("+00:00")


def test_talkative_libraries_are_kept_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """httpx writes every address at INFO, so it is held at WARNING even when we are at DEBUG."""
    logs.set_up("debug")
    logging.getLogger("httpx").info("HTTP Request: POST https://example.org")
    logging.getLogger("bot").debug("seen")
    said = capsys.readouterr().err
    assert "HTTP Request" not in said
    assert "seen" in said


async def test_a_tick_that_waits_for_the_one_before_is_nothing_to_tell(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The scheduler keeps to itself that a slow job was not begun a second time."""
    logs.set_up()
    skipped = asyncio.Event()
    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_listener(lambda event: skipped.set(), EVENT_JOB_MAX_INSTANCES)
    scheduler.add_job(skipped.wait, "interval", seconds=0.02)
    scheduler.start()
    await asyncio.wait_for(skipped.wait(), 5)
    scheduler.shutdown(wait=False)
    assert capsys.readouterr().err == ""


def test_setting_up_again_does_not_double_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Logging set up twice writes each record once."""
    logs.set_up()
    logs.set_up()
    logging.getLogger("bot").info("once")
    assert capsys.readouterr().err.count("once") == 1
