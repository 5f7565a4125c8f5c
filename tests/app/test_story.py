"""The sentence that describes the program, from end to end: feed, visit, alert, /visits."""

from __future__ import annotations

import time

from bot.intake import Intake
from bot.model import Article
from bot.sandbox import Sandbox
from bot.storage import Store
from tests.app.conftest import Running
from tests.app.paper import BAHRAIN, KAZAKHSTAN, WEATHER, Paper


async def test_a_new_item_becomes_a_message_within_two_seconds(
    running: Running, paper: Paper, sandbox: Sandbox
) -> None:
    """With a poll a second, a subscriber hears of a visit within two seconds of its being in the feed.

    What the feed showed when it was first read is no news: it is stored and told to nobody.
    """
    paper.publish(WEATHER, days_ago=1)
    paper.publish(KAZAKHSTAN)
    async with running():
        ada = sandbox.world.user("Ada")
        ada.say("/subscribe all")
        await ada.hears("")
        await paper.polled(2)
        paper.publish(BAHRAIN)
        began = time.monotonic()
        message = await ada.hears("Manama")
        assert time.monotonic() - began < 2.5  # 2 s is the aim; half a second for a busy machine
        assert "Kamran Aliyev" in message["text"]
        assert message["text"].startswith("🇦🇿 Azerbaijan → 🇧🇭 Bahrain\n")
        assert not [text for text in ada.private.texts() if "Astana" in text]
        ada.say("/visits Kazakhstan")
        await ada.hears("Astana")


async def test_a_feed_in_trouble_does_not_stop_the_rest(
    running: Running, paper: Paper, sandbox: Sandbox, store: Store
) -> None:
    """While the feed answers with rubbish, people are answered, and what `take-in` brings is sent."""
    paper.body = b"<html>Maintenance"
    async with running():
        await paper.polled(1)
        ada = sandbox.world.user("Ada")
        ada.say("/subscribe BH")
        await ada.hears("Bahrain")
        await Intake(store).take_in(Article(*BAHRAIN, url="https://e.org/1"))
        await ada.hears("Manama")
