"""A process that fetches one address and tells what became of it; started by meeting.py."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
import time
from pathlib import Path

from bot.errors import FeedError
from bot.feeds.fetch import Fetcher, Limits
from tests.feeds.servers import FINE, serving


async def main(url: str, limits: str, obey_robots: str) -> None:
    """Warm up with a server that is fine, then measure."""
    async with (
        Fetcher(allow_private=True, limits=Limits(**json.loads(limits))) as fetcher,
        serving("well_behaved") as fine,
    ):
        await fetcher.get(fine)
        gc.collect()
        watch = _Watch()
        began, kind = time.monotonic(), FINE
        try:
            await fetcher.get(url, obey_robots=obey_robots == "1")
        except FeedError as error:
            kind = error.kind
        seconds = time.monotonic() - began
        print(json.dumps({"kind": kind, "seconds": seconds, "megabytes": watch.growth()}))


class _Watch:
    """Looks at the process's anonymous memory every few milliseconds."""

    def __init__(self) -> None:
        self._first = self._most = _anonymous()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def growth(self) -> float:
        """Give by how many megabytes it was more than at the start."""
        self._ended.set()
        self._thread.join()
        return (max(self._most, _anonymous()) - self._first) / 1024

    def _look(self) -> None:
        while not self._ended.wait(0.003):
            self._most = max(self._most, _anonymous())


def _anonymous() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
