"""Servers that misbehave in every way that a server can, by name; each knows what it may be called."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.feeds.servers import bent, broken, endless, packing, slow
from tests.feeds.servers.means import BEHAVIOURS, CERTIFICATES, FINE, Reader, Writer

__all__ = ["BEHAVIOURS", "CERTIFICATES", "FINE", "bent", "broken", "endless", "packing", "serving", "slow"]


@asynccontextmanager
async def serving(name: str) -> AsyncIterator[str]:
    """Serve one behaviour on loopback; gives its address."""
    behaviour = BEHAVIOURS[name]

    running: set[asyncio.Task[None] | None] = set()

    async def connection(reader: Reader, writer: Writer) -> None:
        running.add(asyncio.current_task())
        with suppress(OSError, EOFError, ValueError, asyncio.CancelledError):
            if not behaviour.early:
                await reader.readuntil(b"\r\n\r\n")
            await behaviour.handler(reader, writer)
        with suppress(OSError):
            writer.close()

    is_tls = behaviour.certificate not in (None, "plain") and not behaviour.early
    server = await asyncio.start_server(
        connection, "127.0.0.1", 0, ssl=_tls(behaviour.certificate) if is_tls else None
    )
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"{'https' if behaviour.certificate else 'http'}://127.0.0.1:{port}/feed"
    finally:
        server.close()
        for task in filter(None, running):
            task.cancel()


def _tls(certificate: str | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    return context
