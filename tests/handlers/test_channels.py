"""Channels are set up from the private chat of their admins, as conversations."""

from __future__ import annotations

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.sandbox.rooms import Room
from bot.storage import Store, chats
from bot.wishes import Chat, Habits, Subject
from tests.handlers.test_chat import eventually

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def diary(sandbox: Sandbox, ada: Person) -> Room:
    """A channel of Ada's in which the bot may post."""
    return sandbox.world.channel("Diary <b>", owner=ada, username="ada_diary")


async def told(store: Store, channel: Room) -> tuple[Chat | None, list[Subject]]:
    async with store.reading() as tx:
        held = await chats.subscriptions(tx, channel.id)
        return await chats.get(tx, channel.id), [one.subject for one in held]


async def test_who_adds_the_bot_is_asked_in_private(ada: Person, sandbox: Sandbox, store: Store) -> None:
    """The way leads from /channel over Telegram's own choice back to the private chat; nothing is posted."""
    ada.say("/channel")
    asked = await ada.hears("Add me to your channel")
    assert "?startchannel&admin=post_messages" in buttons(asked)[0]["url"]
    channel = sandbox.world.channel("News", owner=ada, bot="left")
    ada.adds_bot(channel, "administrator")
    await ada.hears("News\nWhat shall this channel be told")
    ada.tap("Subscribe")
    await ada.hears("Tap to switch")
    await ada.answered(ada.tap("All countries"))
    chat, held = await told(store, channel)
    assert (chat and chat.type, held) == ("channel", [Subject()])
    assert channel.bot_messages == []
    assert (await told(store, ada.private))[1] == []


async def test_a_stranger_who_adds_the_bot_is_not_written_to(
    ada: Person, sandbox: Sandbox, store: Store
) -> None:
    """Whoever has never talked to the bot is asked when they do."""
    channel = sandbox.world.channel("News", owner=ada, bot="left")
    ada.adds_bot(channel, "administrator")
    ada.say("/help")
    await ada.hears("See visits")
    assert len(ada.private.bot_messages) == 1
    assert await told(store, channel) == (None, [])


@pytest.mark.parametrize("name", ["@ada_diary", "ada_diary", "https://t.me/ada_diary"])
async def test_a_channel_is_found_by_its_name(ada: Person, diary: Room, store: Store, name: str) -> None:
    """Everything that a chat can set for itself is set for the channel, each press in place."""
    ada.say(f"/channel {name}")
    await ada.hears("Diary <b>")
    ada.tap("How and when")
    await ada.hears("How this chat is told")
    for label in (
        "Each visit at once",
        "At 09:00",
        "18:00",
        "Time zone",
        "Europe",
        "Amsterdam",
        "Language",
        "Русский",
    ):
        await ada.answered(ada.tap(label))
    chat, _ = await told(store, diary)
    assert chat == Chat(diary.id, "channel", "ru", None, Habits("daily", 18, zone="Europe/Amsterdam"))
    assert len(ada.private.bot_messages) == 2


async def test_only_its_admins_set_a_channel_up(
    ada: Person, diary: Room, sandbox: Sandbox, store: Store
) -> None:
    """Neither by its name, nor with keys that somebody else was shown, nor to look only."""
    bob = sandbox.world.user("Bob")
    bob.say("/channel @ada_diary")
    refused = await bob.hears("only if you are its administrator")
    ada.say("/channel @ada_diary")
    await ada.hears("What shall this channel be told")
    for data in (
        "1t:*:0",
        "1m",
        "1S",
        "1k:0",
        "1T",
        "1Z:mode:daily",
        "1l:ru",
        "1x:ask",
        "1x:yes",
        "1u:1",
        "1i:1",
        "1g:1",
    ):
        toast = await bob.answered(bob.press(f"{data}@{diary.id}", refused))
        assert "Only admins" in toast["text"], data
    assert await told(store, diary) == (Chat(diary.id, "channel", "en"), [])
    assert len(bob.private.bot_messages) == 1


async def test_who_is_no_admin_any_more_changes_nothing(
    ada: Person, diary: Room, sandbox: Sandbox, store: Store
) -> None:
    """Each press is judged anew."""
    bob = sandbox.world.user("Bob")
    diary.promote(bob)
    bob.say("/channel @ada_diary")
    await bob.hears("What shall this channel be told")
    bob.tap("Subscribe")
    await bob.hears("Tap to switch")
    diary.demote(bob)
    bob.say("/help")  # answered after Telegram's word that he was demoted
    await bob.hears("See visits")
    assert "Only admins" in (await bob.answered(bob.tap("All countries")))["text"]
    assert (await told(store, diary))[1] == []


async def test_keys_of_a_channel_do_nothing_in_a_group(ada: Person, diary: Room, sandbox: Sandbox) -> None:
    """What an admin sees in private is shown to no group."""
    group = sandbox.world.supergroup("Desk", owner=ada)
    ada.say("/help", group)
    there = await ada.hears("See visits", group)
    assert "Only admins" in (await ada.answered(ada.press(f"1m@{diary.id}", there, group)))["text"]


async def test_channel_is_a_command_for_private_chats(ada: Person, sandbox: Sandbox) -> None:
    """In a group the way leads to the private chat; a name that is none is refused like one of others."""
    group = sandbox.world.supergroup("Desk", owner=ada)
    ada.say("/channel", group)
    await ada.hears("private chat", group)
    for name in ("@nobody_there", "x", "@desk;drop"):
        ada.say(f"/channel {name}")
        await ada.hears("only if you are its administrator")


async def test_a_channel_that_takes_the_right_to_post_is_paused(
    ada: Person, diary: Room, store: Store
) -> None:
    """What was set stays, and works again when the bot may post again."""

    async def paused() -> str | None:
        chat, _ = await told(store, diary)
        return chat.paused if chat else None

    ada.say("/channel @ada_diary")
    await ada.hears("What shall this channel be told")
    ada.adds_bot(diary, "member")
    assert await eventually(paused) == "restricted"
    ada.removes_bot(diary)
    assert await eventually(paused, wanted="kicked") == "kicked"
    ada.adds_bot(diary, "administrator")
    await ada.hears("What shall this channel be told")
    assert await paused() is None
