"""`run` and `sandbox`: the bot against Telegram, and against a Bot API server of its own."""

from __future__ import annotations

import argparse
import asyncio
import errno
from dataclasses import replace

from bot.app import Bot
from bot.commands.common import settings_and_feeds, settings_of
from bot.errors import UsageError
from bot.model import Feed
from bot.sandbox import Sandbox
from bot.settings import Database, History, Settings

_STORE = "data/sandbox.db"
_PORT = 8765
_PORTS_TRIED = 50


def run(arguments: argparse.Namespace) -> int:
    """Run the bot until it is told to stop."""
    settings, feeds = settings_and_feeds(arguments, token=True)
    asyncio.run(Bot(settings, feeds, arguments.register, feeds_file=settings.feeds.file).run())
    return 0


def sandbox(arguments: argparse.Namespace) -> int:
    """Run the bot against the embedded server until it is told to stop."""
    settings = settings_of(arguments, level="warning")
    asyncio.run(_sandbox(settings, arguments))
    return 0


async def _sandbox(settings: Settings, arguments: argparse.Namespace) -> None:
    server = await _started(arguments.port)
    try:
        inside = replace(
            settings,
            telegram=replace(settings.telegram, token=server.token, base_url=server.base_url),
            database=Database(f"sqlite+aiosqlite:///{_STORE}"),
            feeds=replace(
                settings.feeds, interval=1.0, interval_is_forced=True, allow_private_addresses=True
            ),
            history=History(starter=False),  # real visits beside invented ones would make these look real
        )
        feed = Feed("Sample newsroom", server.feed_url, language="en", tier=1)
        bot = Bot(inside, (feed,), arguments.register, on_ready=lambda: _greet(server), fresh=True)
        await bot.run()
    finally:
        await server.__aexit__(None, None, None)


def _greet(server: Sandbox) -> None:
    print(f"Chat page: {server.page_url}", flush=True)


async def _started(port: int | None) -> Sandbox:
    """Start the server on the port that was asked for, else on the usual one or the next that is free."""
    ports = range(_PORT, _PORT + _PORTS_TRIED) if port is None else (port,)
    for number in ports:
        try:
            return await Sandbox(port=number).__aenter__()
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or number == ports[-1]:
                raise UsageError(f"port {number}: {error.strerror}; choose another with --port N") from error
    raise AssertionError("the last port either worked or raised")
