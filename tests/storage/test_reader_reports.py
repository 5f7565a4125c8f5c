"""What readers report reaches the operators, once, and waits until somebody has looked at it."""

from __future__ import annotations

from datetime import timedelta

from bot import countries
from bot.correcting import Corrector
from bot.decisions import Done
from bot.model import Visit
from bot.storage import Store, belongings, chats, outbox, reports
from tests.storage.deciding import LATER, deliver, done, news, why
from tests.storage.situations import sighting, taken_in


async def test_reports_are_counted_once_a_chat(store: Store, corrector: Corrector, told: Visit) -> None:
    """The same report twice is one; operators hear of a visit once, until somebody has looked at it."""
    async with store.writing() as tx:
        await chats.ensure(tx, 7, "private", "en")
        for chat in range(20, 23):
            await chats.ensure(tx, chat, "private", "en")
    for chat in range(20, 23):
        done(await corrector.report(chat, told.id, "not_visit"))
    assert why(await corrector.report(20, told.id, "not_visit")) == "reported"
    done(await corrector.report(20, told.id, "wrong_fact"))
    async with store.reading() as tx:
        assert await reports.open_of(tx, [told.id]) == {told.id: {"not_visit": 3, "wrong_fact": 1}}
        assert [one.visit.id for one in await reports.waiting(tx, 9)] == [told.id]
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(7, "report")]
    done(await corrector.keep(told.id))
    async with store.reading() as tx:
        assert await reports.number_waiting(tx) == 0
    done(await corrector.report(20, told.id, "not_visit"))
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(7, "report")]


async def test_a_chat_reports_so_often_a_day(store: Store, corrector: Corrector, told: Visit) -> None:
    """After ten reports of one day a chat has to wait for the next."""
    for number in range(10):
        corrected = await corrector.report(1, told.id, "not_visit")
        assert isinstance(corrected, Done), number
        await corrector.keep(told.id)
    assert why(await corrector.report(1, told.id, "not_visit")) == "often"
    tomorrow = Corrector(store, {7}, clock=lambda: LATER + timedelta(days=1, minutes=1))
    done(await tomorrow.report(1, told.id, "not_visit"))


async def test_operators_are_not_flooded(store: Store, corrector: Corrector, told: Visit) -> None:
    """When fifty reported visits wait already, the next report is kept and sends nothing."""
    async with store.writing() as tx:
        await chats.ensure(tx, 7, "private", "en")
        for code in countries.codes()[:60]:
            if code not in ("AZ", "BH"):
                _, visit = await taken_in(tx, f"https://e.org/{code}", sighting(host=code))
                await reports.add(tx, 7, visit.id, "not_visit", now=LATER)
    done(await corrector.report(1, told.id, "wrong_fact"))
    assert "report" not in [one.kind for one in await deliver(store)]
    async with store.reading() as tx:
        assert (await reports.open_of(tx, [told.id]))[told.id] == {"wrong_fact": 1}


async def test_what_a_chat_reported_goes_with_the_chat(
    store: Store, corrector: Corrector, told: Visit
) -> None:
    """Erasing a chat erases its reports."""
    await corrector.report(1, told.id, "not_visit")
    async with store.writing() as tx:
        await belongings.erase(tx, 1)
        assert await reports.number_waiting(tx) == 0
        assert await outbox.tally(tx) == {}


async def test_what_waits_is_paged(store: Store, corrector: Corrector) -> None:
    """Held and reported visits come one after the other, and the last has none behind it."""
    async with store.writing() as tx:
        await chats.ensure(tx, 1, "private", "en")
    held, fine, reported = (
        await news(store, "a", host="AZ"), await news(store, "b"), await news(store, "c", host="TR"),
    )  # fmt: skip
    await corrector.report(1, reported.id, "wrong_fact")
    async with store.reading() as tx:
        (first,) = await reports.waiting(tx, 1)
        (second,) = await reports.waiting(tx, 1, first.visit.id)
        assert await reports.waiting(tx, 1, second.visit.id) == []
    assert {first.visit.id, second.visit.id} == {held.id, reported.id}
    assert fine.id not in {first.visit.id, second.visit.id}
