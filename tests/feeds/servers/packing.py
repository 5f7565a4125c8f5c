"""Servers that send bombs, and lies about packing."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import lru_cache

from tests.feeds.servers.means import (
    BEHAVIOURS,
    FEED,
    FINE,
    OK,
    Behaviour,
    Reader,
    Writer,
    does,
    repeat,
    send,
)


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
        await send(writer, OK + head + body)

    BEHAVIOURS[name] = Behaviour(say, frozenset(kinds))


_packed("gzip_bomb", "gzip", lambda: _bomb("gzip"), "too_large")
_packed("deflate_bomb", "deflate", lambda: _bomb("deflate"), "too_large")
_packed("raw_deflate_bomb", "deflate", lambda: _bomb("raw"), "too_large")
_packed("double_gzip_bomb", "gzip, gzip", lambda: gzip.compress(_bomb("gzip")), "bad_encoding")
_packed("gzip_bomb_told_once", "gzip", lambda: gzip.compress(_bomb("gzip")), FINE)
_packed("brotli", "br", lambda: b"\xcf\xff\xff\x7f\xf8" * 200, "bad_encoding")
_packed("zstd", "zstd", lambda: b"\x28\xb5\x2f\xfd" * 200, "bad_encoding")
_packed("unknown_packing", "x-snappy", lambda: b"abc", "bad_encoding")
_packed("gzip_that_is_none", "gzip", lambda: FEED, FINE)
_packed("gzip_cut_off", "gzip", lambda: gzip.compress(bytes(range(256)) * 99)[:-50], "truncated")
_packed("gzip_with_a_wrong_sum", "gzip", lambda: gzip.compress(FEED)[:-8] + bytes(8), "bad_encoding")
_packed("gzip_and_rubbish", "gzip", lambda: gzip.compress(FEED) + b"rubbish", FINE)
_packed("gzip_not_told", "identity", lambda: gzip.compress(FEED), FINE)
_packed("deflate_that_is_gzip", "deflate", lambda: gzip.compress(FEED), FINE)
_packed("packed_nothing", "gzip", bytes, FINE)


@does("bad_encoding")
async def endless_members(_: Reader, writer: Writer) -> None:
    """Members of nothing: each costs time, and none has a byte that a limit could count."""
    await send(writer, OK + b"Content-Encoding: gzip\r\n\r\n")
    await repeat(writer, gzip.compress(b"") * 3000)


@does("bad_encoding", "too_large")
async def endless_empty_blocks(_: Reader, writer: Writer) -> None:
    """Stored blocks without content: the stream goes on for ever and unpacks to nothing."""
    await send(writer, OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10])
    await repeat(writer, b"\x00\x00\x00\xff\xff" * 10_000)
