"""Fetching is bounded in time, size, redirects and reach, and every failure has a name and advice."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.errors import FeedError
from bot.feeds.fetch import Fetcher
from bot.feeds.headers import default_user_agent
from bot.feeds.results import Fetched, NotModified
from tests.feeds.conftest import Raw, Site, raw_server

OK = b"HTTP/1.1 200 OK\r\n"
PACKED = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"


async def failure(fetcher: Fetcher, url: str) -> FeedError:
    with pytest.raises(FeedError) as caught:
        await fetcher.get(url)
    assert len(str(caught.value)) > 20
    assert "\n" not in str(caught.value)
    return caught.value


async def fetched(fetcher: Fetcher, url: str) -> Fetched:
    answer = await fetcher.get(url)
    assert isinstance(answer, Fetched)
    return answer


async def never_ending(writer: asyncio.StreamWriter) -> None:
    writer.write(OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        await writer.drain()


async def dripping(writer: asyncio.StreamWriter) -> None:
    writer.write(OK + b"Content-Length: 1000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.05)


async def silent(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3)


async def headers_without_end(writer: asyncio.StreamWriter) -> None:
    writer.write(OK)
    while True:
        writer.write(b"X-More: " + b"a" * 100 + b"\r\n")
        await writer.drain()


@pytest.mark.parametrize(
    ("behave", "kind"),
    [
        (never_ending, "too_large"),
        (dripping, "timeout"),
        (silent, "timeout"),
        (headers_without_end, "bad_response"),
        (b"", "connect"),
        (b"hello, I am no web server\r\n\r\n", "bad_response"),
        (OK + b"Content-Length: 100\r\n\r\nabc", "truncated"),
        (PACKED % (5, b"abcde"), "bad_encoding"),
        (PACKED % (20, gzip.compress(bytes(range(256)), mtime=0)[:20]), "truncated"),
        (PACKED % (200_000, gzip.compress(bytes(200_000_000), 9, mtime=0)), "too_large"),
        (OK + b"Content-Encoding: br\r\nContent-Length: 3\r\n\r\nabc", "bad_encoding"),
        (OK + b"Content-Encoding: gzip, gzip\r\nContent-Length: 3\r\n\r\nabc", "bad_encoding"),
        (b"HTTP/1.1 302 F\r\nLocation: file:///etc/passwd\r\n\r\n", "bad_scheme"),
        (b"HTTP/1.1 302 F\r\nLocation: javascript:alert(1)\r\n\r\n", "bad_scheme"),
        (b"HTTP/1.1 302 F\r\nLocation: http://[::\r\n\r\n", "bad_url"),
        (b"HTTP/1.1 302 F\r\nLocation: http://169.254.169.254/\r\n\r\n", "forbidden_address"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "http_304"),
    ],
)
async def test_hostile_servers_get_a_name(fetcher: Fetcher, behave: Raw | bytes, kind: str) -> None:
    """Whatever a server does, it is over within the limit and has a stable kind."""
    began = time.monotonic()
    async with raw_server(behave) as url:
        assert (await failure(fetcher, url)).kind == kind
    assert time.monotonic() - began < 2.0


@pytest.mark.parametrize(
    "url", ["ftp://x/", "nothing", "file:///etc/passwd", "http://", "http://x:99999/", "http://a..b/"]
)
async def test_only_web_addresses_are_opened(fetcher: Fetcher, url: str) -> None:
    """What is no address of the web is refused before anything is connected."""
    assert (await failure(fetcher, url)).kind in ("bad_scheme", "bad_url")


@pytest.mark.parametrize(
    "name", ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "①②⑦.⓪.⓪.①"]
)
async def test_private_addresses_are_never_reached(site: Site, name: str) -> None:
    """Spelt in any way, a private address is refused where it would be connected."""
    port = int(site.base.rpartition(":")[2])
    async with Fetcher(ports=(port,)) as guarded:
        assert (await failure(guarded, f"http://{name}:{port}/")).kind == "forbidden_address"
    assert site.asked == []


@pytest.mark.parametrize(
    ("url", "is_advised"), [("http://10.0.0.1/feed", True), ("http://169.254.169.254/feed", False)]
)
async def test_only_private_addresses_are_said_to_be_opened_by_a_setting(url: str, is_advised: bool) -> None:
    """Nobody is advised to let feeds reach the cloud's metadata, which no setting does."""
    async with Fetcher() as guarded:
        told = str(await failure(guarded, url))
    assert ("allow_private_addresses" in told) == is_advised


async def test_ports_are_limited(site: Site) -> None:
    """A port that is not open to feeds is refused by name."""
    async with Fetcher() as guarded:
        assert (await failure(guarded, site.base)).kind == "bad_port"


