"""The sandbox speaks the Bot API: over plain HTTP, in every encoding, in Telegram's words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Fault, Sandbox
from tests.oracles import Oracles

Answer = tuple[int, dict[str, Any]]
Call = Callable[..., Coroutine[Any, Any, Answer]]


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def call(sandbox: Sandbox, http: aiohttp.ClientSession) -> Call:
    async def call(method: str, /, **params: Any) -> Answer:
        form = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()
        }
        async with http.post(f"{sandbox.base_url}{sandbox.token}/{method}", data=form) as answer:
            return answer.status, await answer.json()

    return call


async def result(answer: Coroutine[Any, Any, Answer]) -> Any:
    status, body = await answer
    assert status == 200, body
    return body["result"]


async def refused(answer: Awaitable[Answer]) -> tuple[int, str]:
    status, body = await answer
    assert body["ok"] is False and body["error_code"] == status
    return status, body["description"]


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Key", **button}]]}


# -- the wire -----------------------------------------------------------------------------------


async def test_every_encoding_means_the_same(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    """Query, form, multipart and JSON body all carry a call."""
    chat, url = sandbox.world.user("Ada").id, f"{sandbox.base_url}{sandbox.token}/sendMessage"
    multipart = aiohttp.FormData({"chat_id": str(chat), "text": "c"})
    multipart.add_field("unused", b"x", filename="x.txt")
    for request in (
        http.get(url, params={"chat_id": chat, "text": "a"}),
        http.post(url, data={"chat_id": chat, "text": "b"}),
        http.post(url, data=multipart),
        http.post(url.replace("sendMessage", "SENDMESSAGE"), json={"chat_id": chat, "text": "d"}),
    ):
        async with request as answer:
            assert (await answer.json())["ok"] is True
    assert sandbox.world.user("Ada").private.texts() == ["a", "b", "c", "d"]
    sandbox.observers[0].complaints.clear()  # type: ignore[attr-defined]  # the capitals, which Telegram allows


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("{token}/noSuchMethod", 404, "Not Found"),
        ("123:wrong/getMe", 401, "Unauthorized"),
        ("nonsense/getMe", 404, "Not Found"),
    ],
)
async def test_unknown_tokens_and_methods_are_refused(
    sandbox: Sandbox, http: aiohttp.ClientSession, oracles: Oracles, path: str, status: int, words: str
) -> None:
    """A wrong token is 401, and what does not exist is 404."""
    async with http.get(sandbox.base_url + path.format(token=sandbox.token)) as answer:
        assert (answer.status, await answer.json()) == (
            status,
            {"ok": False, "error_code": status, "description": words},
        )
    oracles.complaints.clear()


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Host": "127.0.0.1:1"}]
)
async def test_foreign_pages_cannot_reach_it(
    sandbox: Sandbox, http: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    """A rebound name or another page's script is turned away everywhere."""
    for path in ("", "page/state", "news/feed.xml", f"bot{sandbox.token}/getMe"):
        async with http.get(sandbox.page_url + path, headers=headers) as answer:
            assert answer.status == 403


# -- updates --------------------------------------------------------------------------------------


async def test_offsets_confirm_updates(sandbox: Sandbox, call: Call) -> None:
    """An update comes again until a higher offset is asked for; a negative one forgets the rest."""
    ada = sandbox.world.user("Ada")
    for word in ("one", "two", "three"):
        ada.say(word)
    first, second, third = await result(call("getUpdates"))
    assert (await result(call("getUpdates")))[0] == first
    assert await result(call("getUpdates", offset=second["update_id"], limit=1)) == [second]
    assert await result(call("getUpdates", offset=-1)) == [third]
    assert await result(call("getUpdates", offset=third["update_id"] + 1)) == []


async def test_a_long_poll_ends_with_the_update(sandbox: Sandbox, call: Call) -> None:
    """A waiting poll is answered as soon as something happens, and empty after its timeout."""
    assert await result(call("getUpdates", timeout=1)) == []
    poll = asyncio.create_task(result(call("getUpdates", timeout=20)))
    await asyncio.sleep(0.05)
    sandbox.world.user("Ada").say("/start x")
    async with asyncio.timeout(2):
        [update] = await poll
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_second_poller_conflicts(sandbox: Sandbox, call: Call) -> None:
    """The poll that waited first is ended with 409."""
    first = asyncio.create_task(call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=20))
    status, words = await refused(first)
    assert status == 409 and words.startswith("Conflict: terminated by other getUpdates request")
    sandbox.world.user("Ada").say("/start")
    assert (await second)[0] == 200


async def test_a_webhook_forbids_polling(call: Call) -> None:
    """Until the webhook is deleted, getUpdates is a conflict."""
    await result(call("setWebhook", url="https://example.com/hook"))
    assert (await refused(call("getUpdates")))[0] == 409
    await result(call("deleteWebhook", drop_pending_updates=True))
    assert await result(call("getUpdates")) == []


