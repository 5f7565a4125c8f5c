"""A real web on loopback for the feeds room: well-behaved paths, and servers that misbehave byte by byte."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.feeds.fetch import Fetcher, Limits
from bot.feeds.workers import Workers

Raw = Callable[[asyncio.StreamWriter], Awaitable[None]]


class Site:
    """Answers what it was told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[web.Request], web.StreamResponse]] = {}
        self.asked: list[web.Request] = []
        self.asked_robots = 0
        self.at_once = self.most_at_once = 0
        self.pause = 0.0
        self.base = ""

    def url(self, path: str) -> str:
        return self.base + path

    def serve(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Answer `path` with a body; an ETag among the headers is honoured. Header names use _ for -."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        def answer(request: web.Request) -> web.Response:
            if named.get("ETag") and request.headers.get("If-None-Match") == named["ETag"]:
                return web.Response(status=304, headers={"ETag": named["ETag"]})
            return web.Response(body=data, status=status, headers=named)

        self.answers[path] = answer
        return self.url(path)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            self.asked_robots += 1
        else:
            self.asked.append(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.pause)
        self.at_once -= 1
        answer = self.answers.get(request.path)
        return answer(request) if answer else web.Response(status=404)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.handle)
    async with TestServer(app) as server:
        site.base = f"http://{server.host}:{server.port}"
        yield site


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_private=True, limits=Limits(total=1.0, body=2 * 2**20)) as fetcher:
        yield fetcher


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    async with Workers(seconds=5.0) as workers:
        yield workers


def all_names_here(host: str, port: int, *_: object) -> list[tuple[Any, ...]]:
    """Answer like `socket.getaddrinfo` that every name is this machine."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]


@asynccontextmanager
async def raw_server(behave: Raw | bytes) -> AsyncIterator[str]:
    """Serve one behaviour on every connection, below HTTP; gives the address."""

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            if isinstance(behave, bytes):
                writer.write(behave)
                await writer.drain()
            else:
                await behave(writer)
        except (OSError, EOFError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connection, "127.0.0.1", 0)
    try:
        host, port = server.sockets[0].getsockname()[:2]
        yield f"http://{host}:{port}/"
    finally:
        server.close()


def rss(*items: str, head: str = "") -> str:
    """Write an RSS feed around items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Agency</title>'
        f"<language>en</language>{head}{''.join(items)}</channel></rss>"
    )


def item(
    number: int = 1, guid: str | None = "", date: str = "Mon, 26 Jan 2026 10:00:00 +0400", text: str = ""
) -> str:
    """Write one item; `guid` "" gives it one of its own, None gives it none."""
    identifier = "" if guid is None else f'<guid isPermaLink="false">{guid or f"id-{number}"}</guid>'
    return (
        f"<item><title>Prosecutor General visits country {number}</title><link>https://news.example/{number}</link>"
        f"{identifier}<pubDate>{date}</pubDate><description>{text}</description></item>"
    )
