"""The newcomer's first minutes: the real program as a process, its page in a real browser."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.sandbox.page.steps import IN_BROWSER, PHONE, say

pytestmark = IN_BROWSER

_FIRST_ALERT = 40_000  # ms: the first story comes 8 s after the first poll, on a machine that may be busy
_ANSWER = 10_000


@pytest_asyncio.fixture(loop_scope="package")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Start `visitwire sandbox` in an empty folder and give the address that it prints."""
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "VISITWIRE_"))
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", "0", cwd=tmp_path, env=environ | _importable(),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
    yield line.removeprefix("Chat page: ").strip()
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 15) == 0


def _importable() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[3])}


async def test_the_story_of_the_readme(browser: Browser, address: str) -> None:
    """An alert comes by itself, /visits lists it, a tap opens it, a subscription brings the next."""
    context = await browser.new_context(viewport=PHONE)
    page = await context.new_page()
    await page.goto(address)
    alert = page.locator("#log .message.theirs", has_text="Manama").first
    await expect(alert).to_contain_text("Bahrain", timeout=_FIRST_ALERT)

    await say(page, "/visits Bahrain")
    newest = page.locator("#log button", has_text="🇧🇭").first
    await expect(newest).to_be_visible(timeout=_ANSWER)
    await newest.click()
    card = page.locator("#log .message.theirs").last
    await expect(card).to_contain_text("Manama", timeout=_ANSWER)
    await expect(card).to_contain_text("Meetings")

    await say(page, "/subscribe Türkiye")
    await expect(page.locator("#log .message.theirs").last).to_contain_text("Türkiye", timeout=_ANSWER)
    before = await page.locator("#log .message.theirs", has_text="Ankara").count()
    await _publish_until_alerted(page, before)
    await context.close()


async def _publish_until_alerted(page: Page, before: int) -> None:
    """Press the newsroom's button until a story about Türkiye has come; not every story is about it."""
    alerts = page.locator("#log .message.theirs", has_text="Ankara")
    for _ in range(4):
        await page.locator("#publish").dispatch_event("click")
        try:
            await expect(alerts).not_to_have_count(before, timeout=8_000)
        except AssertionError:
            continue
        return
    raise AssertionError("no story about Türkiye has reached the subscriber")
