"""Chats, their subscriptions and what becomes of them."""

from __future__ import annotations

import json

import pytest

from bot.model import Notice
from bot.outcomes import Sent
from bot.storage import Store, Tx, audience, belongings, chats, outbox
from bot.wishes import Chat, Subject
from tests.storage.situations import NOW, chat_subscribed, one_taken_in, shown, sighting


async def test_a_chat_is_made_once_and_keeps_its_language(store: Store) -> None:
    """Whatever language the client claims later, the chat's own choice stays."""
    async with store.writing() as tx:
        assert await chats.ensure(tx, 1, "private", "en") == (Chat(1, "private", "en"), True)
        await chats.set_language(tx, 1, "az")
        assert await chats.ensure(tx, 1, "private", "en") == (Chat(1, "private", "az"), False)
        assert await chats.get(tx, 2) is None


async def test_a_subscription_exists_once_in_any_order(store: Store) -> None:
    """Subscribing twice, or to a pair the other way round, is one subscription."""
    async with store.writing() as tx:
        await chats.ensure(tx, 1, "private", "en")
        first, new = await chats.subscribe(tx, 1, Subject(("TR", "AZ")))
        again, new_again = await chats.subscribe(tx, 1, Subject(("AZ", "TR")))
        await chats.subscribe(tx, 1, Subject(("BH",)))
        await chats.subscribe(tx, 1, Subject())
        listed = [one.subject.countries for one in await chats.subscriptions(tx, 1)]
    assert (first, new, new_again) == (again, True, False)
    assert listed == [(), ("BH",), ("AZ", "TR")]


async def test_unsubscribing_ends_exactly_what_is_named(store: Store) -> None:
    """A country is not the pair it is in; without a name everything ends."""
    async with store.writing() as tx:
        for countries in ([], ["AZ"], ["AZ", "TR"]):
            await chat_subscribed(tx, 1, countries)
        assert await chats.unsubscribe(tx, 1, Subject(("TR",))) == 0
        assert await chats.unsubscribe(tx, 1, Subject(("TR", "AZ"))) == 1
        assert await chats.unsubscribe(tx, 1, Subject()) == 1
        assert [one.subject.countries for one in await chats.subscriptions(tx, 1)] == [("AZ",)]
        assert await chats.unsubscribe(tx, 1, None) == 1


@pytest.mark.parametrize(
    ("visit", "told"), [(("AZ", "BH"), {1, 2, 3}), (("BH", "AZ"), {1, 2, 3}), (("AZ", "TR"), {1, 2})]
)
async def test_subscribers_are_those_whose_subscription_covers_the_pair(
    store: Store, visit: tuple[str, str], told: set[int]
) -> None:
    """Everything, a country in either role, and the pair in either order; nobody else, nobody paused."""
    async with store.writing() as tx:
        for chat_id, countries in enumerate(([], ["AZ"], ["BH", "AZ"], ["KZ"], ["BH", "KZ"]), start=1):
            await chat_subscribed(tx, chat_id, countries)
        await chat_subscribed(tx, 9)
        await chats.pause(tx, 9, "blocked")
        assert await _waiting(tx, visit) == told


async def test_a_paused_chat_loses_what_waits_and_keeps_what_it_asked_for(store: Store) -> None:
    """A bot that was blocked sends nothing, and goes on where it stopped when the person returns."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
    await one_taken_in(store, "https://a.example/1", sighting())
    async with store.writing() as tx:
        await chats.pause(tx, 1, "blocked")
        assert await outbox.claim(tx, 9, NOW) == []
        assert await chats.get(tx, 1) == Chat(1, "private", "en", "blocked")
        assert await chats.resume(tx, 1)
        assert not await chats.resume(tx, 1)
        assert len(await chats.subscriptions(tx, 1)) == 1
        assert await outbox.tally(tx) == {"cancelled": 1}


async def test_everything_about_a_chat_can_be_handed_out(store: Store) -> None:
    """An export names every table that keeps something of the chat, as JSON, and nothing of other chats."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
        await chat_subscribed(tx, 2)
    await one_taken_in(store, "https://a.example/1", sighting())
    async with store.reading() as tx:
        kept = await belongings.of_chat(tx, 1)
    assert set(kept) == {"chats", "subscriptions", "outbox"}
    assert {row.get("chat_id", row["id"]) for rows in kept.values() for row in rows} == {1}
    assert json.loads(json.dumps(kept)) == kept


async def test_a_forgotten_chat_leaves_no_trace(store: Store) -> None:
    """After /deleteme nothing in the store names the chat, whatever it had."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
    _, visit = await one_taken_in(store, "https://a.example/1", sighting())
    async with store.writing() as tx:
        for due in await outbox.claim(tx, 9, NOW):
            await outbox.finish(tx, due, Sent(7), now=NOW)
        await belongings.erase(tx, 1)
        assert await chats.get(tx, 1) is None
        assert await chats.subscriptions(tx, 1) == []
        assert await outbox.tally(tx) == {}
        assert await shown(tx, visit.id) == {}
        assert await belongings.of_chat(tx, 1) == {}


async def test_a_group_that_became_a_supergroup_takes_everything_along(store: Store) -> None:
    """Subscriptions and waiting alerts arrive under the new id; cards of the old group are out of reach."""
    async with store.writing() as tx:
        await chat_subscribed(tx, -1, ["AZ"])
    _, told = await one_taken_in(store, "https://a.example/1", sighting())
    async with store.writing() as tx:
        for due in await outbox.claim(tx, 9, NOW):
            await outbox.finish(tx, due, Sent(7), now=NOW)
    await one_taken_in(store, "https://a.example/2", sighting(host="TR"))
    async with store.writing() as tx:
        for _ in range(2):
            await chats.move(tx, -1, -100)
        assert await chats.get(tx, -1) is None
        assert [due.notice.chat_id for due in await outbox.claim(tx, 9, NOW)] == [-100]
        assert [one.subject.countries for one in await chats.subscriptions(tx, -100)] == [("AZ",)]
        assert await shown(tx, told.id) == {-100: False}


async def test_a_move_into_a_known_chat_doubles_nothing(store: Store) -> None:
    """Where both ids were subscribed, the joined chat gets each alert once."""
    async with store.writing() as tx:
        await chat_subscribed(tx, -1)
        await chat_subscribed(tx, -1, ["AZ"])
        await chat_subscribed(tx, -100)
    _, both = await one_taken_in(store, "https://a.example/1", sighting())
    _, one = await one_taken_in(store, "https://a.example/2", sighting(host="TR"))
    async with store.writing() as tx:
        await outbox.put(tx, [Notice(-1, one.id, 2, "alert")], now=NOW)
        await chats.unsubscribe(tx, -100, Subject())
        await chats.move(tx, -1, -100)
        sent = []
        while claimed := await outbox.claim(tx, 9, NOW):
            for due in claimed:
                sent.append((due.notice.chat_id, due.notice.visit_id))
                await outbox.finish(tx, due, Sent(len(sent)), now=NOW)
    assert sorted(sent) == sorted([(-100, both.id), (-100, one.id)])


async def _waiting(tx: Tx, countries: tuple[str, str]) -> set[int]:
    visitor, host = countries
    pages = audience.subscribers(tx, ["", visitor, host, Subject(countries).key])
    return {chat async for page in pages for chats in page.values() for chat in chats}
