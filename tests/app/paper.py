"""A newspaper on loopback: a feed of headlines, article pages, and the misfortunes of both."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from types import TracebackType
from typing import Self

from aiohttp import web

PATIENCE = 40.0  # seconds until a program that was just started has answered, on a machine that is busy

BAHRAIN = (
    "Prosecutor General of Azerbaijan visits Bahrain",
    "A delegation led by Azerbaijan's Prosecutor General Kamran Aliyev is on a working visit to Manama "
    "at the invitation of Bahrain's Attorney General Ali bin Fadhel Al Buainain, the Prosecutor General's "
    "Office said.\n\nAt a meeting in Manama the two sides discussed extradition and mutual legal assistance "
    "in criminal matters, and agreed to go on exchanging experience in the training of prosecutors.\n\n"
    "The delegation also met with Bahrain's Minister of Justice Nawaf bin Mohammed Al Ma'awda.",
)
PLANNED = (
    "Azerbaijani Prosecutor General to visit Bahrain",
    "Azerbaijan's Prosecutor General Kamran Aliyev will pay a working visit to Manama next week at the "
    "invitation of Bahrain's Attorney General Ali bin Fadhel Al Buainain, the press service announced.",
)
BAHRAIN_SIGNED = (
    "Azerbaijan and Bahrain sign memorandum on legal cooperation",
    "During his working visit to Manama, Azerbaijan's Prosecutor General Kamran Aliyev and Bahrain's "
    "Attorney General Ali bin Fadhel Al Buainain signed a memorandum of understanding between the "
    "prosecution services of their countries.\n\nThe document provides for joint seminars and for quicker "
    "answers to requests.",
)
KAZAKHSTAN = (
    "Türkiye's Chief Public Prosecutor in Astana",
    "The Chief Public Prosecutor of the Court of Cassation of Türkiye Muhsin Şentürk arrived in Astana on an "
    "official visit at the invitation of the Prosecutor General of Kazakhstan Berik Asylov.\n\nIn Astana the "
    "prosecutors general of Türkiye and Kazakhstan spoke about combating organised crime and cybercrime and "
    "signed a programme of cooperation between the two prosecution services for the coming two years.",
)
WEATHER = (
    "Rain expected on the coast",
    "Forecasters expect rain on the coast towards the evening. Temperatures will fall to twelve degrees, and "
    "the wind will turn to the north. Drivers are asked to take care on the mountain roads.",
)


@dataclass(frozen=True, slots=True)
class Item:
    slug: str
    title: str
    text: str
    published: datetime
    summary: str = ""


class Paper:
    """Publishes at `feed_url`; `failing` maps a path to the status that it answers with."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.failing: dict[str, int] = {}
        self.asked: Counter[str] = Counter()
        self.body: bytes | None = None  # instead of the feed
        self.agent = ""  # of the only reader that gets the feed
        self.port = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/feed.xml", self._feed)
        app.router.add_get("/n/{slug}", self._page)
        app.router.add_get("/", self._home)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def feed_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/feed.xml"

    def home(self) -> str:
        """Give the address of its front page, which names the feed."""
        return f"http://127.0.0.1:{self.port}/"

    def publish(
        self, story: tuple[str, str], *, slug: str | None = None, days_ago: float = 0, summary: str = ""
    ) -> Item:
        """Bring out a story now, or some days ago."""
        title, text = story
        slug = slug or hashlib.sha1(title.encode()).hexdigest()[:10]
        item = Item(slug, title, text, datetime.now(UTC) - timedelta(days=days_ago), summary)
        self.items.insert(0, item)
        return item

    def url(self, item: Item) -> str:
        return f"http://127.0.0.1:{self.port}/n/{item.slug}"

    async def polled(self, times: int = 1, seconds: float = PATIENCE) -> None:
        """Wait until the feed was asked for so many times more."""
        goal = self.asked["/feed.xml"] + times
        async with asyncio.timeout(seconds):
            while self.asked["/feed.xml"] < goal:  # noqa: ASYNC110 - the server rings no bell
                await asyncio.sleep(0.02)

    async def _feed(self, request: web.Request) -> web.Response:
        self.asked[request.path] += 1
        if status := self.failing.get(request.path):
            return web.Response(status=status)
        if self.agent and request.headers["User-Agent"] != self.agent:
            return web.Response(status=403)
        body = self.body if self.body is not None else self._xml()
        tag = f'"{hashlib.sha1(body).hexdigest()}"'
        if request.headers.get("If-None-Match") == tag:
            self.asked["304"] += 1
            return web.Response(status=304)
        return web.Response(body=body, content_type="application/rss+xml", headers={"ETag": tag})

    def _xml(self) -> bytes:
        items = "".join(
            f"<item><title>{escape(one.title)}</title><link>{self.url(one)}</link>"
            f"<description>{escape(one.summary)}</description>"
            f"<guid>{self.url(one)}</guid><pubDate>{format_datetime(one.published)}</pubDate></item>"
            for one in self.items
        )
        head = f"<title>Loopback Gazette</title><link>http://127.0.0.1:{self.port}/</link>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()

    async def _home(self, request: web.Request) -> web.Response:
        link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        text = f"<!DOCTYPE html><html><head>{link}</head><body>News</body></html>"
        return web.Response(text=text, content_type="text/html")

    async def _page(self, request: web.Request) -> web.Response:
        self.asked[request.path] += 1
        if status := self.failing.get(request.path):
            return web.Response(status=status)
        item = next((one for one in self.items if one.slug == request.match_info["slug"]), None)
        if item is None:
            return web.Response(status=404)
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in item.text.split("\n\n"))
        return web.Response(
            text=f"<!doctype html><html lang=en><head><title>{escape(item.title)}</title></head>"
            f"<body><article><h1>{escape(item.title)}</h1>{paragraphs}</article></body></html>",
            content_type="text/html",
        )
