"""Telegram's HTML, byte for byte as its server reads it: text, entities, or a refusal in its words.

The grammar is that of tdlib/td, td/telegram/MessageEntity.cpp, parse_html; the tests hold this reader
against that library itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.sandbox.marks import TAGS, Tag, broken, entity_of, join_code, meaning, ordered
from bot.sandbox.wire import Json

SPACES = b" \t\r\n\0\v"
_NAMED = {b"lt": ord("<"), b"gt": ord(">"), b"amp": ord("&"), b"quot": ord('"')}
_REFERENCE = re.compile(rb"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*));?")
_ATTRIBUTE_NAME = re.compile(rb"[^ \t\r\n\0\v=>/\"']*")
_NAME_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")


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
            raise broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return self._text(), ordered(self.entities)

    def _text(self) -> str:
        try:
            return self.out.decode("utf-8")
        except UnicodeDecodeError:
            raise broken(
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
            raise broken(f"Unclosed start tag at byte offset {begin}")
        name = _lower(self.source[begin + 1 : self.at])
        if name not in TAGS:
            raise broken(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument, date = "", 0
        for attribute, value in self._attributes(name, begin):
            if name == "tg-time" and attribute == b"unix":
                date = _int32(value or b"")
            elif (found := meaning(name, attribute, value)) is not None:
                argument = found
        if name == "span" and argument != "spoiler":
            raise broken(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
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
                raise broken(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
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
            raise broken(f"Unexpected end of name token at byte offset {self.at}")
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
            raise broken(f"Unexpected end tag at byte offset {begin}")
        self.at = self._skip_to_space_or_end(begin + 2)
        name = _lower(self.source[begin + 2 : self.at])
        self._skip_spaces()
        if self.source[self.at] != 0x3E:
            raise broken(f"Unclosed end tag at byte offset {begin}")
        tag = self.open[-1]
        if name and name != tag.name:
            raise broken(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"'
            )
        self.at += 1
        if self.offset > tag.offset:
            self._close(tag)
        self.open.pop()

    def _close(self, tag: Tag) -> None:
        entity = entity_of(tag, bytes(self.out[tag.start :]).decode("utf-8", "replace"))
        if entity is None:
            return
        entity |= {"offset": tag.offset, "length": self.offset - tag.offset}
        if not join_code(entity, self.entities):
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


def _lower(name: bytes) -> str:
    return name.lower().decode("utf-8", "replace")


def _int32(digits: bytes) -> int:
    match = re.match(rb"-?[0-9]*", digits)
    try:
        return min(int(match.group() if match else b""), 2**31 - 1)
    except ValueError:
        return 0


def _unclosed(tag: str, begin: int) -> Exception:
    return broken(
        f'Unclosed start tag "{tag}" at byte offset {begin}'
        if tag
        else f"Unclosed start tag at byte offset {begin}"
    )
