"""By what servers misbehave: a register of behaviours, and the ways to add one."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

CERTIFICATES = Path(__file__).parents[1] / "certificates"
FINE = "fine"  # the class of an answer that could be used after all

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter
Handler = Callable[[Reader, Writer], Awaitable[None]]

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
FEED = b'<rss version="2.0"><channel><title>Agency</title></channel></rss>'
WHOLE = OK + b"Content-Length: %d\r\n\r\n%s" % (len(FEED), FEED)
LONG = OK + b"Content-Length: %d\r\n\r\n%s" % (7 * 2**20, b"<rss>".ljust(7 * 2**20))


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a server does, and the kinds of failure by which that may be told."""

    handler: Handler
    kinds: frozenset[str]
    certificate: str | None = None
    early: bool = False  # it acts before it has read the request


BEHAVIOURS: dict[str, Behaviour] = {}


def does(*kinds: str, certificate: str | None = None, early: bool = False) -> Callable[[Handler], Handler]:
    """Add a server under its handler's name, and the kinds of failure that it may be told by."""

    def keep(handler: Handler) -> Handler:
        name = handler.__name__.strip("_")
        BEHAVIOURS[name] = Behaviour(handler, frozenset(kinds), certificate, early)
        return handler

    return keep


def says(name: str, answer: bytes, *kinds: str) -> None:
    """Add a server that sends this and ends the connection."""

    async def say(_: Reader, writer: Writer) -> None:
        await send(writer, answer)

    BEHAVIOURS[name] = Behaviour(say, frozenset(kinds))


def repeats(name: str, beginning: bytes, piece: bytes, *kinds: str) -> None:
    """Add a server that sends this, and then the same piece until the other side has enough."""

    async def go_on(_: Reader, writer: Writer) -> None:
        await send(writer, beginning)
        await repeat(writer, piece)

    BEHAVIOURS[name] = Behaviour(go_on, frozenset(kinds))


async def send(writer: Writer, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


async def repeat(writer: Writer, data: bytes, pause: float = 0.0) -> None:
    """Send the same until the other side has enough."""
    while not writer.is_closing():
        await send(writer, data)
        await asyncio.sleep(pause)


async def hang(writer: Writer) -> None:
    while not writer.is_closing():  # noqa: ASYNC110 - a transport has no event for its end
        await asyncio.sleep(0.05)


def reset(writer: Writer) -> None:
    """End the connection with RST in place of FIN."""
    there = writer.get_extra_info("socket")
    there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
