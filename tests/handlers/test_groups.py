"""Groups: everybody may ask, only admins change; topics and migrations are followed."""

from __future__ import annotations

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.people import Person
from bot.sandbox.rooms import Room
from bot.storage import Store, chats
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def bob(sandbox: Sandbox) -> Person:
    return sandbox.world.user("Bob")


@pytest.fixture
def desk(sandbox: Sandbox, ada: Person, bob: Person) -> Room:
    """A newsroom's group: Ada owns it, Bob is a member."""
    return sandbox.world.supergroup("News desk", owner=ada, members=[bob])


async def held(store: Store, chat_id: int) -> list[tuple[str, ...]]:
    async with store.reading() as tx:
        return [one.subject.countries for one in await chats.subscriptions(tx, chat_id)]


async def test_everybody_may_ask(bob: Person, desk: Room, happened: Happened) -> None:
    """A member's question is answered, as a reply to it."""
    await happened()
    asked = bob.say("/visits BH", desk)
    answer = await bob.hears("Bahrain · 1 visit", desk)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]


async def test_members_may_not_subscribe_a_group(bob: Person, desk: Room, store: Store) -> None:
    """Without rights a command changes nothing and is told why."""
    for command in ("/subscribe BH", "/language ru", "/unsubscribe", "/deleteme"):
        bob.say(command, desk)
        await bob.hears("Only admins", desk)
    assert await held(store, desk.id) == []


async def test_admins_may(ada: Person, desk: Room, store: Store) -> None:
    """An admin's command is effective at once."""
    ada.say("/subscribe BH", desk)
    await ada.hears("Subscribed", desk)
    assert await held(store, desk.id) == [("BH",)]


async def test_an_admin_in_the_groups_name_may(ada: Person, desk: Room, store: Store) -> None:
    """Who writes as the group itself is one of its admins."""
    ada.say("/subscribe BH", desk, anonymously=True)
    await ada.hears("Subscribed", desk)
    assert await held(store, desk.id) == [("BH",)]


async def test_every_press_is_judged_anew(ada: Person, bob: Person, desk: Room, store: Store) -> None:
    """A keyboard that an admin opened does nothing for a member who taps it."""
    ada.say("/subscribe", desk)
    offered = await ada.hears("Tap to switch", desk)
    tap = bob.tap("All countries", desk, message=offered)
    assert "Only admins" in (await bob.answered(tap))["text"]
    assert await held(store, desk.id) == []
    await ada.answered(ada.tap("All countries", desk))
    assert await held(store, desk.id) == [()]


async def test_a_plain_text_in_a_group_is_not_for_us(
    sandbox: Sandbox, ada: Person, desk: Room, happened: Happened
) -> None:
    """People talk about countries in groups without asking the bot, which hears all where it is an admin."""
    await happened()
    ada.adds_bot(desk, "administrator")
    ada.say("Bahrain", desk)
    ada.say("/help", desk)
    await ada.hears("See visits", desk)
    assert len(desk.bot_messages) == 1


async def test_the_answer_stays_in_its_topic(sandbox: Sandbox, ada: Person, happened: Happened) -> None:
    """In a forum the answer, and what its buttons open, stand in the topic of the question."""
    await happened()
    forum = sandbox.world.supergroup("Forum", owner=ada, forum=True)
    topic = forum.topic("Visits")
    ada.say("/start", forum, topic=topic)
    greeting = await ada.hears("Visitwire", forum)
    assert greeting["message_thread_id"] == topic
    ada.tap("Latest visits", forum)
    assert (await ada.hears("Latest visits", forum))["message_thread_id"] == topic


async def test_a_group_that_became_a_supergroup_keeps_its_subscriptions(
    sandbox: Sandbox, ada: Person, store: Store
) -> None:
    """Telegram tells a migration twice; the subscriptions move once."""
    group = sandbox.world.group("Small", owner=ada)
    ada.say("/subscribe BH", group)
    await ada.hears("Subscribed", group)
    new = group.migrate()
    ada.say("/subscriptions", new)
    await ada.hears("Your subscription", new)
    assert await held(store, new.id) == [("BH",)]
    assert await held(store, group.id) == []


async def test_a_group_is_greeted_when_the_bot_is_added(sandbox: Sandbox, ada: Person, store: Store) -> None:
    """Who adds the bot learns what it does; nothing is subscribed by itself."""
    group = sandbox.world.supergroup("Later", owner=ada, bot="left")
    ada.adds_bot(group)
    await ada.hears("Admins choose the countries", group)
    assert await held(store, group.id) == []
