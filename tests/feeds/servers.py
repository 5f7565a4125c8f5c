"""Servers that misbehave in every way that a server can, by name; each knows what it may be called."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

CERTIFICATES = Path(__file__).parent / "certificates"
FINE = "fine"  # the class of an answer that could be used after all

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter
Handler = Callable[[Reader, Writer], Awaitable[None]]

_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_FEED = b'<rss version="2.0"><channel><title>Agency</title></channel></rss>'
_WHOLE = _OK + b"Content-Length: %d\r\n\r\n%s" % (len(_FEED), _FEED)
_LONG = _OK + b"Content-Length: %d\r\n\r\n%s" % (7 * 2**20, b"<rss>".ljust(7 * 2**20))


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a server does, and the kinds of failure by which that may be told."""

    handler: Handler
    kinds: frozenset[str]
    certificate: str | None = None
    early: bool = False  # it acts before it has read the request


BEHAVIOURS: dict[str, Behaviour] = {}


def _does(*kinds: str, certificate: str | None = None, early: bool = False) -> Callable[[Handler], Handler]:
    def keep(handler: Handler) -> Handler:
        name = handler.__name__.strip("_")
        BEHAVIOURS[name] = Behaviour(handler, frozenset(kinds), certificate, early)
        return handler

    return keep


def _says(name: str, answer: bytes, *kinds: str) -> None:
    """Add a server that sends this and ends the connection."""

    async def say(_: Reader, writer: Writer) -> None:
        await _send(writer, answer)

    BEHAVIOURS[name] = Behaviour(say, frozenset(kinds))


async def _send(writer: Writer, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


async def _repeat(writer: Writer, data: bytes, pause: float = 0.0) -> None:
    """Send the same until the other side has enough."""
    while not writer.is_closing():
        await _send(writer, data)
        await asyncio.sleep(pause)


async def _hang(writer: Writer) -> None:
    while not writer.is_closing():  # noqa: ASYNC110 - a transport has no event for its end
        await asyncio.sleep(0.05)


def _reset(writer: Writer) -> None:
    """End the connection with RST in place of FIN."""
    there = writer.get_extra_info("socket")
    there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


# Silence and slowness.


@_does("timeout", early=True)
async def hangs_at_once(_: Reader, writer: Writer) -> None:
    await _hang(writer)


@_does("timeout")
async def hangs_before_the_status(_: Reader, writer: Writer) -> None:
    await _hang(writer)


@_does("timeout")
async def hangs_after_the_status(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK)
    await _hang(writer)


@_does("timeout")
async def hangs_after_the_headers(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"Content-Length: 1000\r\n\r\n")
    await _hang(writer)


@_does("timeout")
async def hangs_in_the_body(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"Content-Length: 1000\r\n\r\n<rss>")
    await _hang(writer)


@_does("timeout")
async def drips_the_head(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"X-Slow: ")
    await _repeat(writer, b"a", 0.1)


@_does("timeout")
async def drips_the_body(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"Content-Length: 100000\r\n\r\n")
    await _repeat(writer, b"a", 0.1)


@_does("timeout")
async def drips_chunks(_: Reader, writer: Writer) -> None:
    await _send(writer, _CHUNKED)
    await _repeat(writer, b"1\r\na\r\n", 0.1)


@_does("timeout")
async def drips_gzip(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10])
    await _repeat(writer, b"\x00\x01\x00\xfe\xffa", 0.1)


# Floods.


@_does("too_large")
async def endless_chunks(_: Reader, writer: Writer) -> None:
    await _send(writer, _CHUNKED)
    await _repeat(writer, b"10000\r\n" + b"a" * 65536 + b"\r\n")


@_does("too_large")
async def endless_body(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"\r\n")
    await _repeat(writer, b"a" * 65536)


@_does("bad_response")
async def endless_headers(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK)
    await _repeat(writer, b"X-More: " + b"a" * 100 + b"\r\n")


@_does("bad_response")
async def endless_header(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"X-Long: ")
    await _repeat(writer, b"a" * 65536)


@_does("bad_response")
async def endless_status(_: Reader, writer: Writer) -> None:
    await _send(writer, b"HTTP/1.1 200 ")
    await _repeat(writer, b"a" * 65536)


@_does("bad_response")
async def endless_cookies(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK)
    await _repeat(writer, b"Set-Cookie: a=" + b"b" * 4000 + b"\r\n")


@_does("too_large")
async def endless_chunk_extension(_: Reader, writer: Writer) -> None:
    await _send(writer, _CHUNKED + b"5;")
    await _repeat(writer, b"a" * 65536)


@_does("bad_response", "truncated", "timeout")
async def endless_trailers(_: Reader, writer: Writer) -> None:
    await _send(writer, _CHUNKED + b"5\r\n<rss>\r\n0\r\n")
    await _repeat(writer, b"X-More: " + b"a" * 100 + b"\r\n")


@_does("too_large")
async def endless_early_hints(_: Reader, writer: Writer) -> None:
    await _repeat(writer, b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 500)


