"""The sandbox as one thing: starts the server, opens the world, runs the newsroom, stops."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.demo import FIRST_STORY, NEXT_STORY, Demo
from bot.sandbox.faults import Faults
from bot.sandbox.guard import only_from_here
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.page import Page
from bot.sandbox.surface import Call, Observer, Surface
from bot.sandbox.world import World

# Of a token's form, and nobody's: the secret half says what it is.
TOKEN = "7000000001:SANDBOX-made-up-token-of-nobody-at-all"  # noqa: S105  (it opens nothing but this sandbox)


class Sandbox:
    """The embedded Bot API server with its page and newsroom, as an async context manager.

    `port` 0 takes a free one. With `demo` the newcomer's world is there: a person who has pressed
    /start and follows Bahrain, groups, a channel, and stories that come out by themselves, the first
    so many seconds after the bot has polled and read the feed, the next after so many more.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        demo: bool = True,
        first_story: float = FIRST_STORY,
        next_story: float = NEXT_STORY,
    ) -> None:
        self.port = port
        self.token = TOKEN
        self.world = World()
        self.newsroom = Newsroom()
        self.surface = Surface(self.world, self.token)
        self._demo = Demo(self.world, self.newsroom, first_story, next_story) if demo else None
        self._runner: web.AppRunner | None = None
        self._story: asyncio.Task[None] | None = None

    @property
    def page_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def base_url(self) -> str:
        return f"{self.page_url}bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.page_url}file/bot"

    @property
    def feed_url(self) -> str:
        return f"{self.page_url}news/feed.xml"

    @property
    def faults(self) -> Faults:
        return self.surface.faults

    @property
    def observers(self) -> list[Observer]:
        """Functions that are handed every call of the bot with its answer."""
        return self.surface.observers

    @property
    def calls(self) -> deque[Call]:
        """The newest calls of the bot, oldest first."""
        return self.surface.calls

    def sent(self, method: str) -> list[Call]:
        """List the remembered calls of one method that were answered with ok."""
        return [call for call in self.calls if call.method.lower() == method.lower() and call.status == 200]

    async def __aenter__(self) -> Self:
        """Start; raises OSError when the port is taken."""
        app = web.Application(middlewares=[only_from_here(self)], client_max_size=60 << 20)
        self.surface.add_routes(app)
        self.newsroom.add_routes(app)
        Page(self.world, self.newsroom).add_routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = int(self._runner.addresses[0][1])
        if self._demo is not None:
            self._story = asyncio.create_task(self._demo.play())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._story is not None:
            self._story.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._story
        if self._runner is not None:
            await self._runner.cleanup()
