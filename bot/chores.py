"""What is done by the clock beside polling: digests, broadcasts, lapsed plans, ailing feeds, forgetting."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from bot import watching
from bot.broadcasting import queue_broadcasts
from bot.digesting import queue_digests
from bot.errors import StorageError
from bot.lapsing import lapse
from bot.poller import Poller
from bot.settings import Settings
from bot.storage import Store, broadcasts, digests, entries, feeds, outbox, retention

_log = logging.getLogger(__name__)

# Longer pauses than these are never made, but for a server that asks for one; a due time that is further away
# was written by a clock that was wrong.
_LONGEST_PAUSE = timedelta(hours=7)
_LONGEST_WAIT = timedelta(hours=1)
_BETWEEN_PAGES = 0.1  # seconds in which others may write
_FORGET_AFTER = timedelta(days=60)  # entries that their feed has not shown for so long
_FORGET_ORPHANS = timedelta(days=400)  # those of feeds that have shown nothing at all


class Chores:
    """Each is begun by the clock; where the store is out of reach, it is said and done the next time."""

    def __init__(self, store: Store, settings: Settings, poller: Poller) -> None:
        self._store = store
        self._keep = timedelta(days=settings.delivery.keep_days)
        self._operators = settings.telegram.operators
        self._poller = poller

    async def hasten(self, *, everything: bool = False) -> None:
        """Bring near what a wrong clock has put far off; `everything` that waits when it was set back."""
        now = datetime.now(UTC)
        pause, wait = (timedelta(0), timedelta(0)) if everything else (_LONGEST_PAUSE, _LONGEST_WAIT)
        await self._poller.tick()  # what polls have left goes by the clock as it was
        with _bearing("due times cannot be looked through"):
            async with self._store.writing() as tx:
                await feeds.hasten(tx, now, pause)
                await outbox.hasten(tx, now, wait)
                await digests.hasten(tx, now)

    async def forget(self) -> None:
        """Forget entries that no feed shows any more, and alerts that ended long ago."""
        now = datetime.now(UTC)
        place: int | None = 0
        with _bearing("what is old is forgotten tomorrow"):
            async with self._store.writing() as tx:
                await entries.forget(tx, now.date(), after=_FORGET_AFTER, orphans=_FORGET_ORPHANS)
                await digests.forget(tx)
                await broadcasts.forget(tx, now, now - self._keep)
            while place is not None and not self._poller.is_closed:
                async with self._store.writing() as tx:
                    place = await retention.forget(tx, place, now - self._keep)
                await asyncio.sleep(_BETWEEN_PAGES)

    async def digest(self) -> None:
        """Queue the digests whose hour has come."""
        with _bearing("no digest can be queued"):
            await queue_digests(self._store, datetime.now(UTC))

    async def broadcast(self) -> None:
        """Queue what operators have let go."""
        with _bearing("a broadcast is queued later"):
            await queue_broadcasts(self._store, datetime.now(UTC))

    async def lapse(self) -> None:
        """Look for plans that nobody has confirmed in time."""
        with _bearing("plans cannot be looked through"):
            await lapse(self._store, datetime.now(UTC))

    async def watch(self) -> None:
        """See how the feeds do, and let operators know."""
        with _bearing("feeds cannot be looked through"):
            await watching.look(self._store, self._poller.polled, self._operators, datetime.now(UTC))


@contextmanager
def _bearing(what: str) -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        _log.error("%s: %s", what, error)
