"""Servers that break connections, also those in TLS."""

from __future__ import annotations

import asyncio

from tests.feeds.servers.means import (
    BEHAVIOURS,
    FINE,
    LONG,
    OK,
    WHOLE,
    Behaviour,
    Reader,
    Writer,
    does,
    hang,
    reset,
    send,
)


@does("connect", early=True)
async def resets_at_once(_: Reader, writer: Writer) -> None:
    reset(writer)


@does("connect")
async def resets_after_the_request(_: Reader, writer: Writer) -> None:
    reset(writer)


@does("connect", "bad_response")
async def resets_after_the_status(_: Reader, writer: Writer) -> None:
    await send(writer, OK)
    await asyncio.sleep(0.05)
    reset(writer)


@does("truncated", "connect")
async def resets_in_the_body(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"Content-Length: 1000\r\n\r\n<rss>")
    await asyncio.sleep(0.05)
    reset(writer)


@does("connect", "bad_response")
async def ends_in_the_headers(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"X-A: b")


# TLS.


async def _fine(_: Reader, writer: Writer) -> None:
    await send(writer, WHOLE)


async def _long(_: Reader, writer: Writer) -> None:
    await send(writer, LONG)


BEHAVIOURS["tls_trusted"] = Behaviour(_fine, frozenset({FINE}), "good")
BEHAVIOURS["tls_long_but_fine"] = Behaviour(_long, frozenset({FINE}), "good")
for _name in ("self_signed", "expired", "wrong_name"):
    BEHAVIOURS[f"tls_{_name}"] = Behaviour(_fine, frozenset({"tls"}), _name)


@does("tls", certificate="plain", early=True)
async def tls_that_is_plain(_: Reader, writer: Writer) -> None:
    await send(writer, WHOLE)


@does("connect", "tls", certificate="plain", early=True)
async def tls_reset_in_the_handshake(reader: Reader, writer: Writer) -> None:
    await reader.read(1)
    reset(writer)


@does("connect", "tls", certificate="plain", early=True)
async def tls_ended_in_the_handshake(reader: Reader, writer: Writer) -> None:
    await reader.read(1)


@does("timeout", certificate="plain", early=True)
async def tls_hangs_in_the_handshake(_: Reader, writer: Writer) -> None:
    await hang(writer)
