"""Two outside references for what the bot sends: the Bot API's schema and Telegram's own HTML parser.

The schema is aiogram's (pydantic models generated from the Bot API's documentation), the parser is TDLib's
(`parseTextEntities`, run in process without a network). Neither shares a line with the bot or the sandbox.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import tdjson
from aiogram import methods
from aiogram.methods.base import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.sandbox import Call
from bot.sandbox.markup import parse_html
from bot.sandbox.wire import Json, Refusal

# TDLib's names for what the Bot API calls otherwise.
_KINDS = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre", "TextUrl": "text_link",
    "MentionName": "text_mention", "CustomEmoji": "custom_emoji", "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote", "DateTime": "date_time",
}  # fmt: skip
_EXTRAS = {
    "url": "url",
    "language": "language",
    "custom_emoji_id": "custom_emoji_id",
    "unix_time": "unix_time",
}


class Oracles:
    """An observer for `Sandbox.observers` that collects what an oracle objects to."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.checked = 0

    def __call__(self, call: Call) -> None:
        self.checked += 1
        self.complaints += [f"{call.method}: {complaint}" for complaint in complaints(call)]


def complaints(call: Call) -> list[str]:
    """List every objection to one call: its parameters, its markup, and the sandbox's answer to it."""
    model = api_methods().get(call.method)
    if model is None:
        return ["the Bot API has no such method"]
    return [*schema_complaints(model, call), *markup_complaints(call), *answer_complaints(model, call)]


# -- the schema ---------------------------------------------------------------------------------


@cache
def api_methods() -> dict[str, type[TelegramMethod[Any]]]:
    """Map the Bot API's method names to aiogram's models of them."""
    found = (getattr(methods, name) for name in methods.__all__)
    return {model.__api_method__: model for model in found if hasattr(model, "__api_method__")}


def schema_complaints(model: type[TelegramMethod[Any]], call: Call) -> list[str]:
    """Say where the parameters do not fit the method; unknown fields count, nested ones too."""
    given = {name: _decoded(model, name, value) for name, value in call.params.raw.items()}
    given |= {name: f"attach://{name}" for name in call.params.files if name in model.model_fields}
    try:
        checked = model.model_validate(given)
    except ValidationError as error:
        return [_shortly(error)]
    return [f"unknown field {field}" for field in unknown_fields(checked)]


def _decoded(model: type[TelegramMethod[Any]], name: str, value: Any) -> Any:
    """Decode a JSON-encoded form field, unless it is one that holds a string."""
    field = model.model_fields.get(name)
    if field is None or not isinstance(value, str) or not value.startswith(("[", "{")):
        return value
    kinds = typing.get_args(field.annotation) if _is_union(field.annotation) else (field.annotation,)
    return value if str in kinds else _loaded(value)


def _loaded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _is_union(annotation: Any) -> bool:
    return isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union


def unknown_fields(value: Any, path: str = "") -> Iterator[str]:
    """Walk through models and lists; aiogram keeps what it does not know in `model_extra`."""
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or {})
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from unknown_fields(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from unknown_fields(item, f"{path}{index}.")


def _shortly(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])


# -- the sandbox's own answers --------------------------------------------------------------------


def answer_complaints(model: type[TelegramMethod[Any]], call: Call) -> list[str]:
    """Say where the sandbox answers otherwise than the Bot API promises, so that it cannot drift."""
    if call.status != 200 or call.body is None:
        return []
    result = call.body["result"]
    try:
        checked = _returning(model).validate_python(result)
    except ValidationError as error:
        return [f"the sandbox's answer does not fit: {_shortly(error)}"]
    return [f"the sandbox's answer has an unknown field {field}" for field in unknown_fields(checked)]


@cache
def _returning(model: type[TelegramMethod[Any]]) -> TypeAdapter[Any]:
    return TypeAdapter(list[Update] if model is methods.GetUpdates else model.__returning__)


# -- Telegram's own parser ------------------------------------------------------------------------


def markup_complaints(call: Call) -> list[str]:
    """Say which HTML Telegram would refuse, or reads otherwise than the sandbox does."""
    return [complaint for text in marked_up(dict(call.params.raw)) for complaint in compare(text)]


def marked_up(value: Any) -> Iterator[str]:
    """Find every text with parse_mode HTML in the parameters, nested JSON included."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        value = _loaded(value)
    if isinstance(value, dict):
        if str(value.get("parse_mode", "")).lower() == "html":
            yield from (value[name] for name in ("text", "caption", "message_text") if value.get(name))
        nested = value.items()
        yield from (
            text for name, part in nested if name not in ("text", "caption") for text in marked_up(part)
        )
    elif isinstance(value, list):
        yield from (text for part in value for text in marked_up(part))


def compare(markup: str) -> list[str]:
    """Hold Telegram's reading against the sandbox's; an error is an objection even if they agree."""
    theirs, ours = telegram_reading(markup), sandbox_reading(markup)
    if isinstance(theirs, str):
        return [f"Telegram refuses the markup: {theirs} in {markup!r}"] + (
            [f"the sandbox says {ours}"] * (ours != theirs)
        )
    return [] if ours == theirs else [f"Telegram reads {theirs}, the sandbox {ours} in {markup!r}"]


def sandbox_reading(markup: str) -> tuple[str, list[Json]] | str:
    """Give text and entities, or the error's words."""
    try:
        return parse_html(markup)
    except Refusal as refusal:
        return refusal.description


def telegram_reading(markup: str) -> tuple[str, list[Json]] | str:
    """Give text and entities, or the error's words as the Bot API server prefixes them."""
    answer = execute(
        {"@type": "parseTextEntities", "text": markup, "parse_mode": {"@type": "textParseModeHTML"}}
    )
    if answer["@type"] == "error":
        message = str(answer["message"])
        return f"Bad Request: {message[0].lower()}{message[1:]}"
    return str(answer["text"]), [_translated(entity) for entity in answer["entities"]]


def execute(request: Json) -> Json:
    """Run one of TDLib's synchronous functions."""
    _quieten()
    answer = tdjson.td_execute(json.dumps(request).encode())
    return dict(json.loads(answer or b"{}"))


@cache
def _quieten() -> None:
    tdjson.td_execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())


def _translated(entity: Json) -> Json:
    kind = entity["type"]
    ours: Json = {"type": _KINDS[kind["@type"].removeprefix("textEntityType")]}
    ours |= {"offset": entity["offset"], "length": entity["length"]}
    ours |= {mine: kind[theirs] for theirs, mine in _EXTRAS.items() if theirs in kind}
    if "user_id" in kind:
        ours["user"] = {"id": kind["user_id"]}
    if ours["type"] == "date_time":
        ours["date_time_format"] = _date_format(kind.get("formatting_type"))
    return ours


def _date_format(kind: Json | None) -> str:
    """Write TDLib's description of a date's format in the letters that ask for it."""
    if kind is None:
        return ""
    if kind["@type"] == "dateTimeFormattingTypeRelative":
        return "r"
    short_long = {"None": "", "Short": "d", "Long": "D"}
    date = short_long[kind["date_precision"]["@type"].removeprefix("dateTimePartPrecision")]
    time = {"": "", "d": "t", "D": "T"}[
        short_long[kind["time_precision"]["@type"].removeprefix("dateTimePartPrecision")]
    ]
    return ("w" if kind["show_day_of_week"] else "") + date + time
