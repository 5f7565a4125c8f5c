"""Writing, editing and deleting, in Telegram's words and within its limits."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.oracles import Oracles
from tests.sandbox.calls import Call, keyboard, refused, result


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


async def test_only_people_whom_the_bot_knows_are_mentioned(sandbox: Sandbox, call: Call) -> None:
    """A tg://user link becomes a mention of somebody known, and plain text for a stranger."""
    ada = sandbox.world.user("Ada")
    text = f"<a href='tg://user?id={ada.id}'>Ada</a> <a href='tg://user?id=42'>nobody</a>"
    message = await result(call("sendMessage", chat_id=ada.id, text=text, parse_mode="HTML"))
    assert [entity["user"]["first_name"] for entity in message["entities"]] == ["Ada"]


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