async def test_only_allowed_kinds_come(sandbox: Sandbox, call: Call) -> None:
    """Kinds that the bot did not ask for never reach the queue; without a list, chat_member does not."""
    ada, bob = sandbox.world.user("Ada"), sandbox.world.user("Bob")
    room = sandbox.world.group("Desk", owner=ada, members=[bob], bot="administrator")
    room.promote(bob)
    assert await result(call("getUpdates", allowed_updates=["callback_query", "chat_member"])) == []
    ada.say("not asked for")
    room.demote(bob)
    [update] = await result(call("getUpdates"))
    assert update["chat_member"]["new_chat_member"]["status"] == "member"


# -- messages -------------------------------------------------------------------------------------


async def test_markup_becomes_entities(sandbox: Sandbox, call: Call) -> None:
    """HTML is kept as text and entities, trimmed, with commands and hashtags found by themselves."""
    chat = sandbox.world.user("Ada").id
    markup = "  <b>🇧🇭 Visit</b>\r\n/help #Bahrain  <i> </i>\n"
    message = await result(call("sendMessage", chat_id=chat, text=markup, parse_mode="HTML"))
    assert message["text"] == "🇧🇭 Visit\n/help #Bahrain"
    kinds = {entity["type"]: (entity["offset"], entity["length"]) for entity in message["entities"]}
    assert kinds == {"bold": (0, 10), "bot_command": (11, 5), "hashtag": (17, 8)}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "<b>" + "ə" * 17000 + "</b>", "parse_mode": "HTML"}, "text is too long"),
        ({"text": "a<x>b", "parse_mode": "HTML"},
         'can\'t parse entities: Unsupported start tag "x" at byte offset 1'),
        ({"text": "x", "parse_mode": "Other"}, "unsupported parse_mode"),
        ({"text": "x", "entities": [{"type": "bold"}]}, "can't parse MessageEntity: field must be a Number"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": keyboard(callback_data="ə" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(url="nothing")},
         "inline keyboard button URL 'nothing' is invalid: Wrong HTTP URL"),
        ({"text": "x", "reply_markup": keyboard()},
         "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "reply_markup": keyboard(copy_text={"text": "y" * 257})}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)  # fmt: skip
async def test_what_telegram_refuses_is_refused(
    sandbox: Sandbox, call: Call, oracles: Oracles, params: dict[str, Any], words: str
) -> None:
    """Bad texts and keys get 400 in Telegram's words and leave no message."""
    ada = sandbox.world.user("Ada")
    assert await refused(call("sendMessage", chat_id=ada.id, **params)) == (400, f"Bad Request: {words}")
    assert ada.private.messages == {}
    oracles.complaints.clear()


async def test_limits_count_code_points_after_parsing(sandbox: Sandbox, call: Call) -> None:
    """4096 emoji inside tags are within the limit, though they are 16 KiB."""
    chat = sandbox.world.user("Ada").id
    message = await result(call("sendMessage", chat_id=chat, text=f"<b>{'😀' * 4096}</b>", parse_mode="HTML"))
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]


async def test_only_a_hundred_entities_are_kept(sandbox: Sandbox, call: Call) -> None:
    """The hundred-and-first is dropped without a word."""
    chat = sandbox.world.user("Ada").id
    message = await result(call("sendMessage", chat_id=chat, text="<b>x</b> " * 101, parse_mode="HTML"))
    assert len(message["entities"]) == 100


async def test_edits_replace_and_refuse_what_changes_nothing(sandbox: Sandbox, call: Call) -> None:
    """The same content and keys again are "not modified"; another key alone is an edit."""
    ada = sandbox.world.user("Ada")
    keys = keyboard(callback_data="a")
    message = await result(
        call("sendMessage", chat_id=ada.id, text="<b>x</b>", parse_mode="HTML", reply_markup=keys)
    )
    same = {"chat_id": ada.id, "message_id": message["message_id"], "text": "<b>x</b>", "parse_mode": "HTML"}
    status, words = await refused(call("editMessageText", **same, reply_markup=keys))
    assert status == 400 and words.startswith(
        "Bad Request: message is not modified: specified new message content"
    )
    edited = await result(call("editMessageText", **same))
    assert "reply_markup" not in edited and edited["edit_date"] >= message["date"]
    edited = await result(
        call("editMessageReplyMarkup", chat_id=ada.id, message_id=message["message_id"], reply_markup=keys)
    )
    assert edited["reply_markup"] == keys
    assert await refused(call("editMessageText", chat_id=ada.id, message_id=99, text="y")) == (
        400, "Bad Request: message to edit not found")  # fmt: skip


