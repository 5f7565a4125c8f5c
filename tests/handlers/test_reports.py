"""Two taps tell the editors that something is wrong, as conversations."""

from __future__ import annotations

import pytest

from bot.correcting import Corrector
from bot.renderer import actions
from bot.sandbox import Sandbox
from bot.sandbox.people import Person
from bot.storage import Store, outbox, reports
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")


async def open_reports(store: Store, visit_id: str) -> dict[str, int]:
    async with store.reading() as tx:
        return dict((await reports.open_of(tx, [visit_id])).get(visit_id, {}))


async def test_two_taps_report_a_mistake(ada: Person, store: Store, happened: Happened) -> None:
    """The card's key asks what is wrong, the second tap is the report, and thanks stand in its place."""
    visit = await happened()
    ada.say(f"/start v_{visit.id}")
    await ada.hears("Attorney General of Bahrain")
    ada.tap("Report a mistake")
    asked = await ada.hears("What is wrong here?")
    assert "24–26 Jan 2026" in asked["text"]
    tap = ada.tap("No visit")
    thanks = await ada.hears("The editors will look at it")
    assert thanks["message_id"] == asked["message_id"]
    assert "Thank you" in (await ada.answered(tap))["text"]
    assert await open_reports(store, visit.id) == {"not_visit": 1}


async def test_a_reader_is_asked_in_their_language(ada: Person, store: Store, happened: Happened) -> None:
    """The same in Russian."""
    ada.speaks("ru")
    visit = await happened()
    ada.say(f"/start v_{visit.id}")
    await ada.hears("Бахрейн")
    ada.tap("Сообщить об ошибке")
    await ada.hears("Что здесь не так?")
    ada.tap("Неверный факт")
    await ada.hears("Редакция это посмотрит")
    assert await open_reports(store, visit.id) == {"wrong_fact": 1}


async def test_a_group_reports_once(ada: Person, sandbox: Sandbox, store: Store, happened: Happened) -> None:
    """Any member may report, and the same from another member of the group is no second report."""
    bob = sandbox.world.user("Bob")
    room = sandbox.world.supergroup("News desk", owner=ada, members=[bob])
    visit = await happened()
    for person in (bob, ada):
        person.say(f"/start v_{visit.id}", room)
        card = await person.hears("Attorney General of Bahrain", room)
        person.tap("Report a mistake", room, message=card)
        asked = await person.hears("What is wrong here?", room)
        said = await person.answered(person.tap("No visit", room, message=asked))
    assert "already" in said["text"]
    assert await open_reports(store, visit.id) == {"not_visit": 1}


async def test_a_stale_card_is_answered_kindly(
    ada: Person, store: Store, corrector: Corrector, happened: Happened
) -> None:
    """The key under the card of a visit that was rejected meanwhile says that it is no longer on record."""
    visit = await happened()
    ada.say(f"/start v_{visit.id}")
    await ada.hears("Attorney General of Bahrain")
    await corrector.reject(visit.id, by="somebody else")
    tap = ada.tap("Report a mistake")
    assert "no longer on record" in (await ada.answered(tap))["text"]
    ada.say(f"/start v_{visit.id}")
    assert "Visitwire" in (await ada.hears("Visitwire"))["text"]


async def test_operators_hear_of_it_once(
    ada: Person, operator: Person, store: Store, corrector: Corrector, happened: Happened
) -> None:
    """One message waits in the outbox for each operator who has written to the bot, however many report."""
    operator.say("/start")
    await operator.hears("Visitwire")
    visit = await happened()
    for name in ("Eve", "Finn"):
        person = ada.world.user(name)
        person.say(f"/start v_{visit.id}")
        await person.hears("Attorney General of Bahrain")
        person.tap("Report a mistake")
        await person.hears("What is wrong here?")
        person.tap("No visit")
        await person.hears("Thank you")
    async with store.writing() as tx:
        (due,) = await outbox.claim(tx, 9, corrector.clock())
    assert (due.chat.id, due.notice.kind) == (operator.id, "report")


def test_what_the_keys_carry_fits() -> None:
    """With an id of the longest kind every key stays within Telegram's 64 bytes."""
    for verb, args in (
        (actions.REPORT, ("bcdfghjk", "wrong_fact")),
        (actions.DECIDE, ("accept", "bcdfghjk", "r")),
        (actions.REVIEW, ("bcdfghjk",)),
    ):
        assert actions.read(actions.write(verb, *args)) == actions.Action(verb, args)
