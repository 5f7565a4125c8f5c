"""A Bot API server on loopback and a bot that talks to it, as in production."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.outputs.line import App, build
from bot.outputs.telegram import TelegramOutput
from bot.sandbox import Sandbox


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[App]:
    application = build(sandbox.token, sandbox.base_url)
    await application.initialize()
    yield application
    await application.shutdown()


@pytest.fixture
def output(app: App) -> TelegramOutput:
    return TelegramOutput(app.bot)