@_does("too_large")
async def endless_continues(_: Reader, writer: Writer) -> None:
    await _repeat(writer, b"HTTP/1.1 100 Continue\r\n\r\n" * 500)


# Bombs and lies about packing.


@lru_cache
def _bomb(kind: str) -> bytes:
    """Pack 100 MB of zeros once into half a megabyte."""
    packer = zlib.compressobj(1, zlib.DEFLATED, {"gzip": 31, "deflate": 15, "raw": -15}[kind])
    parts = [packer.compress(bytes(2**20)) for _ in range(100)]
    return b"".join(parts) + packer.flush()


def _packed(name: str, encoding: str, make: Callable[[], bytes], *kinds: str) -> None:
    async def say(_: Reader, writer: Writer) -> None:
        body = make()
        head = b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (encoding.encode(), len(body))
        await _send(writer, _OK + head + body)

    BEHAVIOURS[name] = Behaviour(say, frozenset(kinds))


_packed("gzip_bomb", "gzip", lambda: _bomb("gzip"), "too_large")
_packed("deflate_bomb", "deflate", lambda: _bomb("deflate"), "too_large")
_packed("raw_deflate_bomb", "deflate", lambda: _bomb("raw"), "too_large")
_packed("double_gzip_bomb", "gzip, gzip", lambda: gzip.compress(_bomb("gzip")), "bad_encoding")
_packed("gzip_bomb_told_once", "gzip", lambda: gzip.compress(_bomb("gzip")), FINE)
_packed("brotli", "br", lambda: b"\xcf\xff\xff\x7f\xf8" * 200, "bad_encoding")
_packed("zstd", "zstd", lambda: b"\x28\xb5\x2f\xfd" * 200, "bad_encoding")
_packed("unknown_packing", "x-snappy", lambda: b"abc", "bad_encoding")
_packed("gzip_that_is_none", "gzip", lambda: _FEED, FINE)
_packed("gzip_cut_off", "gzip", lambda: gzip.compress(bytes(range(256)) * 99)[:-50], "truncated")
_packed("gzip_with_a_wrong_sum", "gzip", lambda: gzip.compress(_FEED)[:-8] + bytes(8), "bad_encoding")
_packed("gzip_and_rubbish", "gzip", lambda: gzip.compress(_FEED) + b"rubbish", FINE)
_packed("gzip_not_told", "identity", lambda: gzip.compress(_FEED), FINE)
_packed("deflate_that_is_gzip", "deflate", lambda: gzip.compress(_FEED), FINE)
_packed("packed_nothing", "gzip", bytes, FINE)


@_does("bad_encoding")
async def endless_members(_: Reader, writer: Writer) -> None:
    """Members of nothing: each costs time, and none has a byte that a limit could count."""
    await _send(writer, _OK + b"Content-Encoding: gzip\r\n\r\n")
    await _repeat(writer, gzip.compress(b"") * 3000)


@_does("bad_encoding", "too_large")
async def endless_empty_blocks(_: Reader, writer: Writer) -> None:
    """Stored blocks without content: the stream goes on for ever and unpacks to nothing."""
    await _send(writer, _OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10])
    await _repeat(writer, b"\x00\x00\x00\xff\xff" * 10_000)


# What is no HTTP, or bent.