async def test_a_redirect_loop_ends(fetcher: Fetcher, site: Site) -> None:
    """Redirects in a circle end after the circle is closed."""
    site.serve("/a", status=302, Location="/b")
    site.serve("/b", status=302, Location="/a")
    assert (await failure(fetcher, site.url("/a"))).kind == "redirect_loop"
    assert len(site.asked) == 2


async def test_redirects_are_counted(fetcher: Fetcher, site: Site) -> None:
    """More than five redirects are too many, five are not."""
    for number in range(6):
        site.serve(f"/{number}", status=302, Location=f"/{number + 1}")
    site.serve("/6", "done")
    assert (await failure(fetcher, site.url("/0"))).kind == "redirect_loop"
    assert (await fetched(fetcher, site.url("/1"))).body == b"done"


async def test_a_move_for_good_is_told(fetcher: Fetcher, site: Site) -> None:
    """A 301 names the new address, a 302 does not, nor does a 301 behind it."""
    site.serve("/old", status=301, Location="/new")
    site.serve("/new", "here")
    site.serve("/detour", status=302, Location="/old")
    moved = await fetched(fetcher, site.url("/old"))
    assert (moved.moved_to, moved.url) == (site.url("/new"), site.url("/new"))
    assert (await fetched(fetcher, site.url("/detour"))).moved_to is None


async def test_statuses_carry_advice_and_patience(fetcher: Fetcher, site: Site) -> None:
    """A refusal's kind is its status, and Retry-After is kept in seconds, for at most a day."""
    site.serve("/gone", status=410)
    site.serve("/busy", status=429, Retry_After="120")
    site.serve("/down", status=503, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT")
    gone, busy, down = [await failure(fetcher, site.url(path)) for path in ("/gone", "/busy", "/down")]
    assert (gone.kind, gone.retry_after) == ("http_410", None)
    assert "remove" in str(gone)
    assert (busy.kind, busy.retry_after) == ("http_429", 120.0)
    assert (down.kind, down.retry_after) == ("http_503", 86_400.0)


async def test_conditional_get(fetcher: Fetcher, site: Site) -> None:
    """Validators are sent back, and a 304 is an answer of its own."""
    url = site.serve(
        "/feed", "body", ETag='"1"', Last_Modified="Mon, 26 Jan 2026 10:00:00 GMT", Cache_Control="max-age=60"
    )
    first = await fetched(fetcher, url)
    assert (first.etag, first.fresh_for) == ('"1"', 60.0)
    second = await fetcher.get(url, etag=first.etag, last_modified=first.last_modified)
    assert isinstance(second, NotModified)
    assert site.asked[-1].headers["If-Modified-Since"] == first.last_modified


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("gzip", lambda data: gzip.compress(data[:1000]) + gzip.compress(data[1000:])),
    ],
)
async def test_packed_bodies_arrive_whole(fetcher: Fetcher, encoding: str, pack: object) -> None:
    """Gzip, gzip in members, deflate and raw deflate are unpacked."""
    data = bytes(range(256)) * 400
    packed = pack(data)  # type: ignore[operator]  # one of the functions above
    head = OK + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (encoding.encode(), len(packed))
    async with raw_server(head + packed) as url:
        assert (await fetched(fetcher, url)).body == data


async def test_no_cookie_is_carried_and_the_asker_is_named(fetcher: Fetcher, site: Site) -> None:
    """Cookies are dropped, only bounded encodings are offered, and the user agent says who asks."""
    url = site.serve("/", "body", Set_Cookie="id=1")
    await fetched(fetcher, url)
    await fetcher.get(url, user_agent="Mozilla/5.0 Visitwire")
    first, second = site.asked
    assert "Cookie" not in second.headers
    assert first.headers["Accept-Encoding"] == "gzip, deflate"
    assert first.headers["User-Agent"] == default_user_agent()
    assert second.headers["User-Agent"] == "Mozilla/5.0 Visitwire"
    assert "mail@desk.example" in default_user_agent("mail@desk.example")


async def test_passwords_stay_with_the_first_address(fetcher: Fetcher, site: Site) -> None:
    """A password in an address is used there, never sent on, and never printed."""
    site.serve("/", status=302, Location="http://other:secret@" + site.base.removeprefix("http://") + "/next")
    url = site.url("/").replace("http://", "http://me:pass@")
    error = await failure(fetcher, url)
    first, second = site.asked
    assert "Authorization" in first.headers
    assert "Authorization" not in second.headers
    assert "pass" not in str(error)


async def test_fifty_megabytes_are_not_taken_in(fetcher: Fetcher, site: Site) -> None:
    """A body past the limit is dropped where it passes it."""
    sent = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(50):
            await response.write(bytes(2**20))
            sent += 1
        return response

    app = web.Application()
    app.router.add_get("/", answer)
    async with TestServer(app) as server:
        assert (await failure(fetcher, str(server.make_url("/")))).kind == "too_large"
    assert sent < 20
