"""Who leads: of all processes on one store the one that talks to Telegram and sends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Executable, Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StorageError
from bot.storage import opening, server

_log = logging.getLogger(__name__)

_TRY = 2.0  # seconds between two tries to become leader, and between two proofs of being alive
# Milliseconds after which the server ends the session, and with it the lock, of a leader that proves nothing:
# frozen, or cut off without a word. With the next try of another process it stays far below 15 s.
PATIENCE = "8000"
_ANSWER = 5.0  # seconds


class Leadership:
    """The lock of one process; without an engine the store is a file, which one process has for itself."""

    def __init__(self, engine: AsyncEngine | None) -> None:
        self._engine = engine
        self._session: AsyncConnection | None = None
        self._turn = asyncio.Lock()  # a session does one thing at a time

    async def won(self) -> None:
        """Wait until this process leads."""
        if self._engine is None:
            return
        waits = False
        while not await self._try(self._engine):
            if not waits:
                _log.info("another process leads; this one polls feeds and stands by")
            waits = True
            await asyncio.sleep(_TRY)
        _log.info("this process leads")

    async def _try(self, engine: AsyncEngine) -> bool:
        try:
            async with _promptly():
                if self._session is None:
                    self._session = await engine.connect()
                asked = select(func.pg_try_advisory_lock(server.LEADING))
                return bool((await self._session.execute(asked)).scalar_one())
        except StorageError as error:
            _log.warning("%s", error)
            await self.resign()
            return False

    async def lost(self) -> None:
        """Wait until this process leads no more, because its connection to the database is gone."""
        if self._engine is None:
            await asyncio.Event().wait()
        while await self._is_alive():  # noqa: ASYNC110 - asking is what keeps the session
            await asyncio.sleep(_TRY)
        _log.error("the connection to the database is gone: this process does not lead any more")
        await self.resign()

    async def _is_alive(self) -> bool:
        try:
            await self.do(select(1))
        except StorageError:
            return False
        return True

    async def do(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """Run a statement that is committed only while this process leads, else StorageError.

        It goes over the session that holds the lock: whoever leads next finds it done, or not at all.
        """
        async with self._turn, _promptly():
            if self._session is None:
                raise StorageError("this process does not lead any more")
            done = await self._session.execute(statement, values)
            return done.all() if done.returns_rows else ()

    async def resign(self) -> None:
        """Let another process lead; doing it again does nothing."""
        session, self._session = self._session, None
        if session is None:
            return
        try:
            async with _promptly():
                await session.invalidate()  # a broken connection could not be closed in good order
                await session.close()
        except StorageError as error:
            _log.debug("%s", error)


@asynccontextmanager
async def _promptly() -> AsyncIterator[None]:
    with opening.explained("the database"):
        async with asyncio.timeout(_ANSWER):
            yield
