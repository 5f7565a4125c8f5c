"""Whatever a server does, it is over in time, has a name, and takes little memory."""

from __future__ import annotations

import asyncio
import gzip
import time

import pytest

from bot.errors import FeedError
from bot.feeds.fetch import Fetcher, Limits
from bot.feeds.results import Fetched
from tests.feeds.conftest import all_names_here
from tests.feeds.meeting import meet
from tests.feeds.servers import BEHAVIOURS, FINE, serving

SHORT = Limits(total=2.0, connect=0.7, robots_total=1.2)
SLACK = 6.0  # seconds: servers that flood keep two cores busy, on which other tests run; `make servers` times
# What needs a process with a trust store of its own is left to `make servers`.
HERE = BEHAVIOURS.keys() - {"tls_trusted", "tls_long_but_fine", "tls_expired", "tls_wrong_name"}


async def test_each_misbehaviour_has_a_name() -> None:
    """Each server that misbehaves is told by a kind that fits it, with advice, in time."""

    at_once = asyncio.Semaphore(12)  # more of them, and on a busy machine an answer waits for the others

    async def one(name: str) -> str | None:
        async with at_once, serving(name) as url, Fetcher(allow_private=True, limits=SHORT) as fetcher:
            began = time.monotonic()
            try:
                await fetcher.get(url)
                kind, told = FINE, ""
            except FeedError as error:
                kind, told = error.kind, str(error)
            took = time.monotonic() - began
        is_told = kind == FINE or (len(told) > 40 and told.isprintable())
        fits = kind in BEHAVIOURS[name].kinds and is_told and took < SHORT.total + SLACK
        return None if fits else f"{name}: {kind} after {took:.1f} s, {told}"

    floods = {name for name in HERE if name.startswith("endless") or name.endswith("bomb")}
    told = [await one(name) for name in sorted(floods)]
    told += await asyncio.gather(*(one(name) for name in sorted(HERE - floods)))
    assert [line for line in told if line] == []


@pytest.mark.parametrize("name", ["gzip_bomb", "endless_headers", "tls_long_but_fine", "tls_expired"])
async def test_memory_stays_small(name: str) -> None:
    """A process that meets a bomb or a flood grows by less than 32 MB; one with a trust store uses it."""
    async with serving(name) as url:
        met = await meet(name, url)
    assert met.fits, met


async def test_an_answer_too_many_belongs_to_nobody() -> None:
    """What a server sends behind its answer is not taken for the next one."""
    async with serving("an_answer_too_many") as url, Fetcher(allow_private=True) as fetcher:
        for _ in range(5):
            answer = await fetcher.get(url)
            assert isinstance(answer, Fetched)
            assert b"evil" not in answer.body


async def test_no_credential_crosses_to_another_address() -> None:
    """The headers of a request hold no cookie, no referer and, behind a redirect, no password."""
    heads: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        heads.append(head)
        writer.write(b"HTTP/1.1 302 F\r\nSet-Cookie: id=1; Path=/\r\nConnection: close\r\n")
        writer.write(b"Content-Length: 0\r\nLocation: http://localhost:%d/\r\n\r\n" % ports[len(heads) % 2])
        writer.close()

    servers = [await asyncio.start_server(answer, "127.0.0.1", 0) for _ in range(2)]
    ports = [server.sockets[0].getsockname()[1] for server in servers]
    async with Fetcher(allow_private=True) as fetcher:
        with pytest.raises(FeedError, match="circle"):
            await fetcher.get(f"http://me:secret@127.0.0.1:{ports[0]}/", obey_robots=False)
    for server in servers:
        server.close()
    assert b"Authorization: Basic" in heads[0]
    assert len(heads) >= 3
    for head in heads[1:]:
        assert not any(word in head.lower() for word in (b"authorization", b"cookie", b"referer"))


async def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment is not used."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    async with serving("well_behaved") as url, Fetcher(allow_private=True) as fetcher:
        assert isinstance(await fetcher.get(url), Fetched)


async def test_connections_kept_open_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """From some number of open connections on none is kept for later."""
    monkeypatch.setattr("bot.feeds.fetch._OPEN", 10)
    ended = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal ended
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        except EOFError:
            ended += 1
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with Fetcher(allow_private=True, lookup=all_names_here) as fetcher:
        for number in range(1, 41):
            await fetcher.get(f"http://agency{number}.example:{port}/", obey_robots=False)
        await asyncio.sleep(0.05)
        assert 28 <= ended <= 30
    server.close()


async def test_members_are_counted() -> None:
    """A body of many gzip members arrives whole, as some servers send it."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b"".join(gzip.compress(b"news %d\n" % number) for number in range(200))
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with Fetcher(allow_private=True) as fetcher:
        answered = await fetcher.get(
            f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", obey_robots=False
        )
    server.close()
    assert isinstance(answered, Fetched)
    assert answered.body.count(b"\n") == 200
