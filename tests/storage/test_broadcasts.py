"""Broadcasts on their way into the outbox, on every database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import Notice
from bot.storage import Store, belongings, broadcasts, chats, outbox
from tests.storage.situations import NOW, chat_subscribed

ME, HOUR = 5, timedelta(hours=1)


@pytest.fixture
async def released(store: Store, monkeypatch: pytest.MonkeyPatch) -> int:
    """A broadcast to nine chats, let go, of which a page takes four."""
    monkeypatch.setattr(broadcasts, "_PAGE", 4)
    async with store.writing() as tx:
        for chat in range(1, 10):
            await chat_subscribed(tx, chat)
        number = await broadcasts.draft(tx, ME, "<b>Hello</b>", None, NOW)
        assert await broadcasts.release(tx, number, ME, NOW) == 9
        return number


async def test_each_chat_is_queued_once_whatever_dies_in_between(store: Store, released: int) -> None:
    """A page that was not committed is done again, and one that was is not."""
    async with store.writing() as tx:
        assert await broadcasts.queue_page(tx, NOW)
    with pytest.raises(KeyError):
        async with store.writing() as tx:
            await broadcasts.queue_page(tx, NOW)
            raise KeyError
    async with store.reading() as tx:
        assert await outbox.tally(tx) == {"queued": 4}
    pages = [True]
    while pages[-1]:
        async with store.writing() as tx:
            pages.append(await broadcasts.queue_page(tx, NOW))
    async with store.writing() as tx:
        due = await outbox.claim(tx, 20, NOW)
        assert sorted(one.chat.id for one in due) == list(range(1, 10))
        assert {(one.notice.kind, one.notice.revision, one.notice.silent) for one in due} == {
            ("post", released, True)
        }


async def test_an_alert_overtakes_a_broadcast(store: Store, released: int) -> None:
    """Who waits for both gets the news first."""
    async with store.writing() as tx:
        await broadcasts.queue_page(tx, NOW)
        await outbox.put(tx, [Notice(1, "bcdfghj", 1, "alert")], now=NOW)
        first = (await outbox.claim(tx, 1, NOW))[0]
    assert first.notice.kind == "alert"


async def test_a_draft_goes_once_and_within_its_hour(store: Store) -> None:
    """Another operator cannot send it, nor anybody twice or too late; it is forgotten then."""
    async with store.writing() as tx:
        await chat_subscribed(tx, ME)
        number = await broadcasts.draft(tx, ME, "Hello", "ru", NOW)
        assert await broadcasts.release(tx, number, ME + 1, NOW) is None
        assert await broadcasts.release(tx, number, ME, NOW + HOUR) is None
        assert await broadcasts.release(tx, number, ME, NOW) == 0  # nobody there speaks Russian
        assert await broadcasts.release(tx, number, ME, NOW) is None
        assert not await broadcasts.discard(tx, number, ME)
        stale = await broadcasts.draft(tx, ME, "Bye", None, NOW)
        await broadcasts.forget(tx, NOW + 2 * HOUR, NOW - HOUR)
        assert await broadcasts.html(tx, stale) is None
        assert await broadcasts.html(tx, number) == "Hello"
        await broadcasts.forget(tx, NOW, NOW + HOUR)
        assert await broadcasts.html(tx, number) is None


async def test_the_number_of_a_forgotten_broadcast_is_not_given_again(store: Store, released: int) -> None:
    """Rows that name a broadcast which went with its operator are not taken for those of the next one."""
    async with store.writing() as tx:
        await belongings.erase(tx, ME)
        assert await broadcasts.html(tx, released) is None
        await chats.ensure(tx, ME, "private", "en")
        assert await broadcasts.draft(tx, ME, "Next", None, NOW) > released


async def test_what_waits_moves_with_the_group(store: Store, released: int) -> None:
    """A group that becomes a supergroup gets what was queued for it, once."""
    async with store.writing() as tx:
        await broadcasts.queue_page(tx, NOW)
        await chats.move(tx, 1, -100)
        due = await outbox.claim(tx, 20, NOW)
    assert sorted(one.chat.id for one in due) == [-100, 2, 3, 4]
