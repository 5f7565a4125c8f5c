"""/feeds, as conversations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import Feed
from bot.renderer import actions
from bot.sandbox.people import Person, buttons
from bot.storage import Store, feeds
from bot.storage.feeds import FeedState
from tests.renderer.samples import NOW

pytestmark = pytest.mark.usefixtures("bot")

FEEDS = [Feed(f"Gazette {number:02}", "https://a.example/rss") for number in range(12)]


@pytest.fixture
def catalogue() -> Sequence[Feed]:
    return [*FEEDS, Feed("Old", "https://a.example/rss", enabled=False)]


@pytest.fixture
async def troubled(store: Store) -> Store:
    """Eight feeds fail, one is silent, one has ended, one works and is slow; one was never read."""
    well = FeedState("", "", last_ok_at=NOW, new_at=NOW - timedelta(days=9))
    states = [
        replace(well, failures=2, failing_since=NOW - timedelta(hours=n), error_kind="http_403")
        for n in range(8)
    ]
    states += [
        replace(well, silent_at=NOW - timedelta(days=1)),
        replace(well, stopped_at=NOW, error_kind="http_410"),
        replace(well, delay=3 * 3600.0),
    ]
    async with store.writing() as tx:
        for feed, state in zip(FEEDS, states, strict=False):
            await feeds.save_state(tx, replace(state, name=feed.name, url=feed.url))
    return store


async def test_an_operator_sees_how_the_feeds_do(operator: Person, troubled: Store) -> None:
    """Counts first, then what needs a look, the worst first, page by page in one message."""
    operator.say("/feeds")
    first = await operator.hears("Working: 1")
    for count in (
        "Failing: 8",
        "Silent: 1",
        "Ended by the publisher: 1",
        "Not read yet: 1",
        "Switched off: 1",
    ):
        assert count in first["text"]
    assert first["text"].index("Gazette 09 · ended") < first["text"].index("Gazette 07 · http_403")
    assert "user_agent" in first["text"]
    operator.tap("▸")
    second = await operator.hears("Gazette 08 · nothing new since")
    assert second["message_id"] == first["message_id"]
    operator.tap("The slowest")
    slow = await operator.hears("Gazette 10 · 3 h")
    assert [button["text"] for button in buttons(slow)] == ["⚠️ What needs a look"]


async def test_in_russian(operator: Person, troubled: Store) -> None:
    """The page speaks the operator's language."""
    operator.speaks("ru")
    operator.say("/feeds")
    await operator.hears("С ошибкой: 8")


async def test_only_operators_see_the_feeds(ada: Person, troubled: Store) -> None:
    """For others there is no such command, and its keys do nothing."""
    ada.say("/feeds")
    told = await ada.hears("I do not know this command")
    tap = ada.press(actions.write(actions.FEEDS, "t", "0"), told)
    assert "out of date" in (await ada.answered(tap))["text"]


async def test_without_trouble_there_is_nothing_to_show(operator: Person) -> None:
    """Feeds that nobody has read yet are counted, and need no look."""
    operator.say("/feeds")
    shown = await operator.hears("Not read yet: 12")
    assert "nothing to show" in shown["text"]
