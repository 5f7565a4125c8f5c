"""feeds.toml followed while the program runs: a change needs no restart, and a mistake changes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import StorageError
from bot.feeds.catalogue import examine
from bot.model import Feed
from bot.poller import Poller
from bot.storage import Store, feeds

_log = logging.getLogger(__name__)

_EVERY = 30.0  # seconds
_TOLD = 20  # mistakes in the log; the file may have thousands

Stamp = tuple[int, int, int]


class Follower:
    """Looks whether the file has changed, and lets the poller go by it; `known` is changed in place."""

    def __init__(self, file: Path, known: list[Feed], store: Store, poller: Poller) -> None:
        self._file = file
        self._known = known
        self._store = store
        self._poller = poller
        self._stamp: Stamp | None = None

    async def look(self) -> None:
        """Read the list if its file is another than at the last look."""
        stamp = _stamp(self._file)
        if stamp == self._stamp:
            return
        found, mistakes = await asyncio.to_thread(examine, self._file)
        for mistake in mistakes[:_TOLD]:
            _log.error("the list of feeds stays as it was: %s", mistake)
        if not mistakes and found != tuple(self._known):
            await self._take(found)
        self._stamp = stamp

    async def _take(self, found: tuple[Feed, ...]) -> None:
        async with self._store.writing() as tx:
            await feeds.ensure(tx, found)
        self._poller.take(found)
        before, now = ({feed.name: feed for feed in some} for some in (self._known, found))
        changed = sum(before[name] != now[name] for name in before.keys() & now.keys())
        _log.info(
            "the list of feeds has changed: %d added, %d removed, %d changed",
            len(now.keys() - before.keys()), len(before.keys() - now.keys()), changed,
        )  # fmt: skip
        self._known[:] = found


@asynccontextmanager
async def followed(file: Path | None, known: list[Feed], store: Store, poller: Poller) -> AsyncIterator[None]:
    """Keep `known` and the poller as the file says while the block runs; None where no file has the feeds."""
    if file is None:
        yield
        return
    following = asyncio.create_task(_keep_looking(Follower(file, known, store, poller)))
    try:
        yield
    finally:
        following.cancel()


async def _keep_looking(follower: Follower) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        try:
            await follower.look()
        except StorageError as error:
            _log.error("the list of feeds is looked at again later: %s", error)
        except Exception:
            # The unforeseen must not end the following for good.
            _log.critical("the list of feeds could not be followed", exc_info=True)


def _stamp(file: Path) -> Stamp:
    try:
        about = file.stat()
    except OSError:
        return (0, 0, 0)
    return (about.st_ino, about.st_mtime_ns, about.st_size)
