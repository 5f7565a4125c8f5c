"""What can be wished for besides a country, and what of it is told: by word and by button."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store, chats
from bot.wishes import Filters, Subject, Subscription

pytestmark = pytest.mark.usefixtures("bot")


async def held(store: Store, chat_id: int) -> list[Subscription]:
    async with store.reading() as tx:
        return await chats.subscriptions(tx, chat_id)


@pytest.mark.parametrize(
    ("typed", "subject", "filters"),
    [
        ("person Kamran Aliyev", Subject(person="Kamran Aliyev"), Filters()),
        ("человек Кямран Алиев", Subject(person="Кямран Алиев"), Filters()),
        ("topic extradition", Subject(topic="extradition"), Filters()),
        ("extradition", Subject(topic="extradition"), Filters()),
        ("тема экстрадиция", Subject(topic="extradition"), Filters()),
        ("topic mutual legal", Subject(topic="mutual_legal_assistance"), Filters()),
        ("BH host", Subject(("BH",)), Filters(role="host")),
        ("from Azerbaijan", Subject(("AZ",)), Filters(role="visitor")),
        ("гость Бахрейн", Subject(("BH",)), Filters(role="visitor")),
        ("from AZ to TR", Subject(("AZ", "TR")), Filters()),
    ],
)
async def test_a_wish_is_understood(
    ada: Person, store: Store, typed: str, subject: Subject, filters: Filters
) -> None:
    """People, topics and roles are subscribed to in the words of any of our languages."""
    ada.say(f"/subscribe {typed}")
    await ada.hears("Subscribed")
    [one] = await held(store, ada.id)
    assert (one.subject, one.filters) == (subject, filters)


async def test_a_name_without_words_is_no_person(ada: Person, store: Store) -> None:
    """Whoever could never be found is not waited for."""
    ada.say("/subscribe person ?!")
    await ada.hears("do not know a country")
    assert await held(store, ada.id) == []


async def test_a_person_is_forgotten_by_name(ada: Person, store: Store) -> None:
    """The order of the names and their accents are no matter."""
    ada.say("/subscribe person Kamran Əliyev")
    await ada.hears("👤 Kamran Əliyev")
    ada.say("/unsubscribe person Aliyev Kamran")
    await ada.hears("There was no subscription")  # Ə is e and not a: another name
    ada.say("/unsubscribe person Eliyev Kamran")
    await ada.hears("Unsubscribed")
    assert await held(store, ada.id) == []


async def test_filters_turn_in_place(ada: Person, store: Store) -> None:
    """Each button of a subscription says what is set, and a tap sets the next, in one message."""
    ada.say("/subscribe BH")
    await ada.hears("Subscribed")
    ada.say("/subscriptions")
    await ada.hears("Your subscription")
    await ada.answered(ada.tap("Bahrain"))
    for label in ("visitor or host", "Heads of prosecution only", "Planned and actual", "However sure"):
        await ada.answered(ada.tap(label))
    [one] = await held(store, ada.id)
    assert one.filters == Filters("visitor", "deputy", "planned", 80)
    shown = [button["text"] for button in buttons(ada.private.bot_messages[-1])]
    assert {"🧭 As visitor only", "👤 Heads and deputies", "🗓 Planned only", "🎯 At least 80 % sure"} <= {
        *shown
    }
    assert len(ada.private.bot_messages) == 2


async def test_languages_are_chosen_and_taken_back(ada: Person, store: Store) -> None:
    """A language of sources is switched on and off on a page of its own."""
    ada.say("/subscribe all")
    await ada.hears("Subscribed")
    ada.tap("Subscriptions")
    await ada.hears("Your subscription")
    for label in ("All countries", "in any language", "English"):
        await ada.answered(ada.tap(label))
    [one] = await held(store, ada.id)
    assert one.filters.languages == ("en",)
    for label in ("✅ English", "Back"):
        await ada.answered(ada.tap(label))
    [one] = await held(store, ada.id)
    assert one.filters == Filters()


async def test_topics_toggle(ada: Person, store: Store) -> None:
    """The keyboard of topics opens in place of the countries and switches in place."""
    ada.say("/subscribe")
    await ada.hears("Tap to switch")
    await ada.answered(ada.tap("Topics"))
    await ada.answered(ada.tap("extradition"))
    assert [one.subject for one in await held(store, ada.id)] == [Subject(topic="extradition")]
    await ada.answered(ada.tap("✅ extradition"))
    assert await held(store, ada.id) == []


@pytest.mark.parametrize(
    "data",
    [
        "1q:{}:role:king",
        "1q:{}:id:9",
        "1q:0:role:host",
        "1q:x:grade:head",
        "1t:t.magic:0",
        "1q:{}:role:host@-77",
        "1t:BH:0@-77",
    ],
)
async def test_made_up_buttons_change_nothing(ada: Person, store: Store, data: str) -> None:
    """Values, numbers and chats that no button of ours carries are refused with a word."""
    ada.say("/subscribe BH")
    confirmed = await ada.hears("Subscribed")
    [before] = await held(store, ada.id)
    toast: Any = await ada.answered(ada.press(data.format(before.id), confirmed))
    assert toast["text"]
    assert await held(store, ada.id) == [before]


async def test_nobody_changes_the_subscription_of_another(
    ada: Person, sandbox: Sandbox, store: Store
) -> None:
    """The number of somebody else's subscription opens nothing."""
    ada.say("/subscribe BH")
    await ada.hears("Subscribed")
    [before] = await held(store, ada.id)
    bob = sandbox.world.user("Bob")
    bob.say("/help")
    there = await bob.hears("")
    for data in (f"1q:{before.id}:role:host", f"1u:{before.id}", f"1g:{before.id}:en"):
        await bob.answered(bob.press(data, there))
    assert await held(store, ada.id) == [before]


async def test_a_forum_remembers_the_topic(ada: Person, sandbox: Sandbox, store: Store) -> None:
    """Alerts stand in the topic where they were asked for; asked for again elsewhere, they move there."""
    forum = sandbox.world.supergroup("Forum", owner=ada, forum=True)
    topic = forum.topic("Visits")
    ada.say("/subscribe BH", forum, topic=topic)
    await ada.hears("Subscribed", forum)
    assert [one.thread for one in await held(store, forum.id)] == [topic]
    ada.say("/subscribe BH", forum)
    await ada.hears("already", forum)
    assert [one.thread for one in await held(store, forum.id)] == [None]
