"""Subscribing and ending it, as conversations."""

from __future__ import annotations

import pytest

from bot.sandbox.people import Person, buttons
from bot.storage import Store, chats
from bot.wishes import Subject
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")


async def held(store: Store, person: Person) -> list[tuple[str, ...]]:
    async with store.reading() as tx:
        return [one.subject.countries for one in await chats.subscriptions(tx, person.id)]


async def has(store: Store, person: Person, *subjects: tuple[str, ...]) -> None:
    """Somebody subscribed to these long ago."""
    async with store.writing() as tx:
        await chats.ensure(tx, person.id, "private", "en")
        for subject in subjects:
            await chats.subscribe(tx, person.id, Subject(subject))


@pytest.mark.parametrize(
    ("typed", "countries"),
    [
        ("all", ()),
        ("BH", ("BH",)),
        ("AZ TR", ("AZ", "TR")),
        ("tr az", ("AZ", "TR")),
        ("Türkiye", ("TR",)),
        ("все", ()),
    ],
)
async def test_a_subscription_is_effective_at_once(
    ada: Person, store: Store, typed: str, countries: tuple[str, ...]
) -> None:
    """One command and one message, and the subscription stands; the order of a pair is no matter."""
    ada.say(f"/subscribe {typed}")
    await ada.hears("Subscribed")
    assert await held(store, ada) == [countries]
    assert len(ada.private.bot_messages) == 1


async def test_subscribing_twice_is_one_subscription(ada: Person, store: Store) -> None:
    """The second time it is said that nothing had to be done."""
    ada.say("/subscribe BH")
    await ada.hears("Subscribed: 🇧🇭 Bahrain")
    ada.say("/subscribe bahrain")
    await ada.hears("already subscribed")
    assert await held(store, ada) == [("BH",)]


async def test_a_typing_error_subscribes_to_nothing(ada: Person, store: Store) -> None:
    """A guess is a question, and only its button subscribes."""
    ada.say("/subscribe Bahrian")
    await ada.hears("Did you mean")
    assert await held(store, ada) == []
    assert "Bahrain" in (await ada.answered(ada.tap("Bahrain")))["text"]
    assert await held(store, ada) == [("BH",)]


async def test_three_countries_are_refused_with_advice(ada: Person, store: Store) -> None:
    """More than a pair is not understood half."""
    ada.say("/subscribe AZ TR BH")
    await ada.hears("one country, or two")
    assert await held(store, ada) == []


async def test_the_keyboard_toggles_in_place(ada: Person, store: Store, happened: Happened) -> None:
    """Countries with visits come first, a tap switches one on, another off, in the same message."""
    await happened()
    ada.say("/subscribe")
    offered = await ada.hears("Tap to switch")
    assert [button["text"] for button in buttons(offered)][:4] == [
        "All countries",
        "🏷 Topics",
        "🇦🇿 Azerbaijan",
        "🇧🇭 Bahrain",
    ]
    await ada.answered(ada.tap("Bahrain"))
    assert await held(store, ada) == [("BH",)]
    assert "✅ 🇧🇭 Bahrain" in [button["text"] for button in buttons(await ada.hears("Tap to switch"))]
    await ada.answered(ada.tap("✅ 🇧🇭 Bahrain"))
    assert await held(store, ada) == []


async def test_the_keyboard_reaches_every_country(ada: Person) -> None:
    """The pages of the keyboard go round and hold every country once."""
    ada.say("/subscribe")
    message = await ada.hears("Tap to switch")
    found = {button["text"] for button in buttons(message)}
    assert "1/16" in found
    await ada.answered(ada.tap("◂"))
    assert "16/16" in [button["text"] for button in buttons(await ada.hears("Tap to switch"))]


async def test_one_is_ended_from_the_list(ada: Person, store: Store) -> None:
    """/subscriptions lists what is held; a tap opens one in place, another ends it and shows the rest."""
    await has(store, ada, ("BH",), ("AZ", "TR"))
    ada.say("/subscriptions")
    listed = await ada.hears("Your 2 subscriptions")
    assert [b["text"] for b in buttons(listed)][:2] == ["🇧🇭 Bahrain", "🇦🇿 Azerbaijan – 🇹🇷 Türkiye"]
    await ada.answered(ada.tap("🇧🇭 Bahrain"))
    await ada.hears("Each button says what is set")
    await ada.answered(ada.tap("End it"))
    await ada.hears("Your subscription.")
    assert await held(store, ada) == [("AZ", "TR")]
    assert len(ada.private.bot_messages) == 1


async def test_unsubscribe_with_a_country_ends_that_one(ada: Person, store: Store) -> None:
    """/unsubscribe BH leaves the others, and says so when there was none."""
    await has(store, ada, ("BH",), ("TR",))
    ada.say("/unsubscribe BH")
    await ada.hears("Unsubscribed: 🇧🇭 Bahrain")
    assert await held(store, ada) == [("TR",)]
    ada.say("/unsubscribe BH")
    await ada.hears("There was no subscription")


async def test_unsubscribe_alone_asks_first(ada: Person, store: Store) -> None:
    """Everything ends only after a yes."""
    await has(store, ada, ("BH",), ("TR",))
    ada.say("/unsubscribe")
    await ada.hears("End all 2 subscriptions?")
    ada.tap("No")
    await ada.hears("Nothing was changed")
    assert len(await held(store, ada)) == 2
    ada.say("/unsubscribe")
    await ada.hears("End all 2 subscriptions?")
    ada.tap("Yes")
    await ada.hears("2 subscriptions have ended")
    assert await held(store, ada) == []


async def test_a_card_offers_both_countries(ada: Person, store: Store, happened: Happened) -> None:
    """From a card one follows either country without leaving it."""
    await happened()
    ada.say("/visits BH")
    await ada.hears("1 visit")
    ada.tap("24–26 Jan")
    await ada.hears("Prosecutor General of Azerbaijan")
    toast = await ada.answered(ada.tap("🔔 🇦🇿 Azerbaijan"))
    assert toast["text"] == "Subscribed: 🇦🇿 Azerbaijan"
    assert await held(store, ada) == [("AZ",)]