_says("well_behaved", _WHOLE, FINE)
_says("long_but_fine", _LONG, FINE)
_says("nothing", b"", "connect")
_says("no_http", b"hello, I am no web server\r\n\r\n", "bad_response")
_says("http_09", b"<rss></rss>", "bad_response")
_says("http_2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "bad_response")
_says("icy", b"ICY 200 OK\r\n\r\nabc", "bad_response")
_says("status_of_letters", b"HTTP/1.1 abc OK\r\n\r\n", "bad_response")
_says("status_of_four_digits", b"HTTP/1.1 2000 OK\r\n\r\n", "bad_response")
_says("status_below_zero", b"HTTP/1.1 -20 OK\r\n\r\n", "bad_response")
_says("status_999", b"HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n", "http_999")
_says("switches_protocols", b"HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", "http_101")
_says("unasked_304", b"HTTP/1.1 304 Not Modified\r\n\r\n", "http_304")
_says(
    "unasked_part",
    b"HTTP/1.1 206 P\r\nContent-Range: bytes 0-2/9\r\nContent-Length: 3\r\n\r\nabc",
    "http_206",
)
_says("no_content_but_some", b"HTTP/1.1 204 N\r\nContent-Length: 3\r\n\r\nabc", "http_204", "bad_response")
_says("too_short", _OK + b"Content-Length: 100\r\n\r\nabc", "truncated")
_says("too_long", _OK + b"Content-Length: 3\r\n\r\n" + b"abc" * 1000, "bad_response")
_says("two_lengths", _OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", "bad_response")
_says("length_below_zero", _OK + b"Content-Length: -3\r\n\r\nabc", "bad_response")
_says("length_of_letters", _OK + b"Content-Length: abc\r\n\r\nabc", "bad_response")
_says(
    "length_beyond_measure",
    _OK + b"Content-Length: " + b"9" * 40 + b"\r\n\r\nabc",
    "bad_response",
    "truncated",
)
_says(
    "chunks_and_length",
    _OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "bad_response",
    FINE,
)
_says("chunk_of_letters", _CHUNKED + b"xyz\r\nabc", "bad_response", "truncated")
_says("chunk_beyond_measure", _CHUNKED + b"F" * 16 + b"\r\nabc", "bad_response", "truncated")
_says("chunk_below_zero", _CHUNKED + b"-5\r\nabc\r\n", "bad_response", "truncated")
_says("chunks_cut_off", _CHUNKED + b"5\r\nab", "truncated")
_says("header_without_colon", _OK + b"Nonsense\r\n\r\nabc", "bad_response")
_says("header_with_nul", _OK + b"X-A: a\x00b\r\n\r\nabc", "bad_response", FINE)
_says("headers_in_latin1", _OK + b'ETag: "\xe9\xff"\r\nContent-Type: text/\xff\r\n\r\n' + _FEED, FINE)
_says("an_answer_too_many", _WHOLE + _OK + b"Content-Length: 4\r\n\r\nevil", FINE)

# Redirects.


def _leads(name: str, location: bytes, *kinds: str) -> None:
    _says(name, b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n", *kinds)


_leads("redirect_in_place", b"/feed", "redirect_loop")
_leads("redirect_to_file", b"file:///etc/passwd", "bad_scheme")
_leads("redirect_to_ftp", b"ftp://agency.example/feed", "bad_scheme")
_leads("redirect_to_script", b"javascript:alert(1)", "bad_scheme")
_leads("redirect_to_data", b"data:text/xml,<rss/>", "bad_scheme")
_leads("redirect_to_gopher", b"gopher://127.0.0.1:70/_", "bad_scheme")
_leads("redirect_to_metadata", b"http://169.254.169.254/latest/meta-data/", "forbidden_address")
_leads("redirect_to_mapped_metadata", b"http://[::ffff:169.254.169.254]/", "forbidden_address")
_leads("redirect_with_a_password", b"http://a:b@169.254.169.254/", "forbidden_address")
_leads("redirect_to_nowhere", b"http:///", "redirect_loop")
_leads("redirect_to_no_address", b"http://[::", "bad_url")
_leads("redirect_with_bytes", b"/\xff\xfe\x80", "redirect_loop", "bad_url")
_leads("redirect_with_controls", b"/a\x01b\tc", "redirect_loop", "bad_url", "bad_response")
_leads("redirect_of_30_kb", b"/" + b"a" * 30_000, "redirect_loop")
_leads("redirect_of_1_mb", b"/" + b"a" * 2**20, "bad_response")
_leads("redirect_without_a_place", b"", "http_302")


@_does("redirect_loop")
async def redirect_chain(_: Reader, writer: Writer) -> None:
    """A new address every time."""
    where = b"/%d" % (asyncio.get_running_loop().time() * 1e6)
    await _send(writer, b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % where)


# Connections that break.


@_does("connect", early=True)
async def resets_at_once(_: Reader, writer: Writer) -> None:
    _reset(writer)


@_does("connect")
async def resets_after_the_request(_: Reader, writer: Writer) -> None:
    _reset(writer)


@_does("connect", "bad_response")
async def resets_after_the_status(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK)
    await asyncio.sleep(0.05)
    _reset(writer)


@_does("truncated", "connect")
async def resets_in_the_body(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"Content-Length: 1000\r\n\r\n<rss>")
    await asyncio.sleep(0.05)
    _reset(writer)


@_does("connect", "bad_response")
async def ends_in_the_headers(_: Reader, writer: Writer) -> None:
    await _send(writer, _OK + b"X-A: b")


# TLS.


async def _fine(_: Reader, writer: Writer) -> None:
    await _send(writer, _WHOLE)


async def _long(_: Reader, writer: Writer) -> None:
    await _send(writer, _LONG)


BEHAVIOURS["tls_trusted"] = Behaviour(_fine, frozenset({FINE}), "good")
BEHAVIOURS["tls_long_but_fine"] = Behaviour(_long, frozenset({FINE}), "good")
for _name in ("self_signed", "expired", "wrong_name"):
    BEHAVIOURS[f"tls_{_name}"] = Behaviour(_fine, frozenset({"tls"}), _name)


@_does("tls", certificate="plain", early=True)
async def tls_that_is_plain(_: Reader, writer: Writer) -> None:
    await _send(writer, _WHOLE)


@_does("connect", "tls", certificate="plain", early=True)
async def tls_reset_in_the_handshake(reader: Reader, writer: Writer) -> None:
    await reader.read(1)
    _reset(writer)


@_does("connect", "tls", certificate="plain", early=True)
async def tls_ended_in_the_handshake(reader: Reader, writer: Writer) -> None:
    await reader.read(1)


@_does("timeout", certificate="plain", early=True)
async def tls_hangs_in_the_handshake(_: Reader, writer: Writer) -> None:
    await _hang(writer)


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
