"""The outside references object to what they should, so that their silence means something."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.sandbox import Call
from bot.sandbox.wire import Params
from tests.oracles import complaints


def sent(method: str, body: Any = None, **params: Any) -> list[str]:
    form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
    answer = {"ok": True, "result": body} if body is not None else {"ok": False}
    return complaints(Call(method, Params(form), 200 if body is not None else 400, answer, 0.0))


KEYS = {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]}


HTML = {"chat_id": "1", "parse_mode": "HTML"}
LINK = {"is_disabled": True}


@pytest.mark.parametrize(
    "params",
    [
        {"chat_id": "1", "text": "x"},
        {"chat_id": "@diary", "text": "[x] and {y}", "disable_notification": "true"},
        {**HTML, "text": "<b>x</b>", "reply_markup": KEYS},
        {**HTML, "text": "x", "link_preview_options": LINK, "reply_parameters": {"message_id": 1}},
    ],
)
def test_a_right_call_passes(params: dict[str, Any]) -> None:
    """Form-encoded calls as the library sends them are in order."""
    assert sent("sendMessage", **params) == []


WRONG_KEYS = {"inline_keyboard": [[{"text": "x", "dta": "y"}]]}
WRONG_RESULT = {
    "type": "article",
    "id": "1",
    "title": "x",
    "input_message_content": {"message_text": "<b>", "parse_mode": "HTML"},
}


@pytest.mark.parametrize(
    ("method", "params", "objection"),
    [
        ("sendMesage", {}, "no such method"),
        ("sendMessage", {"chat_id": "1"}, "text: Field required"),
        ("sendMessage", {"chat_id": "1", "text": "x", "txt": "y"}, "unknown field txt"),
        ("sendMessage", {"chat_id": "1", "text": "x", "disable_notification": "perhaps"}, "valid boolean"),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": WRONG_KEYS}, "inline_keyboard.0.0.dta"),
        ("sendMessage", {**HTML, "text": "<x>"}, "Telegram refuses the markup"),
        ("sendDocument", {**HTML, "document": "1", "caption": "</b>"}, "Unexpected end tag"),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [WRONG_RESULT]}, "Telegram refuses"),
    ],
)
def test_a_wrong_call_is_objected_to(method: str, params: dict[str, Any], objection: str) -> None:
    """Unknown methods and fields at any depth, missing fields, wrong types and broken markup are named."""
    assert objection in " ".join(sent(method, **params))


def test_a_wrong_answer_of_the_sandbox_is_objected_to() -> None:
    """The sandbox cannot drift from the Bot API: its own answers are read with the same models."""
    me = {"id": 1, "is_bot": True, "first_name": "x"}
    assert "does not fit" in sent("getMe", body={"id": 1})[0]
    assert "unknown field colour" in sent("getMe", body={**me, "colour": "red"})[0]
