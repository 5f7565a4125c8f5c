"""A text as Telegram keeps it: parsed, cleaned of what it does not keep, trimmed, measured."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.autolinks import find, units
from bot.sandbox.markup import parse_html
from bot.sandbox.wire import Json, Params, bad

LONGEST_TEXT = 4096  # code points after parsing (tdlib/td: MessageContent.cpp)
LONGEST_CAPTION = 1024
LONGEST_MARKUP = 1 << 15  # bytes before parsing (tdlib/telegram-bot-api: Client.cpp)
MOST_ENTITIES = 100  # what is above is dropped without a word
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")


def read_text(params: Params) -> tuple[str, list[Json]]:
    """Take `text` of a call; refused when it is empty, broken or too long."""
    if not params.text("text"):
        raise bad("message text is empty")
    text, entities = _read(params, "text", "entities")
    if not text:
        raise bad("text must be non-empty")
    if len(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return text, entities


def read_caption(params: Params) -> Json:
    """Take `caption` of a call: the fields of a message that it makes, none for an empty one."""
    text, entities = _read(params, "caption", "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return {"caption": text, "caption_entities": entities or None} if text else {}


def _read(params: Params, name: str, given: str) -> tuple[str, list[Json]]:
    markup, mode = params.text(name), params.text("parse_mode").lower()
    if len(_utf8(markup)) > LONGEST_MARKUP:
        raise bad("text is too long")
    if not markup or mode in ("", "none"):
        return keep(markup, [_given(entity) for entity in params.array(given, "MessageEntity") or []])
    if mode != "html":
        raise bad("unsupported parse_mode")
    return keep(*parse_html(markup))


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None


def _given(entity: Any) -> Json:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        raise bad("can't parse MessageEntity: expected an Object")
    if not all(isinstance(entity.get(name), int) and entity[name] >= 0 for name in ("offset", "length")):
        raise bad("can't parse MessageEntity: field must be a Number")
    return entity


def keep(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Clean and trim a text, moving its entities along; find what Telegram marks by itself."""
    cleaned = _CONTROL.sub(" ", text)
    kept = _trimmed(cleaned)
    offsets = _map(cleaned, kept)
    moved = [place for entity in entities if (place := _moved(entity, offsets))]
    result = "".join(cleaned[index] for index in kept)
    return result, find(result, moved)[:MOST_ENTITIES]


def _trimmed(text: str) -> list[int]:
    """List which code points stay."""
    kept = [index for index, char in enumerate(text) if not _DROPPED.match(char)]
    while kept and text[kept[-1]] in " \n":
        kept.pop()
    first = next((place for place, index in enumerate(kept) if text[index] not in " \n"), 0)
    return kept[first:]


def _map(text: str, kept: list[int]) -> list[int]:
    """For every UTF-16 offset of the old text: the offset in the new one."""
    staying, offset, offsets = set(kept), 0, []
    for index, char in enumerate(text):
        width = units(char)
        offsets += [offset] * width
        offset += width if index in staying else 0
    return [*offsets, offset]


def _moved(entity: Json, offsets: list[int]) -> Json | None:
    last = len(offsets) - 1
    start = offsets[min(entity["offset"], last)]
    end = offsets[min(entity["offset"] + entity["length"], last)]
    return entity | {"offset": start, "length": end - start} if end > start else None
