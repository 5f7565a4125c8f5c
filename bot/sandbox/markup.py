"""Telegram's HTML, byte for byte as its server reads it: text, entities, or a refusal in its words.

The grammar is that of tdlib/td, td/telegram/MessageEntity.cpp, parse_html; the tests hold this reader
against that library itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.links import checked_link, mentioned_user
from bot.sandbox.wire import Json, bad

SPACES = b" \t\r\n\0\v"
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
_NAMED = {b"lt": ord("<"), b"gt": ord(">"), b"amp": ord("&"), b"quot": ord('"')}
_REFERENCE = re.compile(rb"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*));?")
_ATTRIBUTE_NAME = re.compile(rb"[^ \t\r\n\0\v=>/\"']*")
_NAME_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that is still open: where its text begins, in bytes of output and in UTF-16 units."""

    name: str
    argument: str
    date: int
    offset: int
    start: int


def parse_html(markup: str) -> tuple[str, list[Json]]:
    """Read Telegram's HTML; raises Refusal "Bad Request: can't parse entities: …" when it is broken."""
    return _Reader(markup).read()


class _Reader:
    """One pass over the bytes; a zero byte stands behind the last one, as in a C string."""

    def __init__(self, markup: str) -> None:
        self.source = markup.encode("utf-8", "surrogatepass") + b"\0"
        self.end = len(self.source) - 1
        self.at = 0
        self.out = bytearray()
        self.offset = 0  # UTF-16 units written
        self.open: list[Tag] = []
        self.entities: list[Json] = []
        self.surrogates = False

    def read(self) -> tuple[str, list[Json]]:
        while self.at < self.end:
            self._step()
        if self.open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return self._text(), _ordered(self.entities)

    def _text(self) -> str:
        try:
            return self.out.decode("utf-8")
        except UnicodeDecodeError:
            raise _broken(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None

    def _step(self) -> None:
        byte = self.source[self.at]
        if byte == 0x3C:  # <
            return self._end_tag() if self.source[self.at + 1] == 0x2F else self._start_tag()
        if byte == 0x26 and (decoded := reference(self.source, self.at)):
            code, self.at = decoded
            self.offset += 1 + (code > 0xFFFF)
            self.out += chr(code).encode("utf-8", "surrogatepass")
            return None
        if byte & 0xC0 != 0x80:
            self.offset += 1 + (byte >= 0xF0)
        self.out.append(byte)
        self.at += 1
        return None

    # -- tags ---------------------------------------------------------------------------------

    def _start_tag(self) -> None:
        begin = self.at
        self.at = self._skip_to_space_or_end(begin + 1)
        if self.source[self.at] == 0:
            raise _broken(f"Unclosed start tag at byte offset {begin}")
        name = _lower(self.source[begin + 1 : self.at])
        if name not in TAGS:
            raise _broken(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument, date = "", 0
        for attribute, value in self._attributes(name, begin):
            if name == "tg-time" and attribute == b"unix":
                date = _int32(value or b"")
            elif (found := _argument(name, attribute, value)) is not None:
                argument = found
        if name == "span" and argument != "spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.at += 1
        self.open.append(Tag(name, argument, date, self.offset, len(self.out)))

    def _attributes(self, tag: str, begin: int) -> Iterator[tuple[bytes, bytes | None]]:
        while self.source[self.at] != 0x3E:  # >
            self._skip_spaces()
            if self.source[self.at] == 0x3E:
                return
            match = _ATTRIBUTE_NAME.match(self.source, self.at)
            name = match.group() if match else b""
            if not name:
                raise _broken(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            self.at += len(name)
            self._skip_spaces()
            value = self._value(tag, begin) if self.source[self.at] == 0x3D else None  # =
            if self.source[self.at] == 0:
                raise _unclosed(tag if value is None else "", begin)
            yield name, value

    def _value(self, tag: str, begin: int) -> bytes:
        self.at += 1
        self._skip_spaces()
        if self.source[self.at] == 0:
            raise _unclosed(tag, begin)
        return self._quoted() if self.source[self.at] in b"'\"" else self._token()

    def _token(self) -> bytes:
        match = _NAME_TOKEN.match(self.source, self.at)
        token = match.group() if match else b""
        if self.source[self.at + len(token)] not in SPACES + b">":
            raise _broken(f"Unexpected end of name token at byte offset {self.at}")
        self.at += len(token)
        return token.lower()

    def _quoted(self) -> bytes:
        quote = self.source[self.at]
        self.at += 1
        value = bytearray()
        while self.source[self.at] not in (quote, 0):
            if self.source[self.at] == 0x26 and (decoded := reference(self.source, self.at)):
                code, self.at = decoded
                value += chr(code).encode("utf-8", "surrogatepass")
                continue
            value.append(self.source[self.at])
            self.at += 1
        self.at += self.source[self.at] == quote
        return bytes(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _broken(f"Unexpected end tag at byte offset {begin}")
        self.at = self._skip_to_space_or_end(begin + 2)
        name = _lower(self.source[begin + 2 : self.at])
        self._skip_spaces()
        if self.source[self.at] != 0x3E:
            raise _broken(f"Unclosed end tag at byte offset {begin}")
        tag = self.open[-1]
        if name and name != tag.name:
            raise _broken(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"'
            )
        self.at += 1
        if self.offset > tag.offset:
            self._close(tag)
        self.open.pop()

    def _close(self, tag: Tag) -> None:
        entity = _entity(tag, bytes(self.out[tag.start :]).decode("utf-8", "replace"))
        if entity is None:
            return
        entity |= {"offset": tag.offset, "length": self.offset - tag.offset}
        if not _joined_code(entity, self.entities):
            self.entities.append(entity)

    # -- places -------------------------------------------------------------------------------

    def _skip_spaces(self) -> None:
        while self.source[self.at] != 0 and self.source[self.at] in SPACES:
            self.at += 1

    def _skip_to_space_or_end(self, place: int) -> int:
        while self.source[place] not in SPACES and self.source[place] != 0x3E:
            place += 1
        return place


def reference(source: bytes, at: int) -> tuple[int, int] | None:
    """Decode the character reference at `at`: its code point and the place behind it, or None."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return None
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return (_NAMED[name], match.end()) if name in _NAMED else None
    digits = hexadecimal if hexadecimal is not None else decimal
    end = match.end(1) if hexadecimal is not None else match.end(2)
    code = int(digits or b"0", 16 if hexadecimal is not None else 10)
    if end - at >= 10 or not 0 < code < 0x10FFFF:
        return None
    return code, match.end()


def _argument(tag: str, attribute: bytes, value: bytes | None) -> str | None:
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


def _entity(tag: Tag, text: str) -> Json | None:
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
        raise _broken("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _date_time(tag: Tag) -> Json | None:
    if tag.argument not in ("r", "R") and set(tag.argument) - set("tTdDwW"):
        raise _broken("Invalid date format used")
    if tag.date <= 0:
        return None
    return {"type": "date_time", "unix_time": tag.date, "date_time_format": tag.argument}


def _joined_code(entity: Json, entities: list[Json]) -> bool:
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


def _ordered(entities: list[Json]) -> list[Json]:
    """Outer entities before inner ones. The language of inline code means nothing and goes."""
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], PRIORITY[e["type"]]))


def _lower(name: bytes) -> str:
    return name.lower().decode("utf-8", "replace")


def _int32(digits: bytes) -> int:
    match = re.match(rb"-?[0-9]*", digits)
    try:
        return min(int(match.group() if match else b""), 2**31 - 1)
    except ValueError:
        return 0


def _unclosed(tag: str, begin: int) -> Exception:
    return _broken(
        f'Unclosed start tag "{tag}" at byte offset {begin}'
        if tag
        else f"Unclosed start tag at byte offset {begin}"
    )


def _broken(what: str) -> Exception:
    return bad(f"can't parse entities: {what}")
