"""Answering pressed buttons and inline questions."""

from __future__ import annotations

from typing import Any

from bot.sandbox.formatted import read_text
from bot.sandbox.keyboards import read_keyboard
from bot.sandbox.queries import Query
from bot.sandbox.wire import Json, Params, bad
from bot.sandbox.world import World

LONGEST_TOAST = 200
MOST_RESULTS = 50
LONGEST_ID = 64  # bytes
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(world: World, params: Params) -> bool:
    query = _unanswered(world, params.text("callback_query_id"))
    if len(params.text("text")) > LONGEST_TOAST:
        raise bad("MESSAGE_TOO_LONG")
    query.answer = {
        "text": params.text("text"),
        "show_alert": params.flag("show_alert"),
        "url": params.text("url"),
    }
    message = query.payload["message"]
    world.bell.ring({"type": "answer", "query_id": query.payload["id"], "chat_id": message["chat"]["id"],
                     "user_id": query.payload["from"]["id"], **query.answer})  # fmt: skip
    return True


def answer_inline_query(world: World, params: Params) -> bool:
    query = _unanswered(world, params.text("inline_query_id"))
    results = params.array("results", "InlineQueryResult") or []
    if len(results) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    checked = [_checked(world, result) for result in results]
    if len({result["id"] for result in checked}) < len(checked):
        raise bad("RESULT_ID_DUPLICATE")
    query.answer = {
        "results": checked,
        "next_offset": params.text("next_offset"),
        "button": params.object("button", "InlineQueryResultsButton"),
    }
    world.bell.ring({"type": "inline", "query_id": query.payload["id"], **query.answer})
    return True


def _checked(world: World, result: Any) -> Json:
    """Read what each result would send, so that broken markup is refused here as it is there."""
    if not isinstance(result, dict) or not 1 <= len(str(result.get("id", "")).encode()) <= LONGEST_ID:
        raise bad("RESULT_ID_INVALID")
    content = Params(result).object("input_message_content", "input message content") or {}
    kept = result | {"id": str(result["id"])}
    if "message_text" in content:
        text, entities = read_text(Params({**content, "text": content["message_text"]}))
        kept["input_message_content"] = content | {"text": text, "entities": world.with_people(entities)}
    if result.get("reply_markup"):
        kept["reply_markup"] = read_keyboard(Params(result))
    return kept


def _unanswered(world: World, query_id: str) -> Query:
    query = world.queries.get(query_id)
    if query is None or query.answer is not None:
        raise bad(_TOO_OLD)
    return query


METHODS = {"answerCallbackQuery": answer_callback_query, "answerInlineQuery": answer_inline_query}
