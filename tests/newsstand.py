"""Many feeds on loopback in a process of their own: `python -m tests.newsstand FEEDS ITEMS` prints its port.

Each feed shows its newest items; a new one is an ordinary story, or a visit of its own whose text is on the
item's page or in the feed. Measured programs pay nothing for it.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from types import TracebackType
from typing import Any, Literal, Self

import aiohttp
from aiohttp import web

from bot.countries import flag, name
from bot.model import Feed

Kind = Literal["plain", "page", "whole"]

_SUBJECTS = ("The council", "The port", "A museum", "The weather service", "The rail company", "A school")
_DEEDS = ("opens a new hall", "plans repairs", "reports a quiet year", "invites visitors", "moves its office")
_BODY = (
    "The work began in the spring and is expected to end before the first snow, a spokeswoman said. "
    "Residents had asked for it for years, and the budget was passed with a large majority. "
    "Engineers looked at the site twice and found the ground firm. The old building stays open meanwhile, "
    "with shorter hours on Fridays. Tickets that were bought earlier stay valid, and those who cannot come "
    "get their money back. The next report is due in the autumn, when the numbers of the year are known. "
)
_VISIT = (
    "Prosecutor General of {visitor} visits {host}",
    "A delegation led by {visitor}'s Prosecutor General Kamran Aliyev is on a working visit to {host} at the "
    "invitation of {host}'s Prosecutor General Berik Asylov, the Prosecutor General's Office said.\n\nAt a "
    "meeting in the capital the two sides discussed extradition and mutual legal assistance in criminal "
    "matters, and agreed to go on exchanging experience in the training of prosecutors.",
)
COUNTRIES = (
    "AZ", "AM", "BY", "RU", "KG", "TJ", "TM", "UA", "LT", "EE", "BR", "CL", "BH", "KZ", "UZ", "QA",
    "IT", "ES", "GR", "AT", "SI", "HU", "EG", "MA", "RS", "BG", "RO", "VN", "MN", "CU", "PE", "KE",
    "HR", "FI", "LV", "PT", "TR", "SA", "FR", "DE", "GE", "CN", "JP", "KR", "ID", "MD", "AL", "SK",
)  # fmt: skip
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class _Paper:
    """One feed: how many items it has had, and those that are visits."""

    edition: int
    visits: dict[int, tuple[Kind, tuple[str, str]]] = field(default_factory=dict)
    at: dict[int, datetime] = field(default_factory=dict)


class _Server:
    def __init__(self, feeds: int, items: int) -> None:
        self._items = items
        self._papers = [_Paper(items) for _ in range(feeds)]
        self._stories = _visits()
        self._validators = True
        self._asked: list[tuple[float, int, int]] = []  # when, which feed, answered with what

    async def run(self) -> None:
        app = web.Application()
        app.router.add_get(r"/{number:\d+}/feed.xml", self._feed)
        app.router.add_get(r"/{number:\d+}/{item:\d+}", self._page)
        app.router.add_post("/", self._order)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.to_thread(sys.stdin.read)  # whoever has started us is gone

    async def _order(self, request: web.Request) -> web.Response:
        order: dict[str, Any] = await request.json()
        self._validators = order.get("validators", self._validators)
        told = [self._bring_out(number, order["kind"]) for number in order.get("publish", ())]
        asked, self._asked = self._asked, []
        return web.json_response({"told": told, "asked": asked})

    def _bring_out(self, number: int, kind: Kind) -> str:
        """Put a new item on a feed; gives the flags of the visit that it tells of."""
        paper = self._papers[number]
        paper.edition += 1
        paper.at[paper.edition] = datetime.now(UTC)
        if kind == "plain":
            return ""
        story = next(self._stories)
        flags, paper.visits[paper.edition] = story[0], (kind, story[1:])
        return flags

    async def _feed(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        paper = self._papers[number]
        tag = f'"{paper.edition}"'
        known = self._validators and request.headers.get("If-None-Match") == tag
        self._asked.append((time.time(), number, 304 if known else 200))
        if known:
            return web.Response(status=304, headers={"ETag": tag})
        headers = {"ETag": tag} if self._validators else {}
        text = self._xml(number, paper, f"http://{request.host}/{number}")
        return web.Response(text=text, content_type="application/rss+xml", headers=headers)

    def _xml(self, number: int, paper: _Paper, where: str) -> str:
        newest = range(paper.edition, paper.edition - self._items, -1)
        items = "".join(self._item(number, paper, item, where) for item in newest)
        head = f"<title>Paper {number}</title><link>{where}/</link><description>News</description>"
        return (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
        )

    def _item(self, number: int, paper: _Paper, item: int, where: str) -> str:
        at = paper.at.get(item, _BEGAN + timedelta(minutes=item))
        title, text = _ordinary(number, item)
        if item in paper.visits:
            kind, (title, whole) = paper.visits[item]
            text = _filled(whole) if kind == "whole" else whole.split("\n\n")[0]
        link = f"{where}/{item}"
        return (
            f"<item><title>{escape(title)}</title><link>{link}</link><guid>{link}</guid>"
            f"<pubDate>{format_datetime(at)}</pubDate><description>{escape(text)}</description></item>"
        )

    async def _page(self, request: web.Request) -> web.Response:
        paper, item = self._papers[int(request.match_info["number"])], int(request.match_info["item"])
        _, (title, text) = paper.visits.get(item, ("page", _ordinary(0, item)))
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
        return web.Response(
            text=f"<!doctype html><html lang=en><head><title>{escape(title)}</title></head>"
            f"<body><article><h1>{escape(title)}</h1>{paragraphs}</article></body></html>",
            content_type="text/html",
        )


def _visits() -> Iterator[tuple[str, str, str]]:
    """Give flags, headline and text of 2,256 visits, each of another pair of countries."""
    pairs = list(itertools.permutations(COUNTRIES, 2))
    random.Random(1).shuffle(pairs)
    for pair in pairs:
        visitor, host = (name(code, "en") for code in pair)
        title, text = (words.format(visitor=visitor, host=host) for words in _VISIT)
        yield "".join(map(flag, pair)), title, text


def _ordinary(number: int, item: int) -> tuple[str, str]:
    subject, deed = _SUBJECTS[(number + item) % len(_SUBJECTS)], _DEEDS[item % len(_DEEDS)]
    return f"{subject} {deed}, number {item}", f"{subject} {deed}. {_BODY}"


def _filled(text: str) -> str:
    """Lengthen an article until no page is needed for it."""
    while len(text) < 1_500:
        text += "\n\n" + _BODY
    return text


class Newsstand:
    """The server from the measuring side; feeds are numbered from 0."""

    def __init__(self, feeds: int, items: int) -> None:
        self.feeds, self._items = feeds, items
        self.port = 0
        self._server: Process | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.newsstand", str(self.feeds), str(self._items),
            stdin=PIPE, stdout=PIPE,
        )  # fmt: skip
        assert self._server.stdout is not None
        self.port = int(await self._server.stdout.readline())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.kill()
        await self._server.wait()

    def catalogue(self) -> tuple[Feed, ...]:
        return tuple(Feed(self.name(number), self.url(number)) for number in range(self.feeds))

    @staticmethod
    def name(number: int) -> str:
        return f"Paper {number}"

    def url(self, number: int) -> str:
        return f"http://127.0.0.1:{self.port}/{number}/feed.xml"

    async def publish(self, kind: Kind, numbers: range | list[int] | None = None) -> list[str]:
        """Bring out a new item on some feeds, or all; gives the flags of the visit that each tells of."""
        chosen = range(self.feeds) if numbers is None else numbers
        told: list[str] = (await self._ordered(publish=list(chosen), kind=kind))["told"]
        return told

    async def show_validators(self, wanted: bool) -> None:
        """Let feeds have an ETag and answer 304 to it, or not."""
        await self._ordered(validators=wanted)

    async def asked(self) -> list[tuple[float, int, int]]:
        """Give what was asked since the last order: when, of which feed, and the status of the answer."""
        return [(at, number, status) for at, number, status in (await self._ordered())["asked"]]

    async def _ordered(self, **order: object) -> Any:
        where = f"http://127.0.0.1:{self.port}/"
        async with aiohttp.ClientSession() as session, session.post(where, json=order) as answer:
            answer.raise_for_status()
            return await answer.json()


if __name__ == "__main__":
    asyncio.run(_Server(int(sys.argv[1]), int(sys.argv[2])).run())
