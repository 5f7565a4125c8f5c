"""Words for the tests of the page: windows, and what a person does in them."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, ViewportSize

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
Open = Callable[..., Awaitable[Page]]
# One event loop for all, as starting a browser takes longest.
IN_BROWSER = [
    pytest.mark.asyncio(loop_scope="package"),
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here; Debian's package `chromium` has it"),
]


async def say(page: Page, text: str) -> None:
    await page.locator("#text").fill(text)
    await page.locator("#text").press("Enter")
