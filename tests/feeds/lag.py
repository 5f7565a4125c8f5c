"""`python -m tests.feeds.lag [FEEDS] [SECONDS]`: do a hundred silent servers delay the others?

The real polling of so many feeds every twenty seconds, first all well-behaved, then a tenth of them hanging
before the status line, with the real limits. The lag of a poll is how much later it comes than twenty seconds
after the one before.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

from bot.app import opened_poller, opened_store
from bot.chores import Chores
from bot.model import Feed
from bot.scheduler import Schedule
from bot.settings import Database, Feeds, Settings
from tests.feeds.servers import serving
from tests.figures import Figure, table

_INTERVAL = 20.0  # seconds, below those from which pauses are spread
_FEED = b'<rss version="2.0"><channel><title>Agency</title></channel></rss>'


class Agency:
    """Answers every feed with 304, and notes when it was asked."""

    def __init__(self) -> None:
        self.asked: dict[bytes, list[float]] = defaultdict(list)

    async def connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1]
                self.asked[path].append(time.monotonic())
                if path == b"/robots.txt":
                    writer.write(b"HTTP/1.1 404 N\r\nContent-Length: 0\r\n\r\n")
                elif b"If-None-Match" in head:
                    writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
                else:
                    writer.write(
                        b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(_FEED) + _FEED
                    )
        except (EOFError, OSError):
            writer.close()

    def lags(self) -> list[float]:
        """Give the seconds by which each poll was late; the first two of a feed are part of a crowd."""
        return [
            after - before - _INTERVAL
            for path, moments in self.asked.items()
            if path != b"/robots.txt"
            for before, after in pairwise(moments[2:])
        ]


async def lag(feeds: int, hanging: int, seconds: float) -> tuple[float, int]:
    """Poll for so long; gives the 95th percentile of the lag, and of how many polls."""
    agency = Agency()
    server = await asyncio.start_server(agency.connection, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database=Database(f"sqlite+aiosqlite:///{folder}/lag.db"),
            feeds=Feeds(interval=_INTERVAL, interval_is_forced=True, allow_private_addresses=True),
            folder=Path(folder),
        )
        async with AsyncExitStack() as stack:
            silent = [
                await stack.enter_async_context(serving("hangs_before_the_status")) for _ in range(hanging)
            ]
            listed = [Feed(f"silent {number}", url) for number, url in enumerate(silent)]
            listed += [Feed(f"good {number}", f"{base}/{number}") for number in range(feeds - hanging)]
            store = await stack.enter_async_context(opened_store(settings, alone=True))
            poller = await stack.enter_async_context(opened_poller(settings, listed, store))
            schedule = Schedule(poller, Chores(store, settings, poller))
            schedule.start()
            await asyncio.sleep(seconds)
            schedule.pause()
            await poller.drain(1.0)
            schedule.stop()
    server.close()
    lags = agency.lags()
    return quantiles(lags, n=20)[-1], len(lags)


def main(feeds: int = 1_000, seconds: float = 150.0) -> None:
    """Measure both, and print the table."""
    logging.disable(logging.WARNING)  # of the silent ones each poll says the same
    well, _ = asyncio.run(lag(feeds, 0, seconds))
    ill, polls = asyncio.run(lag(feeds, feeds // 10, seconds))
    aim = _INTERVAL * 0.05
    print(
        table(
            [
                Figure(f"lag of {feeds} feeds, p95", well, "s", "–", True),
                Figure("the same while a tenth of them hang", ill, "s", f"≤ +{aim:g}", ill - well <= aim),
                Figure("polls of the others", polls, "", "–", True),
            ]
        )
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
