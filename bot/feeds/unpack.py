"""Takes gzip and deflate apart while they arrive, never holding more than the limit."""

from __future__ import annotations

import zlib
from typing import Final

ENCODINGS: Final = ("", "identity", "gzip", "x-gzip", "deflate")
_GZIP_OR_ZLIB: Final = 32 + zlib.MAX_WBITS
_MEMBERS: Final = 1_000  # of one gzip stream; each costs time, even one of nothing
_RAW: Final = -zlib.MAX_WBITS
_GZIP: Final = b"\x1f"  # no text begins with it
_TEXT: Final = b"<{ \t\r\n\xef"  # how feeds and pages begin


class TooBig(Exception):
    """The unpacked body passed its limit."""


class Unpacker:
    """Collects a body; TooBig past `limit` bytes unpacked, zlib.error where it cannot be unpacked.

    Done here because aiohttp lets a gzip stream that stops half-way pass as whole. How it begins stands above
    what was said of it: some servers pack without a word, or promise gzip and send text.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._body = bytearray()
        self._encoding = encoding
        self._zlib: zlib._Decompress | None = None
        self._started = False
        self._arrived = 0  # bytes, packed
        self._members = 1

    def feed(self, chunk: bytes) -> None:
        """Take what has arrived."""
        if chunk and not self._started:
            self._zlib, self._started = _opened(chunk, self._encoding), True
        if self._zlib is None:
            self._add(chunk)
            return
        self._arrived += len(chunk)
        if self._arrived > self._limit:  # an endless stream may unpack to nothing
            raise TooBig
        while chunk and not self._zlib.eof:
            self._add(self._zlib.decompress(chunk, self._limit + 1 - len(self._body)))
            chunk = self._zlib.unconsumed_tail
            if self._zlib.eof and self._zlib.unused_data.startswith(b"\x1f\x8b"):  # one more gzip member
                chunk = self._next_member(self._zlib.unused_data)

    def done(self) -> bytes:
        """Give the whole body; EOFError where the packed stream stopped half-way."""
        if self._zlib is not None and not self._zlib.eof:
            raise EOFError("the packed body stops half-way")
        return bytes(self._body)

    def begun(self) -> bytes:
        """Give what has been unpacked so far, up to the limit."""
        return bytes(self._body[: self._limit])

    def _next_member(self, chunk: bytes) -> bytes:
        self._members += 1
        if self._members > _MEMBERS:
            raise zlib.error(f"it has more than {_MEMBERS} parts")
        self._zlib = zlib.decompressobj(_GZIP_OR_ZLIB)
        return chunk

    def _add(self, part: bytes) -> None:
        self._body += part
        if len(self._body) > self._limit:
            raise TooBig


def _opened(chunk: bytes, encoding: str) -> zlib._Decompress | None:
    """Choose by the first bytes; some servers also send raw deflate where zlib's wrapping belongs."""
    if chunk[:1] == _GZIP:
        return zlib.decompressobj(_GZIP_OR_ZLIB)
    if encoding in ("", "identity") or (encoding.endswith("gzip") and chunk[:1] in _TEXT):
        return None
    wrapped = len(chunk) > 1 and not (chunk[0] * 256 + chunk[1]) % 31 and chunk[0] & 15 == 8
    return zlib.decompressobj(_GZIP_OR_ZLIB if wrapped or len(chunk) == 1 else _RAW)
