"""What the tests of the Bot API share: an HTTP client, and a call in the form encoding."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.sandbox.calls import Answer, Call


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def call(sandbox: Sandbox, http: aiohttp.ClientSession) -> Call:
    async def call(method: str, /, **params: Any) -> Answer:
        form = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()
        }
        async with http.post(f"{sandbox.base_url}{sandbox.token}/{method}", data=form) as answer:
            return answer.status, await answer.json()

    return call
