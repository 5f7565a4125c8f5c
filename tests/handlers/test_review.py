"""What operators decide in the chat, as conversations."""

from __future__ import annotations

import pytest

from bot.correcting import Corrector
from bot.model import Host
from bot.renderer import actions
from bot.sandbox.people import Person, buttons
from bot.storage import Store, visits
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")


async def state(store: Store, visit_id: str) -> str:
    async with store.reading() as tx:
        visit = await visits.get(tx, visit_id)
    assert visit is not None
    return visit.state


@pytest.fixture
async def reported(ada: Person, corrector: Corrector, happened: Happened) -> str:
    """A visit that Ada says is none; gives its id."""
    visit = await happened()
    ada.say("/start")
    await ada.hears("Visitwire")
    await corrector.report(ada.id, visit.id, "not_visit")
    return visit.id


async def test_review_goes_through_all_that_waits(
    operator: Person, store: Store, reported: str, happened: Happened
) -> None:
    """Held and reported visits come one after the other; yes shows or keeps, no rejects, then all is done."""
    held = await happened(host=Host("TR", "Ankara"), start="2025-07-22", state="held")
    operator.say("/review")
    first = await operator.hears("2 visits wait")
    assert reported in first["text"] and "No visit (1)" in first["text"]
    operator.tap("Next")
    second = await operator.hears(held.id)
    assert second["message_id"] == first["message_id"]
    tap = operator.tap("Show it")
    assert f"{held.id} is shown" in (await operator.answered(tap))["text"]
    await operator.hears("1 visit waits")
    operator.tap("No such visit")
    await operator.hears("Nothing waits for you")
    assert (await state(store, held.id), await state(store, reported)) == ("shown", "rejected")


async def test_a_right_card_is_kept(operator: Person, store: Store, reported: str) -> None:
    """Reports of a visit that is right are settled, and it stays."""
    operator.speaks("ru")
    operator.say("/review")
    await operator.hears("Это не визит (1)")
    operator.tap("Всё верно")
    await operator.hears("Ничего не ждёт")
    assert await state(store, reported) == "shown"


async def test_only_operators_review(ada: Person, operator: Person, store: Store, reported: str) -> None:
    """For others there is no such command, and a key that they got hold of does nothing."""
    for command in ("/review", f"/fix reject {reported}"):
        ada.say(command)
        told = await ada.hears("I do not know this command")
    for data in (
        actions.write(actions.DECIDE, "reject", reported, "r"),
        actions.write(actions.DECIDE, "how", reported, ""),
        actions.write(actions.REVIEW, ""),
    ):
        tap = ada.press(data, told)
        assert "out of date" in (await ada.answered(tap))["text"]
    assert await state(store, reported) == "shown"


async def test_a_field_is_fixed_and_undone_in_words(operator: Person, store: Store, reported: str) -> None:
    """The answer shows before and after and how to take it back; a wrong value says what is allowed."""
    operator.say(f"/fix set {reported} host.city Atlantis")
    await operator.hears("gazetteer")
    operator.say(f"/fix set {reported} host.city Muharraq")
    fixed = await operator.hears("Manama → Al Muharraq")
    assert reported in fixed["text"]
    operator.tap("Undo")
    await operator.hears("Al Muharraq → Manama")
    operator.say(f"/fix undo {reported}")
    await operator.hears("There is nothing to do here")


async def test_without_more_the_fields_are_shown(operator: Person, reported: str) -> None:
    """`/fix ID` writes every field as the command takes it, and the command itself."""
    operator.say(f"/fix {reported}")
    shown = await operator.hears("host.city")
    assert "Manama" in shown["text"] and f"/fix set {reported}" in shown["text"]
    operator.say("/fix")
    await operator.hears("To put a field right")


async def test_a_false_alarm_is_rejected_and_restored_in_words(
    operator: Person, store: Store, reported: str
) -> None:
    """The confirmation of a rejection has the key that takes it back."""
    operator.say(f"/fix reject {reported}")
    rejected = await operator.hears("is rejected")
    assert [button["text"] for button in buttons(rejected)] == ["↩️ Undo"]
    assert await state(store, reported) == "rejected"
    operator.tap("Undo")
    await operator.hears("taken back")
    assert await state(store, reported) == "shown"


async def test_visits_are_merged_in_words(
    ada: Person, operator: Person, reported: str, happened: Happened
) -> None:
    """The link of the part leads to the whole."""
    whole = await happened(host=Host("BH", "Manama"), start="2026-03-01", end="2026-03-02")
    operator.say(f"/fix merge {reported} {whole.id}")
    await operator.hears(f"part of {whole.id}")
    ada.say(f"/start v_{reported}")
    await ada.hears("Attorney General of Bahrain")
    ada.say("/visits BH")
    await ada.hears("Bahrain · 1 visit")


async def test_a_link_to_what_is_held_leads_nowhere(ada: Person, happened: Happened) -> None:
    """Held visits are for operators; a guessed link greets."""
    held = await happened(state="held")
    ada.say(f"/start v_{held.id}")
    await ada.hears("reads the news of the world")
