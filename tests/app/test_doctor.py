"""What `visitwire doctor` finds around a bot: beside it, below it, and on the other side."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.intake import Intake
from bot.model import Article
from bot.sandbox import Sandbox
from bot.storage import Store, chats, feeds, reports, visits
from bot.storage.feeds import FeedState
from tests.app.paper import BAHRAIN, PATIENCE, Paper
from tests.app.test_processes import Start, start

__all__ = ["start"]  # a fixture


async def findings(start: Start, **more: str) -> tuple[int, list[str]]:
    doctor = await start("doctor", **more)
    async with asyncio.timeout(PATIENCE):
        out, errors = await doctor.communicate()
    assert not errors
    return doctor.returncode or 0, out.decode().splitlines()


async def saved(store: Store, state: FeedState) -> None:
    async with store.writing() as tx:
        await feeds.save_state(tx, state)


def one(lines: list[str], words: str) -> str:
    [line] = [line for line in lines if words in line]
    return line


async def test_all_is_well(start: Start, store: Store, sandbox: Sandbox, tmp_path: Path) -> None:
    """On a sound store without a bot the doctor finds nothing to do: disk, backups, token, pollers, clock."""
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "today.db").touch()
    status, lines = await findings(start, VISITWIRE_DATABASE__BACKUPS=str(tmp_path / "backups"))
    assert status == 0, lines
    assert all(line.startswith("ok") for line in lines)
    for words in ("GB free", "0 hours old", "the bot is @", "nobody polls", "clock", "sound"):
        assert one(lines, words)


async def test_a_feed_that_keeps_failing_is_listed(start: Start, store: Store, paper: Paper) -> None:
    """A feed that has failed three times is listed with its last error; one that failed once is not."""
    state = FeedState("Gazette", paper.feed_url, failures=1, last_error="404: not found")
    await saved(store, state)
    assert not any("404" in line for line in (await findings(start))[1])
    await saved(store, replace(state, failures=3, last_ok_at=datetime(2026, 1, 2, tzinfo=UTC)))
    status, lines = await findings(start)
    assert status == 1
    assert one(lines, "Gazette has failed 3 times in a row, last read 2026-01-02").endswith(paper.feed_url)


async def test_silent_and_ended_feeds_are_listed(start: Start, store: Store, paper: Paper) -> None:
    """A feed that answers and brings nothing, and one that its publisher has ended, need somebody's eye."""
    then, later = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 20, tzinfo=UTC)
    silent = FeedState("Gazette", paper.feed_url, last_ok_at=later, new_at=then, silent_at=later)
    await saved(store, silent)
    assert "nothing since 2026-01-02" in one((await findings(start))[1], "longer than it ever rests")
    await saved(store, replace(silent, stopped_at=later))
    assert one((await findings(start))[1], "was ended by its publisher").startswith("!!")


async def test_old_backups_are_found(start: Start, store: Store, tmp_path: Path) -> None:
    """A newest backup of three days is too old, and so is none."""
    folder = tmp_path / "backups"
    folder.mkdir()
    status, lines = await findings(start, VISITWIRE_DATABASE__BACKUPS=str(folder))
    assert status == 1
    assert one(lines, "none in").startswith("!!")
    (folder / "old.db").touch()
    os.utime(folder / "old.db", (time.time() - 3 * 86400,) * 2)
    status, lines = await findings(start, VISITWIRE_DATABASE__BACKUPS=str(folder))
    assert status == 1
    assert "72 hours old" in one(lines, "the newest is")


async def test_others_with_the_token_are_found(start: Start, store: Store, sandbox: Sandbox) -> None:
    """Another program that polls, and a webhook, are said; the bot of this very store is no stranger."""
    address = f"{sandbox.base_url}{sandbox.token}"

    async def poll() -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                async with session.get(f"{address}/getUpdates?timeout=20"):
                    await asyncio.sleep(1)

    other = asyncio.create_task(poll())
    assert one((await findings(start))[1], "another program polls").startswith("!!")
    other.cancel()
    bot = await start("run")
    ada = sandbox.world.user("Ada")
    ada.say("/help")
    await ada.hears("/visits", seconds=PATIENCE)
    assert one((await findings(start))[1], "a bot runs on this store").startswith("ok")
    bot.kill()
    await bot.wait()
    async with aiohttp.ClientSession() as session:
        await session.get(f"{address}/setWebhook?url=https://bots.example.org/secret-path")
    said = one((await findings(start))[1], "a webhook sends updates")
    assert said.startswith("!!")
    assert "bots.example.org" in said
    assert "secret-path" not in said


async def test_what_waits_for_an_operator_is_counted(start: Start, store: Store) -> None:
    """What readers reported is counted until somebody decides, and operators out of reach are named."""
    await Intake(store).take_in(Article(BAHRAIN[0], BAHRAIN[1], url="https://e.org/a"))
    assert one((await findings(start))[1], "0 visits wait")
    async with store.writing() as tx:
        await chats.ensure(tx, 501, "private", "en")
        (visit,) = await visits.query(tx)
        await reports.add(tx, 501, visit.id, "not_visit", now=datetime.now(UTC))
    status, lines = await findings(start, VISITWIRE_TELEGRAM__OPERATORS="501, 502")
    assert status == 1
    assert one(lines, "1 visits wait").endswith("visitwire fix list, or /review in the chat")
    assert one(lines, "cannot be told").startswith("!!  review    operator 502")
