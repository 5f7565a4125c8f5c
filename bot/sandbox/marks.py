"""What Telegram's tags mean: from a closed tag to an entity of the Bot API."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.sandbox.links import checked_link, mentioned_user
from bot.sandbox.wire import Json, Refusal, bad

SHORT = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
TAGS = {*SHORT, "a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
# In which order entities of the same place are listed; outer ones first.
PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "date_time": 30, "text_link": 49,
    "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94,
    "custom_emoji": 99,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that is still open: where its text begins, in bytes of output and in UTF-16 units."""

    name: str
    argument: str
    date: int
    offset: int
    start: int


def meaning(tag: str, attribute: bytes, value: bytes | None) -> str | None:
    """Say what an attribute means for its tag; None when it means nothing."""
    if (tag, attribute) == ("blockquote", b"expandable"):
        return "1"
    text = (value or b"").decode("utf-8", "replace")
    if value is not None and (tag, attribute) in (
        ("a", b"href"),
        ("tg-emoji", b"emoji-id"),
        ("tg-time", b"format"),
    ):
        return text
    for classed, prefix in (("code", "language-"), ("span", "tg-")):
        if (tag, attribute) == (classed, b"class") and text.startswith(prefix):
            return text[len(prefix) :]
    return None


def entity_of(tag: Tag, text: str) -> Json | None:
    """Say what a closed tag marks; None for a link that Telegram drops without a word."""
    if tag.name in SHORT:
        return {"type": SHORT[tag.name]}
    if tag.name == "a":
        return _link(tag.argument or text)
    if tag.name == "tg-emoji":
        return _custom_emoji(tag.argument)
    if tag.name == "tg-time":
        return _date_time(tag)
    if tag.name == "blockquote":
        return {"type": "expandable_blockquote" if tag.argument else "blockquote"}
    return {"type": tag.name, "language": tag.argument} if tag.argument else {"type": tag.name}


def _link(url: str) -> Json | None:
    user = mentioned_user(url)
    if user:
        return {"type": "text_mention", "user": {"id": user}}
    link = checked_link(url)
    return {"type": "text_link", "url": link} if link else None


def _custom_emoji(number: str) -> Json:
    if not re.fullmatch(r"-?[1-9][0-9]{0,18}", number) or not -(2**63) <= int(number) < 2**63:
        raise broken("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _date_time(tag: Tag) -> Json | None:
    if tag.argument not in ("r", "R") and set(tag.argument) - set("tTdDwW"):
        raise broken("Invalid date format used")
    if tag.date <= 0:
        return None
    return {"type": "date_time", "unix_time": tag.date, "date_time_format": tag.argument}


def join_code(entity: Json, entities: list[Json]) -> bool:
    """<pre><code class="language-…"> in either order makes one entity."""
    last = entities[-1] if entities else {}
    if any(last.get(key) != entity[key] for key in ("offset", "length")):
        return False
    kinds = (last["type"], entity["type"])
    inner = {("code", "pre"): last, ("pre", "code"): entity}.get(kinds, {})
    if "language" not in inner or (kinds == ("pre", "code") and "language" in last):
        return False
    last |= {"type": "pre", "language": inner["language"]}
    return True


def ordered(entities: list[Json]) -> list[Json]:
    """Outer entities before inner ones. The language of inline code means nothing and goes."""
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], PRIORITY[e["type"]]))


def broken(what: str) -> Refusal:
    return bad(f"can't parse entities: {what}")
