"""What Telegram marks by itself in a text: commands, mentions, hashtags and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.sandbox.wire import Json

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'])"
    r"|(?P<mention>(?<![\w/])@[a-zA-Z0-9_]{3,32}\b)"
    r"|(?P<hashtag>(?<![\w#&;])#[^\W\d_]\w{0,255})"
)
_OPAQUE = {"code", "pre", "text_link", "text_mention"}


def units(text: str) -> int:
    """Count UTF-16 code units, in which the Bot API measures."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def find(text: str, given: Iterable[Json] = ()) -> list[Json]:
    """List the entities that Telegram adds to `given`, merged with these and in order of place.

    Nothing is added inside code and links. Narrower than Telegram: a URL needs its scheme here.
    """
    given = list(given)
    closed = [(e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in _OPAQUE]
    found = [_entity(text, match) for match in _FOUND.finditer(text)]
    free = [entity for entity in found if not any(_overlaps(entity, *place) for place in closed)]
    return sorted([*given, *free], key=lambda e: (e["offset"], -e["length"]))


def _entity(text: str, match: re.Match[str]) -> Json:
    return {"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match.group())}


def _overlaps(entity: Json, start: int, end: int) -> bool:
    return bool(start < entity["offset"] + entity["length"] and entity["offset"] < end)
