"""Servers that send without end."""

from __future__ import annotations

from tests.feeds.servers.means import CHUNKED, OK, repeats

_MUCH = b"a" * 65536
_HEADER = b"X-More: " + b"a" * 100 + b"\r\n"

repeats("endless_chunks", CHUNKED, b"10000\r\n" + _MUCH + b"\r\n", "too_large")
repeats("endless_body", OK + b"\r\n", _MUCH, "too_large")
repeats("endless_headers", OK, _HEADER, "bad_response")
repeats("endless_header", OK + b"X-Long: ", _MUCH, "bad_response")
repeats("endless_status", b"HTTP/1.1 200 ", _MUCH, "bad_response")
repeats("endless_cookies", OK, b"Set-Cookie: a=" + b"b" * 4000 + b"\r\n", "bad_response")
repeats("endless_chunk_extension", CHUNKED + b"5;", _MUCH, "too_large")
repeats("endless_trailers", CHUNKED + b"5\r\n<rss>\r\n0\r\n", _HEADER, "bad_response", "truncated", "timeout")
repeats(
    "endless_early_hints",
    b"",
    b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 500,
    "too_large",
    "timeout",
)
repeats("endless_continues", b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500, "too_large", "timeout")
