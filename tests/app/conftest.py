"""The whole bot between a newspaper on loopback and a Bot API server of our own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import Bot, opened_poller
from bot.feeds.fetch import Fetcher
from bot.feeds.workers import Workers
from bot.model import Feed
from bot.outputs.line import build
from bot.pipeline import Report
from bot.sandbox import Sandbox
from bot.settings import Settings, load
from bot.storage import Store, chats, outbox, visits
from bot.wishes import Subject
from handlers import register
from tests.app.chronicle import Chronicle
from tests.app.paper import Paper
from tests.app.post import Post

Poll = Callable[[], Awaitable[Report]]
READER = 501
Running = Callable[[], AbstractAsyncContextManager[Bot]]


async def alerts(store: Store) -> int:
    """Count the messages that wait to be sent."""
    async with store.reading() as tx:
        return (await outbox.tally(tx)).get("queued", 0)


async def known(store: Store) -> int:
    """Count the visits in the store."""
    async with store.reading() as tx:
        return await visits.count(tx)


@pytest.fixture
async def paper() -> AsyncIterator[Paper]:
    async with Paper() as newspaper:
        yield newspaper


@pytest.fixture
def environ(sandbox: Sandbox, paper: Paper, tmp_path: Path) -> Mapping[str, str]:
    """What an operator would set, with a feeds.toml of one feed."""
    file = tmp_path / "feeds.toml"
    file.write_text(f'[[feed]]\nname = "Gazette"\nurl = "{paper.feed_url}"\nlanguage = "en"\n')
    return {
        "TELEGRAM_BOT_TOKEN": sandbox.token,
        "VISITWIRE_TELEGRAM__BASE_URL": sandbox.base_url,
        "VISITWIRE_DATABASE__URL": f"sqlite+aiosqlite:///{tmp_path / 'store.db'}",
        "VISITWIRE_FEEDS__FILE": str(file),
        "VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES": "true",
        "VISITWIRE_FEEDS__INTERVAL": "1",
        "VISITWIRE_HISTORY__STARTER": "false",
    }


@pytest.fixture
def settings(environ: Mapping[str, str], tmp_path: Path) -> Settings:
    return load(tmp_path, environ)


@pytest.fixture
def feeds(paper: Paper) -> tuple[Feed, ...]:
    return (Feed("Gazette", paper.feed_url, language="en"),)


@pytest.fixture
async def store(settings: Settings) -> AsyncIterator[Store]:
    """The same store, seen from outside the bot."""
    outside = Store.at(settings.database.url)
    await outside.migrate()
    yield outside
    await outside.close()


@pytest.fixture
def running(settings: Settings, feeds: tuple[Feed, ...]) -> Running:
    """Start the bot as often as a test likes; each time it ends in good order."""

    @asynccontextmanager
    async def start() -> AsyncIterator[Bot]:
        ready = asyncio.Event()
        bot = Bot(settings, feeds, register, on_ready=ready.set)
        task = asyncio.create_task(bot.run())
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
        waiting.cancel()
        try:
            if task.done():
                task.result()
            yield bot
        finally:
            bot.stop()
            await asyncio.wait_for(task, 10)

    return start


@pytest.fixture
async def post(store: Store, sandbox: Sandbox) -> AsyncIterator[Post]:
    application = build(sandbox.token, sandbox.base_url)
    await application.initialize()
    yield Post(store, sandbox, application)
    await application.shutdown()


@pytest.fixture
async def feed(store: Store) -> AsyncIterator[Chronicle]:
    """A feed whose history is to be told."""
    app = web.Application()
    async with Fetcher(allow_private=True) as fetcher, Workers() as workers:
        chronicle = Chronicle(store, fetcher, workers)
        app.router.add_get("/feed", chronicle.answer)
        async with TestServer(app) as server:
            chronicle.url = f"http://{server.host}:{server.port}/feed"
            yield chronicle


@pytest.fixture
async def poll(settings: Settings, feeds: tuple[Feed, ...], store: Store) -> AsyncIterator[Poll]:
    """Poll the newspaper once and give the report; somebody subscribes to everything."""
    async with store.writing() as tx:
        await chats.ensure(tx, READER, "private", "en")
        await chats.subscribe(tx, READER, Subject())
    reports: list[Report] = []
    async with opened_poller(settings, feeds, store, on_report=reports.append) as poller:

        async def once() -> Report:
            reports.clear()
            await poller.once(["Gazette"])
            return reports[-1]

        yield once
