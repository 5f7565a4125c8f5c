"""What is kept of a chat, as conversations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.people import Person

pytestmark = pytest.mark.usefixtures("bot")


def content(sandbox: Sandbox, message: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    kept: dict[str, list[dict[str, Any]]] = json.loads(
        sandbox.world.files[message["document"]["file_id"]].content
    )
    return kept


async def test_all_that_is_kept_comes_as_a_file(sandbox: Sandbox, ada: Person) -> None:
    """/export gives the chat, its language and its subscriptions, and no name of anybody."""
    ada.say("/subscribe AZ TR")
    await ada.hears("Subscribed")
    ada.say("/export")
    kept = content(sandbox, await ada.hears("Everything that is kept"))
    assert kept["chats"][0]["id"] == ada.id and kept["chats"][0]["language"] == "en"
    assert "AZTR" in str(kept["subscriptions"]) and "Ada" not in str(kept)


async def test_of_a_stranger_nothing_is_kept(ada: Person) -> None:
    """Whoever never subscribed hears that there is nothing."""
    ada.say("/export")
    assert "document" not in await ada.hears("Nothing is kept")


async def test_the_page_about_privacy_leads_to_both(sandbox: Sandbox, ada: Person) -> None:
    """From /privacy the file is one tap away, and the end of it all two."""
    ada.say("/subscribe all")
    await ada.hears("Subscribed")
    ada.say("/privacy")
    await ada.hears("What is kept")
    ada.tap("Show me all")
    assert content(sandbox, await ada.hears("Everything that is kept"))["subscriptions"]
    ada.tap("Erase all")
    await ada.hears("cannot be undone")
    ada.tap("Yes, erase")
    await ada.hears("has been erased")
    ada.say("/export")
    await ada.hears("Nothing is kept")
