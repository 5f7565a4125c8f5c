"""Servers that are silent or slow."""

from __future__ import annotations

import gzip

from tests.feeds.servers.means import CHUNKED, OK, Reader, Writer, does, hang, repeat, send


@does("timeout", early=True)
async def hangs_at_once(_: Reader, writer: Writer) -> None:
    await hang(writer)


@does("timeout")
async def hangs_before_the_status(_: Reader, writer: Writer) -> None:
    await hang(writer)


@does("timeout")
async def hangs_after_the_status(_: Reader, writer: Writer) -> None:
    await send(writer, OK)
    await hang(writer)


@does("timeout")
async def hangs_after_the_headers(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"Content-Length: 1000\r\n\r\n")
    await hang(writer)


@does("timeout")
async def hangs_in_the_body(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"Content-Length: 1000\r\n\r\n<rss>")
    await hang(writer)


@does("timeout")
async def drips_the_head(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"X-Slow: ")
    await repeat(writer, b"a", 0.1)


@does("timeout")
async def drips_the_body(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"Content-Length: 100000\r\n\r\n")
    await repeat(writer, b"a", 0.1)


@does("timeout")
async def drips_chunks(_: Reader, writer: Writer) -> None:
    await send(writer, CHUNKED)
    await repeat(writer, b"1\r\na\r\n", 0.1)


@does("timeout")
async def drips_gzip(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10])
    await repeat(writer, b"\x00\x01\x00\xfe\xffa", 0.1)
