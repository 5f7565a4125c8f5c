"""Fixtures: a Telegram of our own, with two outside references that read everything the bot sends.

    async def test_start(sandbox):
        ada = sandbox.world.user("Ada")
        ada.say("/start")
        message = await ada.hears("Hello")

A test fails at its end when an oracle objected; `oracles.complaints` may be read and cleared before.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.sandbox import Sandbox
from tests.oracles import Oracles


@pytest.fixture
def oracles() -> Iterator[Oracles]:
    """Both references; fails the test at its end when one of them objected to a request."""
    references = Oracles()
    yield references
    assert not references.complaints, "\n".join(references.complaints)


@pytest.fixture
async def sandbox(oracles: Oracles) -> AsyncIterator[Sandbox]:
    """A started sandbox with an empty world and no stories coming out by themselves."""
    async with Sandbox(demo=False) as started:
        started.observers.append(oracles)
        yield started
