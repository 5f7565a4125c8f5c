"""People and chats of the emulated Telegram behave as real ones do towards a bot."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter
from telegram.request import HTTPXRequest

from bot.sandbox import Fault, Sandbox
from bot.sandbox.world import World


def updates(world: World) -> list[dict[str, Any]]:
    return list(world.updates.take_all())


def test_privacy_mode_hides_what_is_not_for_the_bot() -> None:
    """In a group a bot sees commands, replies to it and mentions, and everything once it is administrator."""
    world = World()
    ada = world.user("Ada")
    group = world.group("Desk", owner=ada)
    own = world.post(group, sender=world.bot, by_bot=True, text="hello")
    for text in (
        "gossip",
        "/visits",
        "/visits@visitwire_sandbox_bot BH",
        "/visits@other_bot",
        "@visitwire_sandbox_bot hi",
    ):
        ada.say(text, group)
    ada.say("a reply", group, reply_to=own)
    seen = [update["message"]["text"] for update in updates(world)]
    assert seen == ["/visits", "/visits@visitwire_sandbox_bot BH", "@visitwire_sandbox_bot hi", "a reply"]
    ada.adds_bot(group, "administrator")
    ada.say("gossip", group)
    assert updates(world)[-1]["message"]["text"] == "gossip"


def test_an_anonymous_administrator_writes_as_the_group_but_taps_as_a_person() -> None:
    """The message comes from GroupAnonymousBot with sender_chat; the press carries the real id."""
    world = World()
    ada = world.user("Ada")
    group = world.supergroup("Desk", owner=ada)
    keys = {"inline_keyboard": [[{"text": "Key", "callback_data": "x"}]]}
    world.post(group, sender=world.bot, by_bot=True, text="hello", reply_markup=keys)
    ada.say("/settings", group, anonymously=True)
    ada.tap("Key", group)
    message, query = updates(world)
    assert message["message"]["from"]["id"] == 1087968824
    assert message["message"]["sender_chat"] == group.chat
    assert query["callback_query"]["from"]["id"] == ada.id


def test_blocking_and_removing_are_told() -> None:
    """my_chat_member says who did what to the bot, old and new status."""
    world = World()
    ada = world.user("Ada")
    group = world.group("Desk", owner=ada, bot="left")
    ada.blocks_bot()
    ada.adds_bot(group)
    changes = [
        (
            change["my_chat_member"]["old_chat_member"]["status"],
            change["my_chat_member"]["new_chat_member"]["status"],
        )
        for change in updates(world)
    ]
    assert changes == [("member", "kicked"), ("left", "member")]


def test_migration_is_told_in_both_chats() -> None:
    """Both service messages name the other chat, and members move along."""
    world = World()
    ada = world.user("Ada")
    group = world.group("Desk", owner=ada)
    new = group.migrate()
    to, from_ = (update["message"] for update in updates(world))
    assert to["migrate_to_chat_id"] == from_["chat"]["id"] == new.id
    assert from_["migrate_from_chat_id"] == to["chat"]["id"] == group.id
    assert new.status(ada.id) == "creator"


def test_channel_posts_and_edits_have_their_own_updates() -> None:
    """A channel's posts have no sender; edits come as edited_* updates."""
    world = World()
    ada = world.user("Ada")
    channel = world.channel("Diary", owner=ada)
    post = ada.say("news", channel)
    ada.edits(post, "more news", channel)
    ada.edits(ada.say("typo"), "type")
    kinds = [next(key for key in update if key != "update_id") for update in updates(world)]
    assert kinds == ["channel_post", "edited_channel_post", "message", "edited_message"]
    assert "from" not in post


async def test_hearing_waits_and_never_hears_twice() -> None:
    """`hears` takes new messages and edits once, and says what came instead when nothing fits."""
    world = World()
    ada = world.user("Ada")
    message = world.post(ada.private, sender=world.bot, by_bot=True, text="first")
    assert await ada.hears("first") == message
    with pytest.raises(TimeoutError, match="first"):
        await ada.hears("first", seconds=0.05)
    waiting = asyncio.create_task(ada.hears("changed"))
    await asyncio.sleep(0)
    world.change(ada.private, message | {"text": "changed"}, by_bot=True)
    assert (await waiting)["text"] == "changed"
    with pytest.raises(LookupError, match="no button"):
        ada.tap("nothing")


async def test_python_telegram_bot_runs_against_it_unmodified(sandbox: Sandbox) -> None:
    """The library that the product uses reads every answer and raises its own errors for refusals."""
    ada = sandbox.world.user("Ada", language_code="ru")
    group = sandbox.world.group("Desk", owner=ada)
    async with Bot(sandbox.token, base_url=sandbox.base_url, base_file_url=sandbox.base_file_url,
                   request=HTTPXRequest(), get_updates_request=HTTPXRequest()) as bot:  # fmt: skip
        assert bot.username == "visitwire_sandbox_bot"
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Open", callback_data="v:1")]])
        sent = await bot.send_message(
            ada.id, "<b>x</b>", parse_mode="HTML", reply_markup=keys, disable_notification=True
        )
        assert ada.private.silent == {sent.message_id}
        ada.tap("Open")
        [update] = await bot.get_updates(timeout=1, allowed_updates=Update.ALL_TYPES)
        assert update.callback_query is not None and update.callback_query.from_user.language_code == "ru"
        await bot.answer_callback_query(update.callback_query.id)
        await bot.edit_message_text("y", ada.id, sent.message_id)
        file = await bot.send_document(ada.id, b"a,b", filename="v.csv", caption="c")
        assert file.document is not None
        assert bytes(await (await bot.get_file(file.document.file_id)).download_as_bytearray()) == b"a,b"
        assert (await bot.get_chat(group.id)).title == "Desk"
        assert [member.user.id for member in await bot.get_chat_administrators(group.id)] == [ada.id]
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("y", ada.id, sent.message_id)
        sandbox.faults.add(Fault(code=429, retry_after=7))
        with pytest.raises(RetryAfter):
            await bot.send_message(ada.id, "z")
        new = group.migrate()
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(group.id, "z")
        assert moved.value.new_chat_id == new.id
        ada.blocks_bot()
        with pytest.raises(Forbidden, match="blocked"):
            await bot.send_message(ada.id, "z")
