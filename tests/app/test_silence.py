"""Feeds whose servers are silent take no place from the others."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from bot.app import opened_poller, opened_store
from bot.model import Feed
from bot.pipeline import Report
from bot.settings import Database, Feeds, Settings
from tests.feeds.servers import serving


async def test_silent_servers_take_no_place_for_long(tmp_path: Path) -> None:
    """With two places and six silent servers before them, six good feeds are read within seconds."""
    settings = Settings(
        database=Database(f"sqlite+aiosqlite:///{tmp_path}/store.db"),
        feeds=Feeds(concurrency=2, allow_private_addresses=True),
        folder=tmp_path,
    )
    read: list[str] = []
    done = asyncio.Event()

    def note(report: Report) -> None:
        read.append(report.feed)
        if len(read) == 6:
            done.set()

    async with AsyncExitStack() as stack:
        silent = [await stack.enter_async_context(serving("hangs_before_the_status")) for _ in range(6)]
        good = [await stack.enter_async_context(serving("well_behaved")) for _ in range(6)]
        feeds = [Feed(f"a silent one {number}", url) for number, url in enumerate(silent)]
        feeds += [Feed(f"good {number}", url) for number, url in enumerate(good)]
        store = await stack.enter_async_context(opened_store(settings, alone=True))
        poller = await stack.enter_async_context(opened_poller(settings, feeds, store, on_report=note))
        await poller.tick()
        async with asyncio.timeout(20):  # the silent ones would hold both places for thirty seconds
            await done.wait()
        await poller.drain(0.0)
    assert sorted(read) == [f"good {number}" for number in range(6)]
