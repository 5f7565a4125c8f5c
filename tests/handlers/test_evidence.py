"""Asking what a card rests on, as conversations."""

from __future__ import annotations

import pytest

from bot.model import Evidence, Official
from bot.renderer import alert
from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store, chats
from bot.wishes import Subject
from tests.handlers.conftest import Happened
from tests.renderer.samples import NOW

pytestmark = pytest.mark.usefixtures("bot")

PHRASE = {"host.city": Evidence("paid a working visit to Manama", (3, 33))}


def labels(message: dict) -> list[str]:  # type: ignore[type-arg]
    return [button["text"] for button in buttons(message)]


async def test_the_phrases_are_one_tap_away_and_so_is_the_way_back(ada: Person, happened: Happened) -> None:
    """From the list to the card, its evidence in its place, and back to where it came from."""
    await happened(evidence=PHRASE)
    ada.say("/visits Bahrain")
    listed = await ada.hears("Bahrain · 1 visit")
    ada.tap("24–26 Jan 2026")
    card = await ada.hears("Attorney General of Bahrain")
    tap = ada.tap("Why?")
    proof = await ada.hears("“paid a working visit to Manama” – en.")
    assert proof["message_id"] == listed["message_id"]
    assert (await ada.answered(tap)).get("text", "") == ""
    ada.tap("Back")
    assert (await ada.hears("Attorney General of Bahrain"))["text"] == card["text"]
    ada.tap("Back")
    await ada.hears("Bahrain · 1 visit")


async def test_an_alert_stays_an_alert(ada: Person, happened: Happened, sandbox: Sandbox) -> None:
    """Back from its evidence an alert has the keys that it came with."""
    visit = await happened(evidence=PHRASE)
    ada.say("/start")
    greeting = await ada.hears("Visitwire")
    ada.press(f"1w:{visit.id}:0:a", greeting)
    await ada.hears("working visit to Manama")
    ada.tap("Back")
    card = await ada.hears("Attorney General of Bahrain")
    assert labels(card) == [b.text for row in alert(visit, "en", now=NOW).buttons for b in row]


async def test_many_phrases_are_turned_page_by_page(ada: Person, happened: Happened) -> None:
    """A long page turns in its place."""
    officials = tuple(Official(f"Official {n}", None, "Minister", "BH") for n in range(20))
    phrases = {f"meetings.{n}": Evidence(f"he met number {n}", (n, n + 9)) for n in range(20)}
    await happened(evidence=phrases, meetings=officials)
    ada.say("/latest")
    await ada.hears("Latest visits")
    ada.tap("24–26 Jan 2026")
    await ada.hears("Attorney General of Bahrain")
    ada.tap("Why?")
    first = await ada.hears("“he met number 0”")
    ada.tap("▸")
    second = await ada.hears("“he met number 9”")
    assert first["message_id"] == second["message_id"] and "number 0”" not in second["text"]


async def test_in_a_group_the_card_stays_and_the_phrases_come_beside(
    ada: Person, sandbox: Sandbox, happened: Happened
) -> None:
    """Others are reading the card; the page beside it turns, but leads nowhere back."""
    await happened(evidence=PHRASE)
    group = sandbox.world.group("Desk", owner=ada)
    ada.say("/latest", group)
    listed = await ada.hears("Latest visits", group)
    ada.tap("24–26 Jan 2026", message=listed)
    card = await ada.hears("Attorney General of Bahrain", group)
    ada.tap("Why?", message=card)
    proof = await ada.hears("“paid a working visit to Manama”", group)
    assert proof["message_id"] != card["message_id"]
    assert group.messages[card["message_id"]]["text"] == card["text"]
    assert labels(proof) == []


async def test_a_reader_of_a_channel_changes_nothing_in_it(
    ada: Person, sandbox: Sandbox, store: Store, happened: Happened
) -> None:
    """What stands behind a card is refused there, and so is ending the channel's subscriptions."""
    visit = await happened(evidence=PHRASE)
    bob = sandbox.world.user("Bob")
    channel = sandbox.world.channel("Diary", owner=ada)
    async with store.writing() as tx:
        await chats.ensure(tx, channel.id, "channel", "en")
        await chats.subscribe(tx, channel.id, Subject())
    post = ada.say("A post", channel)
    assert "private chat" in (await bob.answered(bob.press(f"1w:{visit.id}:0:a", post, channel)))["text"]
    assert "Only admins" in (await bob.answered(bob.press("1x:yes", post, channel)))["text"]
    async with store.reading() as tx:
        assert len(await chats.subscriptions(tx, channel.id)) == 1


@pytest.mark.parametrize("data", ["1w:zzzzzzz:0", "1o:zzzzzzz:0:a", "1w", "1o:::::"])
async def test_a_visit_that_is_gone_is_said_in_the_toast(
    ada: Person, store: Store, happened: Happened, data: str
) -> None:
    """A key of a card that is no visit any more is answered, and nothing else happens."""
    await happened()
    ada.say("/start")
    tap = ada.press(data, await ada.hears("Visitwire"))
    assert "no longer on record" in (await ada.answered(tap))["text"]


@pytest.mark.parametrize("origin", ["vbh::1", "x", "a:b", "v:::"])
async def test_an_origin_that_we_never_wrote_is_forgotten(
    ada: Person, happened: Happened, origin: str
) -> None:
    """Made-up data still gets its page, and a way back to the card."""
    visit = await happened(evidence=PHRASE)
    ada.say("/start")
    ada.press(f"1w:{visit.id}:7:{origin}", await ada.hears("Visitwire"))
    assert labels(await ada.hears("working visit to Manama")) == ["◂ Back"]
    ada.tap("Back")
    await ada.hears("Attorney General of Bahrain")
