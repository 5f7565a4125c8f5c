"""A kiosk on loopback: as many papers as wanted, each with a feed and, once it is out, one story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.model import Feed
from tests.crowd.stories import Story


class Kiosk:
    """Feeds are empty until `stories` are set: paper n then brings the story n."""

    def __init__(self, papers: int) -> None:
        self.papers = papers
        self.stories: Sequence[Story] = ()
        self._printed = datetime.now(UTC)
        self._port = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get(r"/{number:\d+}/feed.xml", self._feed)
        app.router.add_get(r"/{number:\d+}/story/{edition:\d+}", self._page)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def feeds(self) -> tuple[Feed, ...]:
        return tuple(
            Feed(f"Paper {number}", f"http://127.0.0.1:{self._port}/{number}/feed.xml")
            for number in range(self.papers)
        )

    async def _feed(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        items = self._item(number, self.stories[number]) if self.stories else ""
        head = f"<title>Paper {number}</title><link>http://127.0.0.1:{self._port}/{number}/</link>"
        body = f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")

    def _item(self, number: int, story: Story) -> str:
        _, title, text = story
        link = f"http://127.0.0.1:{self._port}/{number}/story/1"
        return (
            f"<item><title>{escape(title)}</title><link>{link}</link><guid>{link}</guid>"
            f"<description>{escape(text.split(chr(10))[0])}</description>"
            f"<pubDate>{format_datetime(self._printed)}</pubDate></item>"
        )

    async def _page(self, request: web.Request) -> web.Response:
        language, title, text = self.stories[int(request.match_info["number"])]
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
        return web.Response(
            text=f"<!doctype html><html lang={language}><head><title>{escape(title)}</title></head>"
            f"<body><article><h1>{escape(title)}</h1>{paragraphs}</article></body></html>",
            content_type="text/html",
        )