async def test_only_own_messages_can_be_edited(sandbox: Sandbox, call: Call) -> None:
    """Somebody else's message cannot be changed, but in a private chat it can be deleted."""
    ada = sandbox.world.user("Ada")
    said = ada.say("mine")["message_id"]
    assert (await refused(call("editMessageText", chat_id=ada.id, message_id=said, text="y")))[1] == (
        "Bad Request: message can't be edited")  # fmt: skip
    assert await result(call("deleteMessage", chat_id=ada.id, message_id=said)) is True
    assert (await refused(call("deleteMessage", chat_id=ada.id, message_id=said)))[1] == (
        "Bad Request: message to delete not found")  # fmt: skip


async def test_pictures_and_files_come_back(
    sandbox: Sandbox, call: Call, http: aiohttp.ClientSession
) -> None:
    """An upload gets an id, can be sent again by it and fetched byte for byte."""
    chat = sandbox.world.user("Ada").id
    form = aiohttp.FormData({"chat_id": str(chat), "caption": "<b>Visits</b>", "parse_mode": "HTML"})
    form.add_field("document", b"a,b\n", filename="visits.csv", content_type="text/csv")
    async with http.post(f"{sandbox.base_url}{sandbox.token}/sendDocument", data=form) as answer:
        document = (await answer.json())["result"]["document"]
    assert document["file_name"] == "visits.csv" and document["file_size"] == 4
    file = await result(call("getFile", file_id=document["file_id"]))
    async with http.get(f"{sandbox.base_file_url}{sandbox.token}/{file['file_path']}") as answer:
        assert await answer.read() == b"a,b\n"
    again = await result(call("sendPhoto", chat_id=chat, photo=document["file_id"]))
    assert again["photo"][0]["file_id"] == document["file_id"]


# -- chats ----------------------------------------------------------------------------------------


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


# -- misfortunes ----------------------------------------------------------------------------------


async def test_faults_befall_as_ordered(sandbox: Sandbox, call: Call, http: aiohttp.ClientSession) -> None:
    """A fault ordered over HTTP hits only its method and chat, so many times, with Telegram's parameters."""
    ada, bob = sandbox.world.user("Ada"), sandbox.world.user("Bob")
    order = {"code": 429, "retry_after": 3, "method": "sendMessage", "chat_id": ada.id, "times": 2}
    async with http.post(f"{sandbox.page_url}faults", json=order) as answer:
        assert (await answer.json())[0]["times"] == 2
    await result(call("sendMessage", chat_id=bob.id, text="x"))
    for _ in range(2):
        status, body = await call("sendMessage", chat_id=ada.id, text="x")
        assert (status, body["parameters"]) == (429, {"retry_after": 3})
    await result(call("sendMessage", chat_id=ada.id, text="x"))
    for code in (400, 403, 500, 502):
        sandbox.faults.add(Fault(code=code))
        assert (await refused(call("getMe")))[0] == code
    async with http.post(f"{sandbox.page_url}faults", json={"nonsense": 1}) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(("moment", "arrived"), [("before", []), ("after", ["x"])])
async def test_a_cut_connection_leaves_the_outcome_open(
    sandbox: Sandbox, call: Call, moment: Any, arrived: list[str]
) -> None:
    """Cut before, the message never arrives; cut after, it does, and the bot cannot know."""
    ada = sandbox.world.user("Ada")
    sandbox.faults.add(Fault(reset=moment))
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=ada.id, text="x")
    assert ada.private.texts() == arrived


async def test_answers_can_be_late_or_broken(
    sandbox: Sandbox, call: Call, http: aiohttp.ClientSession
) -> None:
    """A delay holds the answer back after the message arrived; a garbled one is half a JSON object."""
    ada = sandbox.world.user("Ada")
    sandbox.faults.add(Fault(delay=0.2))
    late = asyncio.create_task(call("sendMessage", chat_id=ada.id, text="late"))
    await ada.hears("late")
    assert not late.done()
    assert (await late)[0] == 200
    sandbox.faults.add(Fault(garbled=True))
    with pytest.raises(json.JSONDecodeError):
        await call("sendMessage", chat_id=ada.id, text="broken")
    assert ada.private.texts() == ["late", "broken"]


async def test_calls_are_observed_with_their_answers(sandbox: Sandbox, call: Call) -> None:
    """Observers see method, decoded parameters, status and body of every call."""
    ada = sandbox.world.user("Ada")
    await result(call("sendMessage", chat_id=ada.id, text="x"))
    await call("sendMessage", chat_id=42, text="y")
    assert [(seen.params.text("text"), seen.status) for seen in sandbox.calls] == [("x", 200), ("y", 400)]
    assert len(sandbox.sent("sendMessage")) == 1
