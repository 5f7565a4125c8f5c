"""No spelling, redirect, name or change of mind leads to a private address: a victim counts its visitors."""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.errors import FeedError
from bot.feeds import guard
from bot.feeds.check import check
from bot.feeds.fetch import Fetcher, Limits
from bot.feeds.workers import Workers
from bot.model import Feed

STAND_IN = "127.0.0.2"  # plays the public web
# 53 ways to write this machine.
HERE = (
    "127.0.0.1", "127.1", "127.0.1", "127.0.0.1.", "127.000.000.001", "127.0.0.01", "127.255.255.254",
    "127.127.127.127", "2130706433", "0x7f000001", "0x7F000001", "0x7f.1", "0x7f.0.0.1", "0x7f.0x0.0x0.0x1",
    "0177.0.0.1", "0177.1", "017700000001", "00000177.0.0.1", "127.0x0.1", "①②⑦.⓪.⓪.①", "１２７.０.０.１",
    "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "%31%32%37.0.0.1", "0", "0.0.0.0",
    "0x0", "0.0", "000.000.000.000",
    "localhost", "LOCALHOST", "localhost.", "ｌocalhost", "loc%61lhost", "localhost..",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::0.0.0.1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:0001]",
    "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:0001::1]", "[2001:0:53aa:64c:0:0:80ff:fffe]",
    "[::1%25lo]",
)  # fmt: skip
# 24 other places where nobody outside has any business.
ELSEWHERE = (
    "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16", "192.88.99.1", "192.0.0.8", "[3fff::1]", "192.0.2.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]",
    "[ff02::1]", "[5f00::1]", "[2001:db8::1]",
)  # fmt: skip
TRICKS = (
    "agency.example@127.0.0.1", "agency.example:443@127.0.0.1", "agency.example%40127.0.0.1@127.0.0.1",
    "agency.example#@127.0.0.1", "agency.example\\@127.0.0.1", "127.0.0.1\\@agency.example",
    "agency.example\t@127.0.0.1", "agency.example%00@127.0.0.1", "127.0.0.1%2f@agency.example", "@127.0.0.1",
)  # fmt: skip

# `connect`: the public agency that some tricks lead to does not listen there.
KINDS = frozenset({"forbidden_address", "bad_url", "bad_port", "bad_scheme", "dns", "connect"})


