"""Feeds looked at without being polled: many at a time, with a progress bar."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

from bot.commands.feedreport import matters
from bot.commands.progress import Bar
from bot.feeds.check import Report, check
from bot.feeds.fetch import Fetcher
from bot.feeds.workers import Workers
from bot.model import Feed
from bot.settings import Settings

_AT_ONCE = 8


async def checked(settings: Settings, feeds: Sequence[Feed], *, thorough: bool = False) -> list[Report]:
    """Look at each feed, `thorough` also at a page of it, and report in their order."""
    places = asyncio.Semaphore(_AT_ONCE)
    bar = Bar(len(feeds), sys.stderr)
    options = settings.feeds
    fetching = Fetcher(allow_private=options.allow_private_addresses, contact=options.contact)
    async with fetching as fetcher, Workers() as workers:

        async def one(feed: Feed) -> Report:
            async with places:
                report = await check(fetcher, workers, feed, matters=matters, thorough=thorough)
                bar.advance(feed.name)
                return report

        with bar:
            return await asyncio.gather(*(one(feed) for feed in feeds))
