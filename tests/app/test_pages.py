"""Pages of articles: one page is fetched once for all feeds that link it, and so many in one poll."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import opened_poller
from bot.errors import FeedError
from bot.feeds.fetch import Fetcher
from bot.feeds.pages import Pages
from bot.feeds.workers import Workers
from bot.links import canonical
from bot.model import Feed
from bot.pipeline import Report
from bot.settings import Settings
from bot.storage import Store, articles
from tests.app.paper import BAHRAIN, Paper


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_page_that_many_feeds_link_is_fetched_once(
    settings: Settings, paper: Paper, store: Store, at_once: bool
) -> None:
    """Of ten feeds with the same story one fetches its page, whether they come together or one by one."""
    item = paper.publish(BAHRAIN)
    feeds = tuple(Feed(f"Gazette {number}", paper.feed_url) for number in range(10))
    names = [feed.name for feed in feeds]
    async with opened_poller(settings, feeds, store) as poller:
        for group in [names] if at_once else [[name] for name in names]:
            await poller.once(group)
    assert paper.asked[f"/n/{item.slug}"] == 1
    async with store.reading() as tx:
        assert len(await articles.known(tx, [canonical(paper.url(item))])) == 1


async def test_those_who_wait_for_a_page_share_its_failure(paper: Paper) -> None:
    """A page that fails is asked for once and fails for all; asked for later it is fetched anew."""
    item = paper.publish(BAHRAIN)
    url, feed = paper.url(item), Feed("Gazette", paper.feed_url)
    paper.failing[f"/n/{item.slug}"] = 503
    async with Fetcher(allow_private=True) as fetcher, Workers() as workers:
        pages = Pages(fetcher, workers)
        answers = await asyncio.gather(*(pages.read(url, feed) for _ in range(5)), return_exceptions=True)
        assert [type(answer) for answer in answers] == [FeedError] * 5
        assert paper.asked[f"/n/{item.slug}"] == 1
        paper.failing.clear()
        assert "Manama" in (await pages.read(url, feed)).text


async def test_who_waits_for_a_page_outlives_the_one_who_fetches_it(paper: Paper) -> None:
    """When the reading of a page is cut off, one of those who wait for it begins anew."""
    item = paper.publish(BAHRAIN)
    url, feed = paper.url(item), Feed("Gazette", paper.feed_url)
    async with Fetcher(allow_private=True) as fetcher, Workers() as workers:
        pages = Pages(fetcher, workers)
        first, second = (asyncio.create_task(pages.read(url, feed)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        assert "Manama" in (await second).text


async def test_a_flood_of_candidates_is_read_over_several_polls(
    settings: Settings, feeds: tuple[Feed, ...], paper: Paper, store: Store
) -> None:
    """Seventy articles that may matter are sixty in the first poll and ten in the next; none is lost."""
    for number in range(70):
        paper.publish((f"Prosecutor General opens office number {number}", BAHRAIN[1]))
    reports: list[Report] = []
    async with opened_poller(settings, feeds, store, on_report=reports.append) as poller:
        for _ in range(3):
            await poller.once(["Gazette"])
    assert [(len(one.taken), one.waiting) for one in reports] == [(60, 10), (10, 0), (0, 0)]
