"""Topics, members, commands and queries, and chats that cannot be written to."""

from __future__ import annotations

from bot.sandbox import Sandbox
from tests.sandbox.calls import Call, keyboard, refused, result


async def test_topics_take_messages(sandbox: Sandbox, call: Call) -> None:
    """A message goes to its topic; a topic that is gone is "message thread not found"."""
    forum = sandbox.world.supergroup("Desk", owner=sandbox.world.user("Ada"), forum=True)
    topic = forum.topic("Visits")
    message = await result(call("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic))
    assert message["message_thread_id"] == topic and message["is_topic_message"] is True
    forum.delete_topic(topic)
    assert (await refused(call("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)))[1] == (
        "Bad Request: message thread not found")  # fmt: skip


async def test_chats_that_cannot_be_written_to_say_why(sandbox: Sandbox, call: Call) -> None:
    """Blocked, kicked, unknown and migrated chats each have their words."""
    world, ada = sandbox.world, sandbox.world.user("Ada")
    group, channel = world.group("Desk", owner=ada), world.channel("Diary", owner=ada, username="diary")
    assert (await result(call("sendMessage", chat_id="@diary", text="x")))["chat"]["id"] == channel.id
    ada.blocks_bot()
    ada.removes_bot(channel)
    assert await refused(call("sendMessage", chat_id=ada.id, text="x")) == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    assert await refused(call("sendMessage", chat_id=channel.id, text="x")) == (
        403, "Forbidden: bot was kicked from the channel chat")  # fmt: skip
    assert await refused(call("sendMessage", chat_id=42, text="x")) == (400, "Bad Request: chat not found")
    new = group.migrate()
    status, body = await call("sendMessage", chat_id=group.id, text="x")
    assert (status, body["parameters"]) == (400, {"migrate_to_chat_id": new.id})
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    ada.unblocks_bot()
    await result(call("sendMessage", chat_id=ada.id, text="x"))


async def test_members_have_their_standing(sandbox: Sandbox, call: Call) -> None:
    """getChatMember and getChatAdministrators tell owner, administrator, member and stranger apart."""
    ada, bob, eve = (sandbox.world.user(name) for name in ("Ada", "Bob", "Eve"))
    group = sandbox.world.group("Desk", owner=ada, members=[bob])
    standing = [
        (await result(call("getChatMember", chat_id=group.id, user_id=who.id)))["status"]
        for who in (ada, bob, eve)
    ]
    assert standing == ["creator", "member", "left"]
    group.promote(bob)
    admins = await result(call("getChatAdministrators", chat_id=group.id))
    assert {admin["user"]["first_name"] for admin in admins} == {"Ada", "Bob"}
    assert (await result(call("getChat", chat_id=group.id)))["title"] == "Desk"
    await result(call("leaveChat", chat_id=group.id))
    assert (await refused(call("getChat", chat_id=group.id)))[0] == 403


async def test_commands_are_kept_by_scope_and_language(sandbox: Sandbox, call: Call) -> None:
    """Each scope and language has its own list, deleted on its own."""
    scope = {"type": "all_private_chats"}
    commands = [{"command": "visits", "description": "Визиты"}]
    await result(call("setMyCommands", commands=commands, scope=scope, language_code="ru"))
    assert await result(call("getMyCommands", scope=scope, language_code="ru")) == commands
    assert await result(call("getMyCommands", scope=scope)) == []
    await result(call("deleteMyCommands", scope=scope, language_code="ru"))
    assert await result(call("getMyCommands", scope=scope, language_code="ru")) == []
    assert (await refused(call("setMyCommands", commands=[{"command": "Bad", "description": "x"}])))[1] == (
        "Bad Request: BOT_COMMAND_INVALID")  # fmt: skip


async def test_a_query_is_answered_once(sandbox: Sandbox, call: Call) -> None:
    """A pressed button waits for one answer; a second answer comes too late."""
    ada = sandbox.world.user("Ada")
    await result(call("sendMessage", chat_id=ada.id, text="x", reply_markup=keyboard(callback_data="a")))
    query = ada.tap("Key")
    await result(call("answerCallbackQuery", callback_query_id=query, text="Done", show_alert=True))
    assert (await ada.answered(query))["text"] == "Done"
    assert (await refused(call("answerCallbackQuery", callback_query_id=query)))[1] == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid")  # fmt: skip
    inline = ada.asks_inline("Bahrain")
    content = {"message_text": "<b>x</b>", "parse_mode": "HTML"}
    article = {"type": "article", "id": "1", "title": "T", "input_message_content": content}
    await result(call("answerInlineQuery", inline_query_id=inline, results=[article]))
    assert (await ada.answered(inline))["results"][0]["input_message_content"]["text"] == "x"