@dataclass(slots=True)
class Stage:
    """A victim on every address of this machine, a public web that redirects, and names that lie."""

    port: int = 0  # the victim's
    public: int = 0
    visitors: int = 0
    leads_to: str = ""
    answers: list[str] = field(default_factory=lambda: [STAND_IN])
    looked_up: int = 0

    def lookup(self, host: str, port: int, *_: Any) -> list[tuple[Any, ...]]:
        """Know the agencies only, and leave what is no name to the system."""
        if not host.endswith(".example"):
            return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        self.looked_up += 1
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in self.answers
        ]

    async def victim(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visitors += 1
        writer.close()

    async def web(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 302 F\r\nContent-Length: 0\r\nConnection: close\r\n")
        writer.write(b"Location: " + self.leads_to.encode() + b"\r\n\r\n")
        writer.close()


@pytest.fixture
async def stage(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    is_public = guard._is_public
    monkeypatch.setattr(guard, "_is_public", lambda address: str(address) == STAND_IN or is_public(address))
    monkeypatch.setattr("bot.feeds.fetch._NAMES_KEPT", 0)
    stage = Stage()
    first = await asyncio.start_server(stage.victim, "127.0.0.1", 0)
    stage.port = first.sockets[0].getsockname()[1]
    hosts = ["127.127.127.127", "127.255.255.254", "::1"]
    others = await asyncio.start_server(stage.victim, hosts, stage.port)
    web = await asyncio.start_server(stage.web, STAND_IN, 0)
    stage.public = web.sockets[0].getsockname()[1]
    yield stage
    for server in (first, others, web):
        server.close()


@pytest.fixture
async def fetcher(stage: Stage) -> AsyncIterator[Fetcher]:
    ports = (stage.port, stage.public)
    limits = Limits(total=3.0, pause=0.0)
    async with Fetcher(ports=ports, limits=limits, lookup=stage.lookup) as fetcher:
        yield fetcher


async def refused(fetcher: Fetcher, url: str, **more: Any) -> str:
    with pytest.raises(FeedError) as caught:
        await fetcher.get(url, **more)
    return caught.value.kind


def test_there_are_enough_of_them() -> None:
    """As many spellings of this machine as others have tried, and more."""
    assert len(set(HERE)) >= 53


@pytest.mark.parametrize("kind", ["feed", "page"])
async def test_no_spelling_reaches_a_private_address(stage: Stage, fetcher: Fetcher, kind: str) -> None:
    """Feeds, pages and their robots.txt are refused before anything is connected."""
    for host in HERE + ELSEWHERE + TRICKS:
        assert await refused(fetcher, f"http://{host}:{stage.port}/feed", kind=kind) in KINDS, host
    assert stage.visitors == 0


async def test_no_redirect_reaches_a_private_address(stage: Stage, fetcher: Fetcher) -> None:
    """A public server may redirect a feed or its robots.txt to any of them, and gets nowhere."""
    for host in HERE + ELSEWHERE + TRICKS:
        stage.leads_to = f"http://{host}:{stage.port}/"
        kind = await refused(fetcher, f"http://agency{abs(hash(host))}.example:{stage.public}/feed")
        assert kind in KINDS | {"redirect_loop"}, host
    assert stage.looked_up >= len(HERE)
    assert stage.visitors == 0


async def test_no_name_leads_to_a_private_address(stage: Stage, fetcher: Fetcher) -> None:
    """Names of private addresses are refused, also those that have public ones beside them."""
    own = [host.strip("[]") for host in HERE + ELSEWHERE if host[:1] == "[" or host[0].isdigit()]
    addresses = [one for one in own if _is_literal(one)]
    for number, address in enumerate(addresses):
        for answers in ([address], [STAND_IN, address], [address, STAND_IN]):
            stage.answers = answers
            url = f"http://n{number}-{len(answers)}.example:{stage.port}/"
            assert await refused(fetcher, url, obey_robots=False) in ("forbidden_address", "connect")
    assert len(addresses) > 40
    assert stage.visitors == 0


async def test_a_thousand_rebindings_reach_nobody(stage: Stage, fetcher: Fetcher) -> None:
    """A name that is public at one look and private at the next is never connected there."""
    turns = itertools.cycle(
        ([STAND_IN], ["127.0.0.1"], [STAND_IN, "127.0.0.1"], ["::1"], ["127.0.0.1", STAND_IN])
    )
    kinds = set()
    for number in range(1_000):
        stage.answers = next(turns)
        stage.leads_to = f"http://rebinding{number % 7}.example:{stage.port}/"
        port = stage.public if number % 2 else stage.port
        kinds.add(await refused(fetcher, f"http://rebinding.example:{port}/{number}", obey_robots=False))
    assert "forbidden_address" in kinds
    assert stage.looked_up >= 1_000
    assert stage.visitors == 0


async def test_what_an_operator_adds_is_guarded_too(stage: Stage, fetcher: Fetcher, workers: Workers) -> None:
    """`feeds check` and `feeds add` refuse a private address by name."""
    for host in HERE[:3] + HERE[-3:]:
        report = await check(fetcher, workers, Feed("New", f"http://{host}:{stage.port}/feed"))
        assert report.kind in KINDS - {"connect"}
    assert stage.visitors == 0


async def test_the_victim_can_be_reached() -> None:
    """The victim counts: where private addresses are allowed it is found."""
    stage = Stage()
    server = await asyncio.start_server(stage.victim, "127.0.0.1", 0)
    async with Fetcher(allow_private=True) as fetcher:
        await refused(fetcher, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", obey_robots=False)
    server.close()
    assert stage.visitors >= 1


def _is_literal(text: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, text)
        except OSError:
            continue
        return True
    return False
