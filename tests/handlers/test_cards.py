"""What can be done with a card, as conversations."""

from __future__ import annotations

import pytest

from bot.model import Host
from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store, outbox, relations
from tests.handlers.conftest import Happened
from tests.renderer.samples import NOW

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_card_leads_to_those_it_hangs_together_with(
    ada: Person, happened: Happened, store: Store
) -> None:
    """The next leg of a tour is a tap away, and from there the way back leads to the list."""
    await happened()
    leg = await happened(host=Host("TR", "Ankara"), start="2026-01-27", end="2026-01-28")
    async with store.writing() as tx:
        await relations.renew(tx, leg, lambda one, other: True)
    ada.say("/visits BH")
    await ada.hears("1 visit")
    ada.tap("24–26 Jan")
    await ada.hears("Attorney General of Bahrain")
    ada.tap("🔗 🇦🇿 → 🇹🇷")
    await ada.hears("Ankara")
    ada.tap("Back")
    await ada.hears("Bahrain · 1 visit")


async def test_a_card_is_passed_on_by_a_link_and_into_other_chats(
    ada: Person, sandbox: Sandbox, happened: Happened
) -> None:
    """The link opens this bot at this visit, and the other key asks it inline."""
    visit = await happened()
    ada.say("/visits BH")
    await ada.hears("1 visit")
    ada.tap("24–26 Jan")
    keys = buttons(await ada.hears("Attorney General of Bahrain"))
    name = sandbox.world.bot["username"]
    assert {"text": f"https://t.me/{name}?start=v_{visit.id}"} in [key.get("copy_text") for key in keys]
    assert f"v_{visit.id}" in [key.get("switch_inline_query") for key in keys]


async def test_a_followed_visit_comes_as_an_alert_once(ada: Person, happened: Happened, store: Store) -> None:
    """Following queues the card; delivery then keeps it up to date, as it does for any alert."""
    visit = await happened()
    ada.say(f"/start v_{visit.id}")
    await ada.hears("Attorney General of Bahrain")
    assert "its card comes at once" in (await ada.answered(ada.tap("This visit")))["text"]
    assert "already" in (await ada.answered(ada.tap("This visit")))["text"]
    async with store.writing() as tx:
        (due,) = await outbox.claim(tx, 10, NOW)
    assert (due.notice.chat_id, due.notice.visit_id, due.notice.kind) == (ada.id, visit.id, "alert")
