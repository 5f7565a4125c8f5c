"""A change of feeds.toml is taken up while the program runs, and a mistake in it changes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import following
from bot.app import opened_poller
from bot.following import Follower, followed
from bot.model import Feed
from bot.pipeline import Report
from bot.poller import Poller
from bot.settings import Settings
from bot.storage import Store
from bot.storage import feeds as feed_states
from tests.app.paper import BAHRAIN, Paper


class Listing:
    """The operator's feeds.toml, and what he does to it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.good = file.read_text()

    def write(self, text: str) -> None:
        self.file.write_text(text)

    def lose(self) -> None:
        self.file.unlink()


@pytest.fixture
def listing(settings: Settings) -> Listing:
    return Listing(settings.feeds.file)


@asynccontextmanager
async def world(
    settings: Settings, feeds: tuple[Feed, ...], store: Store
) -> AsyncIterator[tuple[Follower, Poller, list[str]]]:
    """Give a follower, its poller and the names of the feeds that were polled."""
    polled: list[str] = []

    def on_report(report: Report) -> None:
        polled.append(report.feed)

    async with opened_poller(settings, feeds, store, on_report=on_report) as poller:
        yield Follower(settings.feeds.file, list(feeds), store, poller), poller, polled


async def settle(poller: Poller) -> None:
    """Poll what is due, to its end."""
    await poller.tick()
    while tasks := list(poller._running.values()):
        await asyncio.gather(*tasks)


async def polled_now(poller: Poller, store: Store, polled: list[str]) -> list[str]:
    """Let every feed be due, poll what is polled, and give their names."""
    for _ in range(2):  # the second writes what the first has left to be written
        await settle(poller)
    polled.clear()
    async with store.writing() as tx:
        await feed_states.hasten(tx, datetime.now(UTC) - timedelta(days=1), timedelta(0))
    await settle(poller)
    return sorted(polled)


async def test_feeds_come_and_go(
    settings: Settings, feeds: tuple[Feed, ...], store: Store, paper: Paper, listing: Listing
) -> None:
    """A feed that is added is polled, one that is switched off or removed no more, without a restart."""
    second = f'[[feed]]\nname = "Second"\nurl = "{paper.feed_url}?second"\n'
    async with world(settings, feeds, store) as (follower, poller, polled):
        await follower.look()
        assert await polled_now(poller, store, polled) == ["Gazette"]
        listing.write(listing.good + second)
        await follower.look()
        assert await polled_now(poller, store, polled) == ["Gazette", "Second"]
        listing.write(listing.good + "enabled = false\n" + second)
        await follower.look()
        assert await polled_now(poller, store, polled) == ["Second"]
        listing.write(listing.good)
        await follower.look()
        assert await polled_now(poller, store, polled) == ["Gazette"]


async def test_a_mistake_changes_nothing(
    settings: Settings,
    feeds: tuple[Feed, ...],
    store: Store,
    listing: Listing,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A list that cannot be read is told once, with its line, and the old list is polled on."""
    async with world(settings, feeds, store) as (follower, poller, polled):
        await follower.look()
        for bad, place in ((listing.good + "county = 'AZ'\n", ":5: "), ("[[feed]\n", ":1: ")):
            listing.write(bad)
            caplog.clear()
            await follower.look()
            await follower.look()
            assert [place in record.getMessage() for record in caplog.records] == [True]
            assert await polled_now(poller, store, polled) == ["Gazette"]
        listing.lose()
        await follower.look()
        assert await polled_now(poller, store, polled) == ["Gazette"]
        listing.write(listing.good.replace("Gazette", "Renamed"))
        await follower.look()
        assert await polled_now(poller, store, polled) == ["Renamed"]


async def test_a_new_address_is_a_new_baseline(
    settings: Settings, feeds: tuple[Feed, ...], store: Store, paper: Paper, listing: Listing
) -> None:
    """A feed whose address changes is read at the new one, and alerts nobody of what it shows there."""
    async with world(settings, feeds, store) as (follower, poller, polled):
        await polled_now(poller, store, polled)
        listing.write(listing.good.replace("feed.xml", "feed.xml?new"))
        await follower.look()
        async with store.reading() as tx:
            state = (await feed_states.states(tx))["Gazette"]
        assert (state.url, state.baseline_at) == (f"{paper.feed_url}?new", None)


async def test_a_feed_removed_while_it_is_polled_ends_well(
    settings: Settings,
    feeds: tuple[Feed, ...],
    store: Store,
    paper: Paper,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A poll under way is not disturbed when its feed is taken off the list."""
    paper.publish(BAHRAIN)
    async with world(settings, feeds, store) as (_, poller, polled):
        await poller.tick()
        poller.take([replace(feeds[0], name="Other")])
        while tasks := list(poller._running.values()):
            await asyncio.gather(*tasks)
        assert polled == ["Gazette"]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_the_list_is_followed_as_long_as_the_program_runs(
    settings: Settings,
    feeds: tuple[Feed, ...],
    store: Store,
    listing: Listing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody has to ask: the file is looked at now and then."""
    monkeypatch.setattr(following, "_EVERY", 0.01)
    async with (
        world(settings, feeds, store) as (_, poller, polled),
        followed(listing.file, list(feeds), store, poller),
    ):
        listing.write(listing.good.replace("Gazette", "Renamed"))
        async with asyncio.timeout(10):
            while await polled_now(poller, store, polled) != ["Renamed"]:
                pass
