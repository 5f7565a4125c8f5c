"""The newcomer's world: what happens in `visitwire sandbox` before anybody touches a key."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import aiohttp

from bot.sandbox import Sandbox


async def result(http: aiohttp.ClientSession, sandbox: Sandbox, call: str) -> Any:
    async with http.get(f"{sandbox.base_url}{sandbox.token}/{call}") as answer:
        return (await answer.json())["result"]


async def test_the_newcomer_has_started_and_follows_bahrain() -> None:
    """With the first poll come /start and /subscribe BH; before it nothing happens."""
    async with Sandbox() as sandbox, aiohttp.ClientSession() as http:
        await asyncio.sleep(0.05)
        assert sandbox.world.user("Robin").private.messages == {}
        updates = await result(http, sandbox, "getUpdates?timeout=5")
        updates += await result(http, sandbox, f"getUpdates?offset={updates[-1]['update_id'] + 1}")
        assert [update["message"]["text"] for update in updates] == ["/start", "/subscribe BH"]


async def test_stories_wait_for_the_baseline_and_then_come_out_in_turn() -> None:
    """Nothing is published before the feed was read once, so that the archive never alerts."""
    async with Sandbox(first_story=0.05, next_story=0.05) as sandbox, aiohttp.ClientSession() as http:
        archive = len(sandbox.newsroom.out)
        await result(http, sandbox, "getUpdates")
        await asyncio.sleep(0.2)
        assert len(sandbox.newsroom.out) == archive
        async with http.get(sandbox.feed_url) as answer:
            assert answer.status == 200
        assert await sandbox.world.bell.until(lambda: not sandbox.newsroom.waiting, 5)
        assert sandbox.newsroom.out[archive].story.slug == "azerbaijan-prosecutor-general-bahrain"


async def test_a_taken_port_is_an_error_and_leaves_nothing_behind() -> None:
    """Whoever starts a second one on the same port gets OSError; the first goes on."""
    async with Sandbox(demo=False) as first:
        with contextlib.suppress(OSError):
            async with Sandbox(first.port, demo=False):
                raise AssertionError("two servers on one port")
        async with aiohttp.ClientSession() as http:
            assert (await result(http, first, "getMe"))["is_bot"] is True


async def test_the_rooms_show_every_kind_of_chat() -> None:
    """A private chat, a group with a member beside the administrator, topics and a channel."""
    async with Sandbox() as sandbox:
        kinds = [room.type for room in sandbox.world.rooms.values()]
        assert sorted(set(kinds)) == ["channel", "group", "private", "supergroup"]
        group = next(room for room in sandbox.world.rooms.values() if room.type == "group")
        assert group.status(sandbox.world.user("Robin").id) == "creator"
        assert group.status(sandbox.world.user("Sam").id) == "member"
