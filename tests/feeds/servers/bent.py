"""Servers whose answer is no HTTP or a bent one, and those that redirect."""

from __future__ import annotations

import asyncio

from tests.feeds.servers.means import CHUNKED, FEED, FINE, LONG, OK, WHOLE, Reader, Writer, does, says, send

says("well_behaved", WHOLE, FINE)
says("long_but_fine", LONG, FINE)
says("nothing", b"", "connect")
says("no_http", b"hello, I am no web server\r\n\r\n", "bad_response")
says("http_09", b"<rss></rss>", "bad_response")
says("http_2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "bad_response")
says("icy", b"ICY 200 OK\r\n\r\nabc", "bad_response")
says("status_of_letters", b"HTTP/1.1 abc OK\r\n\r\n", "bad_response")
says("status_of_four_digits", b"HTTP/1.1 2000 OK\r\n\r\n", "bad_response")
says("status_below_zero", b"HTTP/1.1 -20 OK\r\n\r\n", "bad_response")
says("status_999", b"HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n", "http_999")
says("switches_protocols", b"HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", "http_101")
says("unasked_304", b"HTTP/1.1 304 Not Modified\r\n\r\n", "http_304")
says(
    "unasked_part",
    b"HTTP/1.1 206 P\r\nContent-Range: bytes 0-2/9\r\nContent-Length: 3\r\n\r\nabc",
    "http_206",
)
says("no_content_but_some", b"HTTP/1.1 204 N\r\nContent-Length: 3\r\n\r\nabc", "http_204", "bad_response")
says("too_short", OK + b"Content-Length: 100\r\n\r\nabc", "truncated")
says("too_long", OK + b"Content-Length: 3\r\n\r\n" + b"abc" * 1000, "bad_response")
says("two_lengths", OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", "bad_response")
says("length_below_zero", OK + b"Content-Length: -3\r\n\r\nabc", "bad_response")
says("length_of_letters", OK + b"Content-Length: abc\r\n\r\nabc", "bad_response")
says(
    "length_beyond_measure",
    OK + b"Content-Length: " + b"9" * 40 + b"\r\n\r\nabc",
    "bad_response",
    "truncated",
)
says(
    "chunks_and_length",
    OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "bad_response",
    FINE,
)
says("chunk_of_letters", CHUNKED + b"xyz\r\nabc", "bad_response", "truncated")
says("chunk_beyond_measure", CHUNKED + b"F" * 16 + b"\r\nabc", "bad_response", "truncated")
says("chunk_below_zero", CHUNKED + b"-5\r\nabc\r\n", "bad_response", "truncated")
says("chunks_cut_off", CHUNKED + b"5\r\nab", "truncated")
says("header_without_colon", OK + b"Nonsense\r\n\r\nabc", "bad_response")
says("header_with_nul", OK + b"X-A: a\x00b\r\n\r\nabc", "bad_response", FINE)
says("headers_in_latin1", OK + b'ETag: "\xe9\xff"\r\nContent-Type: text/\xff\r\n\r\n' + FEED, FINE)
says("an_answer_too_many", WHOLE + OK + b"Content-Length: 4\r\n\r\nevil", FINE)

# Redirects.


def _leads(name: str, location: bytes, *kinds: str) -> None:
    says(name, b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n", *kinds)


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


@does("redirect_loop")
async def redirect_chain(_: Reader, writer: Writer) -> None:
    """A new address every time."""
    where = b"/%d" % (asyncio.get_running_loop().time() * 1e6)
    await send(writer, b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % where)
