"""The chat page in a real browser: one browser for all tests, a fresh sandbox and window for each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from bot.sandbox import Sandbox
from tests.oracles import Oracles
from tests.sandbox.page.steps import CHROMIUM, FLAGS, Open
from tests.sandbox.scripted_bot import ScriptedBot, stopped


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="package")
async def sandbox(oracles: Oracles) -> AsyncIterator[Sandbox]:
    """A sandbox with a private chat and two groups, and a bot that answers in them."""
    async with Sandbox(demo=False) as started:
        started.observers.append(oracles)
        robin, sam = started.world.user("Robin"), started.world.user("Sam")
        started.world.group("Foreign desk", owner=robin, members=[sam])
        started.world.supergroup("Forum", owner=robin, members=[sam], forum=True).topic("Visits")
        yield started


@pytest_asyncio.fixture(loop_scope="package")
async def scripted(sandbox: Sandbox) -> AsyncIterator[ScriptedBot]:
    bot = ScriptedBot(sandbox)
    running = asyncio.create_task(bot.run())
    yield bot
    await stopped(running)


@pytest.fixture
def troubles() -> Iterator[list[str]]:
    """What the page wrote to the console or asked of anybody else; fails the test at its end."""
    seen: list[str] = []
    yield seen
    assert seen == []


@pytest_asyncio.fixture(loop_scope="package")
async def open_page(
    browser: Browser, sandbox: Sandbox, scripted: ScriptedBot, troubles: list[str]
) -> AsyncIterator[Open]:
    """Open the page as a newcomer, in a window of a size and colour."""
    contexts = []

    async def open_page(size: ViewportSize, scheme: Literal["light", "dark"] = "light") -> Page:
        context = await browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: note_foreign(request.url, sandbox, troubles))
        await page.goto(sandbox.page_url)
        await expect(page.locator("#title")).to_have_text("Visitwire")
        return page

    yield open_page
    for context in contexts:
        await context.close()


def note_foreign(url: str, sandbox: Sandbox, troubles: list[str]) -> None:
    if not url.startswith((sandbox.page_url, "data:")):
        troubles.append(f"asked for {url}")
