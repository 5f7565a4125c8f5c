"""A host is asked twice at a time, with pauses, and left alone where it says so."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.errors import FeedError
from bot.feeds.fetch import Fetcher, Limits
from bot.feeds.results import Fetched
from bot.feeds.turns import Turns
from tests.feeds.conftest import Site, all_names_here


def port(site: Site) -> str:
    return site.base.rpartition(":")[2]


def elsewhere(site: Site, host: str, path: str = "/feed") -> str:
    """Give an address of the site under a name, as a publisher's is."""
    return f"http://{host}:{port(site)}{path}"


async def test_many_feeds_of_a_publisher_come_one_after_the_other(site: Site) -> None:
    """Between two requests to a host lies the pause, and other hosts do not wait for it."""
    site.serve("/feed", "news")
    async with Fetcher(allow_private=True, lookup=all_names_here, limits=Limits(pause=0.15)) as fetcher:
        began = time.monotonic()

        async def took(host: str) -> float:
            await fetcher.get(elsewhere(site, host))
            return time.monotonic() - began

        times = await asyncio.gather(*(took("one.example") for _ in range(5)), took("other.example"))
    assert 0.6 <= max(times[:5]) < 2.0
    assert times[5] < 0.15


async def test_a_host_is_asked_twice_at_a_time_at_most(site: Site) -> None:
    """Many feeds of one host wait for each other, without their wait counting against them."""
    site.pause = 0.15
    site.serve("/feed", "x")
    limits = Limits(total=0.4, pause=0.0)
    async with Fetcher(allow_private=True, lookup=all_names_here, limits=limits) as fetcher:
        asking = (fetcher.get(elsewhere(site, "one.example")) for _ in range(8))
        assert len(await asyncio.gather(*asking)) == 8
    assert site.most_at_once == 2


async def test_many_feeds_of_an_own_server_do_not_wait_for_each_other(site: Site) -> None:
    """A private server is asked for as many feeds at once as are due, so that slow ones hold up no other."""
    site.pause = 0.3
    url = site.serve("/feed", "x")
    async with Fetcher(allow_private=True) as fetcher:
        await fetcher.get(url)  # robots.txt is known from here on
        began = time.monotonic()
        await asyncio.gather(*(fetcher.get(url) for _ in range(30)))
        assert time.monotonic() - began < 2.0


async def test_the_operators_own_server_needs_no_pause(site: Site) -> None:
    """A private address is polled as quickly as it answers."""
    url = site.serve("/feed", "news")
    async with Fetcher(allow_private=True) as fetcher:
        began = time.monotonic()
        for _ in range(10):
            await fetcher.get(url)
        assert time.monotonic() - began < 1.0


@pytest.mark.parametrize(
    ("status", "after", "rest"),
    [(429, "600", 600), (503, "600", 600), (429, "Wed, 21 Oct 2099 07:28:00 GMT", 3600), (429, None, 60)],
)
async def test_a_request_to_wait_holds_for_the_host(
    site: Site, status: int, after: str | None, rest: int
) -> None:
    """Whoever else is polled at that host waits too, for an hour at most, without a request."""
    headers = {"Retry_After": after} if after else {}
    site.serve("/busy", status=status, **headers)
    site.serve("/feed", "news")
    async with Fetcher(allow_private=True, lookup=all_names_here, limits=Limits(pause=0.0)) as fetcher:
        with pytest.raises(FeedError, match=str(status)):
            await fetcher.get(elsewhere(site, "one.example", "/busy"))
        with pytest.raises(FeedError) as caught:
            await fetcher.get(elsewhere(site, "one.example"))
        assert isinstance(await fetcher.get(elsewhere(site, "other.example")), Fetched)
    assert caught.value.kind == "host_rests"
    assert caught.value.retry_after == pytest.approx(rest, abs=2)
    assert [request.host for request in site.asked] == [
        f"one.example:{port(site)}",
        f"other.example:{port(site)}",
    ]


async def test_a_short_rest_is_waited_for(site: Site) -> None:
    """A rest of some seconds is taken in the queue."""
    turns = Turns(2)
    turns.rest("a.example", 0.2)
    began = time.monotonic()
    async with turns.turn("a.example"):
        assert time.monotonic() - began >= 0.2


async def test_a_trouble_without_a_wish_holds_for_nobody_else(site: Site) -> None:
    """A 503 that names no time is that feed's own."""
    site.serve("/down", status=503)
    site.serve("/feed", "news")
    async with Fetcher(allow_private=True, lookup=all_names_here, limits=Limits(pause=0.0)) as fetcher:
        with pytest.raises(FeedError, match="503"):
            await fetcher.get(elsewhere(site, "one.example", "/down"))
        assert isinstance(await fetcher.get(elsewhere(site, "one.example")), Fetched)


async def test_turns_are_taken_in_order() -> None:
    """Whoever asks first is first, and one that gives up leaves its turn to the next."""
    turns, order = Turns(1), []

    async def one(number: int) -> None:
        async with turns.turn("a.example"):
            order.append(number)
            await asyncio.sleep(0.01)

    tasks = [asyncio.create_task(one(number)) for number in range(5)]
    await asyncio.sleep(0.005)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == [0, 1, 3, 4]


async def test_idle_hosts_are_forgotten() -> None:
    """Ten thousand hosts asked once leave a thousand records at most; one that rests stays known."""
    turns = Turns(2)
    turns.rest("resting.example", 500)
    for number in range(10_000):
        async with turns.turn(f"{number}.example"):
            pass
    assert len(turns) <= 1_100
    with pytest.raises(FeedError, match="left alone"):
        async with turns.turn("resting.example"):
            pass
