"""Servers that send without end."""

from __future__ import annotations

from tests.feeds.servers.means import CHUNKED, OK, Reader, Writer, does, repeat, send


@does("too_large")
async def endless_chunks(_: Reader, writer: Writer) -> None:
    await send(writer, CHUNKED)
    await repeat(writer, b"10000\r\n" + b"a" * 65536 + b"\r\n")


@does("too_large")
async def endless_body(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"\r\n")
    await repeat(writer, b"a" * 65536)


@does("bad_response")
async def endless_headers(_: Reader, writer: Writer) -> None:
    await send(writer, OK)
    await repeat(writer, b"X-More: " + b"a" * 100 + b"\r\n")


@does("bad_response")
async def endless_header(_: Reader, writer: Writer) -> None:
    await send(writer, OK + b"X-Long: ")
    await repeat(writer, b"a" * 65536)


@does("bad_response")
async def endless_status(_: Reader, writer: Writer) -> None:
    await send(writer, b"HTTP/1.1 200 ")
    await repeat(writer, b"a" * 65536)


@does("bad_response")
async def endless_cookies(_: Reader, writer: Writer) -> None:
    await send(writer, OK)
    await repeat(writer, b"Set-Cookie: a=" + b"b" * 4000 + b"\r\n")


@does("too_large")
async def endless_chunk_extension(_: Reader, writer: Writer) -> None:
    await send(writer, CHUNKED + b"5;")
    await repeat(writer, b"a" * 65536)


@does("bad_response", "truncated", "timeout")
async def endless_trailers(_: Reader, writer: Writer) -> None:
    await send(writer, CHUNKED + b"5\r\n<rss>\r\n0\r\n")
    await repeat(writer, b"X-More: " + b"a" * 100 + b"\r\n")


@does("too_large", "timeout")
async def endless_early_hints(_: Reader, writer: Writer) -> None:
    await repeat(writer, b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 500)


@does("too_large", "timeout")
async def endless_continues(_: Reader, writer: Writer) -> None:
    await repeat(writer, b"HTTP/1.1 100 Continue\r\n\r\n" * 500)
