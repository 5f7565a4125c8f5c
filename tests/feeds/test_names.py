"""Names are looked up beside everything else, and what they lead to is checked at every connection."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from typing import Any

import pytest

from bot.errors import FeedError
from bot.feeds.fetch import Fetcher, Limits
from bot.feeds.names import Names
from tests.feeds.conftest import Site, all_names_here


async def test_silent_nameservers_hold_up_nobody(site: Site) -> None:
    """While twenty lookups hang, another name is found and threads do other work."""
    released = threading.Event()

    def lookup(host: str, *asked: Any) -> list[tuple[Any, ...]]:
        if host.startswith("silent"):
            released.wait(5)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return all_names_here(host, *asked)

    port = site.base.rpartition(":")[2]
    site.serve("/feed", "news")
    limits = Limits(total=0.5, pause=0.0)
    async with Fetcher(allow_private=True, lookup=lookup, limits=limits) as fetcher:
        silent = [asyncio.create_task(fetcher.get(f"http://silent{number}.example/")) for number in range(20)]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        await fetcher.get(f"http://good.example:{port}/feed")
        await asyncio.to_thread(time.sleep, 0)
        assert time.monotonic() - began < 0.4
        errors = await asyncio.gather(*silent, return_exceptions=True)
    released.set()
    assert {error.kind for error in errors if isinstance(error, FeedError)} == {"timeout"}
    assert len(errors) == 20


async def test_an_unknown_name_is_said_to_be_one() -> None:
    """A name that nobody knows has a class of its own, and so has one that cannot be encoded."""

    def lookup(host: str, *_: object) -> list[tuple[Any, ...]]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async with Fetcher(lookup=lookup) as fetcher:
        with pytest.raises(FeedError) as caught:
            await fetcher.get("http://nowhere.example/feed")
    assert caught.value.kind == "dns"


async def test_the_systems_own_lookup() -> None:
    """Without another lookup the system's is used."""
    found = await Names().resolve("localhost", 80, socket.AF_INET)
    assert [one["host"] for one in found] == ["127.0.0.1"]
    assert found[0]["port"] == 80
