"""Walks a document once before its parser does: holds its shape, and notes where its items stand."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from bot.feeds.results import ParsedKind

ELEMENTS: Final = 200_000
_DEPTH: Final = 64
_ATTRIBUTES: Final = 256  # of one element
_PREFIXES: Final = 256
_TEXT: Final = 2**20  # characters of one stretch of text
_ITEMS: Final = ("item", "entry")
_BASES: Final = frozenset({"base", "http://www.w3.org/XML/1998/namespace base"})


class Refused(Exception):
    """The body goes to no parser; `kind` and the message become those of the result."""

    def __init__(self, kind: ParsedKind, message: str) -> None:
        self.kind = kind
        super().__init__(message)


def hold(count: int, limit: int, what: str) -> None:
    """Refuse what goes beyond a limit."""
    if count > limit:
        raise Refused("rejected", f"more than {limit} {what}; no real feed looks like that")


@dataclass(frozen=True, slots=True)
class Outline:
    """A well-formed document: its bytes, where its items stand in them, and what is in force around these."""

    data: bytes
    items: tuple[tuple[int, int], ...]  # none where an item changes what others mean
    context: str  # the elements around the items with their attributes, namespaces included

    def item(self, number: int) -> bytes:
        begin, end = self.items[number]
        return self.data[begin:end]

    def without(self, numbers: Container[int]) -> bytes:
        """Write the document without some of its items."""
        pieces, position = [], 0
        for number, (begin, end) in enumerate(self.items):
            if number in numbers:
                pieces.append(self.data[position:begin])
                position = end
        return b"".join([*pieces, self.data[position:]])


def walk(text: str) -> Outline | None:
    """Count depth, attributes, elements and text; Refused past a limit, None where it is not well-formed."""
    data = text.encode("utf-8", "replace")
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    walker = _Walker(parser)
    parser.buffer_text = True
    parser.StartElementHandler = walker.start
    parser.StartNamespaceDeclHandler = walker.namespace
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return None
    items = () if walker.leaks else ((begin, data.find(b">", end) + 1) for begin, end in walker.items)
    return Outline(data, tuple(items), repr(walker.around))


class _Walker:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.items: list[tuple[int, int]] = []  # where the start and the end tag begin
        self.around: list[object] = []
        self.leaks = False  # feedparser lets the base of one item stand for the next
        self._parser = parser
        self._depth = self._elements = self._text = 0
        self._prefixes: set[str | None] = set()
        self._item = (0, 0)  # depth and beginning of the item that is being read; depth 0: of none

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        self._text = 0
        hold(self._depth, _DEPTH, "elements inside each other")
        hold(self._elements, ELEMENTS, "elements")
        hold(len(attributes), _ATTRIBUTES, "attributes on one element")
        if self._depth <= 3 and not self._item[0]:
            self._look_for_item(name.rpartition(" ")[2].lower(), attributes)
        if self._item[0] and not _BASES.isdisjoint(attributes):
            self.leaks = True

    def _look_for_item(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth > 1 and name in _ITEMS:
            self._item = (self._depth, self._parser.CurrentByteIndex)
        elif self._depth < 3:
            self.around.append((name, attributes))

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        self._prefixes.add(prefix)
        hold(len(self._prefixes), _PREFIXES, "prefixes of namespaces")
        if not self._item[0]:
            self.around.append((prefix, uri))

    def end(self, name: str) -> None:
        if self._depth == self._item[0]:
            self.items.append((self._item[1], self._parser.CurrentByteIndex))
            self._item = (0, 0)
        self._depth -= 1
        self._text = 0

    def characters(self, data: str) -> None:
        self._text += len(data)
        hold(self._text, _TEXT, "characters in one piece of text")
