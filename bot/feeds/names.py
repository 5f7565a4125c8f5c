"""Looks names up in threads of its own, so that a nameserver that is silent holds up nothing else."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from aiohttp.abc import AbstractResolver, ResolveResult

_AT_ONCE: Final = 64  # lookups; one whose nameserver is dead lasts half a minute

Lookup = Callable[..., list[tuple[Any, ...]]]  # as socket.getaddrinfo


class Names(AbstractResolver):
    """Asks the system. Its threads die with the process, whose end must not wait for a nameserver."""

    def __init__(self, lookup: Lookup = socket.getaddrinfo) -> None:
        self._lookup = lookup
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Give the addresses of a name; OSError where there are none."""
        async with self._places:
            found = await self._in_thread(host, port, family)
        return [
            ResolveResult(hostname=host, host=where[0], port=port, family=kind, proto=protocol, flags=0)
            for kind, _, protocol, _, where in found
        ]

    async def close(self) -> None:
        """Nothing is held."""

    async def _in_thread(self, *asked: Any) -> list[tuple[Any, ...]]:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[tuple[Any, ...]]] = loop.create_future()
        threading.Thread(target=self._look, args=(loop, answer, asked), daemon=True).start()
        return await answer

    def _look(
        self,
        loop: asyncio.AbstractEventLoop,
        answer: asyncio.Future[list[tuple[Any, ...]]],
        asked: tuple[Any, ...],
    ) -> None:
        """Look up in a thread, and tell the loop if it still wants to know."""
        found: list[tuple[Any, ...]] = []
        failed: Exception | None = None
        try:
            found = self._lookup(*asked, socket.SOCK_STREAM, 0, socket.AI_ADDRCONFIG)
        except (OSError, UnicodeError) as error:
            failed = error

        def tell() -> None:
            if answer.cancelled():
                return
            if failed is None:
                answer.set_result(found)
            else:
                answer.set_exception(failed)

        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(tell)
