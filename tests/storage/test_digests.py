"""Lines that wait for a digest, on every database."""

from __future__ import annotations

from datetime import timedelta

from bot.model import Notice
from bot.storage import Store, chats, digests, outbox
from bot.wishes import Habits, Subject
from tests.storage.situations import NOW, chat_subscribed, one_taken_in, sighting

HOUR = timedelta(hours=1)


async def test_a_line_waits_once_and_is_told_once(store: Store) -> None:
    """Gathered twice it is one line; told it waits no more, until something has happened again."""
    _, visit = await one_taken_in(store, "https://a.example/1", sighting())
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
        for new in (1, 0):
            assert await outbox.put(tx, [Notice(1, visit.id, 1, "line")], now=NOW) == new
        assert await digests.waiting(tx, 1, 9) == [visit.id]
        assert await digests.number(tx, 1, [visit.id]) == 1
        assert await digests.number(tx, 1) == 2
        assert await digests.waiting(tx, 1, 9) == []
        assert await digests.told(tx, 1, 1) == [visit.id]
        await digests.gather(tx, visit.id, [1])
        assert await digests.waiting(tx, 1, 9) == [visit.id]
        assert await digests.told(tx, 1, 1) == []


async def test_a_chat_is_claimed_when_its_hour_has_come(store: Store) -> None:
    """Once for each hour, with the hour that it was; a paused chat is looked at and passed over."""
    async with store.writing() as tx:
        for chat_id in (1, 2):
            await chat_subscribed(tx, chat_id)
            chat = await chats.get(tx, chat_id)
            assert chat is not None
            await digests.settle(tx, chat, Habits("daily", 13), NOW)
        await chats.pause(tx, 2, "blocked")
        assert not await digests.is_any_due(tx, NOW)
        assert await digests.is_any_due(tx, NOW + HOUR)
        assert [(chat.id, due) for chat, due in await digests.claim(tx, NOW + HOUR, 9)] == [(1, NOW + HOUR)]
        assert await digests.claim(tx, NOW + HOUR, 9) == []
        assert [chat.id for chat, _ in await digests.claim(tx, NOW + 25 * HOUR, 9)] == [1]


async def test_what_was_told_is_forgotten_with_its_row(store: Store) -> None:
    """As long as the outbox knows of a digest, its lines are known; what waits stays."""
    visits = [
        (await one_taken_in(store, f"https://a.example/{host}", sighting(host=host)))[1]
        for host in ("TR", "KZ")
    ]
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
        for visit in visits:
            await digests.gather(tx, visit.id, [1])
        number = await digests.number(tx, 1, [visits[0].id])
        await outbox.put(tx, [Notice(1, "", number, "digest")], now=NOW)
        await digests.forget(tx)
        assert await digests.told(tx, 1, number) == [visits[0].id]
        await tx.exec_driver_sql("DELETE FROM outbox")
        await digests.forget(tx)
        assert await digests.told(tx, 1, number) == []
        assert await digests.waiting(tx, 1, 9) == [visits[1].id]


async def test_a_topic_that_is_gone_is_forgotten_everywhere(store: Store) -> None:
    """Alerts, what is queued and digests stand in the general topic from then on; other topics stay."""
    async with store.writing() as tx:
        chat, _ = await chats.ensure(tx, 1, "supergroup", "en")
        await chats.subscribe(tx, 1, Subject(), thread=5)
        await chats.subscribe(tx, 1, Subject(("TR",)), thread=6)
        await digests.settle(tx, chat, Habits("daily", silent=True, thread=5), NOW)
        await outbox.put(tx, [Notice(1, "", 1, "digest", thread=5)], now=NOW)
        await chats.forget_thread(tx, 1, 5)
        assert [one.thread for one in await chats.subscriptions(tx, 1)] == [None, 6]
        [due] = await outbox.claim(tx, 9, NOW)
    assert (due.thread, due.chat.habits) == (None, Habits("daily", silent=True))
