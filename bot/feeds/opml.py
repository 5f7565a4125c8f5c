"""Lists of feeds as other readers keep them: OPML 2.0 (opml.org/spec2.opml), our own keys in a namespace."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from bot.feeds.catalogue import LONGEST_NAME, values
from bot.feeds.outline import Refused
from bot.feeds.prescan import prepare
from bot.model import Feed

NAMESPACE: Final = "urn:visitwire:feeds"
_STANDARD: Final = {"name": "text", "url": "xmlUrl", "language": "language"}
_TEXTS: Final = frozenset({"country", "kind", "user_agent", "text", "timezone"})


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list: the line where it stands, and its settings as feeds.toml would name them."""

    line: int
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a list holds; `broken` says where and why reading it had to end."""

    found: tuple[Outline, ...]
    broken: str = ""


def write(feeds: Iterable[Feed]) -> str:
    """Write a list that other readers understand and `read` gives back whole."""
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<opml version="2.0" xmlns:visitwire="{NAMESPACE}">',
            "<head><title>Feeds of Visitwire</title></head>",
            "<body>",
            *(_outline(feed) for feed in feeds),
            "</body>",
            "</opml>",
            "",
        )
    )


def _outline(feed: Feed) -> str:
    words = {_STANDARD.get(key, f"visitwire:{key}"): value for key, value in values(feed).items()}
    written = (f"{key}={quoteattr(_word(value))}" for key, value in ({"type": "rss"} | words).items())
    return f"<outline {' '.join(written)}/>"


def _word(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def read(body: bytes) -> Outlines:
    """Read a list, also a broken one as far as it goes; Refused for what is none, or looks like an attack.

    The limits are those of a feed: 8 MiB, 64 elements inside each other, 200,000 in all, no entities.
    """
    document = prepare(body, "")
    if document.root != "opml":
        raise Refused("not_a_feed", "this is no OPML; its first element would be <opml>")
    cut_off = body.rstrip().count(b"\n") - document.text.count("\n")
    reader = _Reader(cut_off)
    broken = reader.read(document.text)
    return Outlines(tuple(reader.found), broken)


class _Reader:
    """Collects outlines; what a folder says in our own words holds for all that is in it."""

    def __init__(self, lines_before: int) -> None:
        self.found: list[Outline] = []
        self._before = lines_before
        self._folders: list[Mapping[str, Any]] = [{}]
        self._parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, text: str) -> str:
        """Read to the end, or say why that was not possible."""
        try:
            self._parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            return f"line {error.lineno + self._before}: {expat.ErrorString(error.code)}"
        return ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not _is_outline(name):
            return
        plain = {key.lower(): " ".join(value.split()) for key, value in attributes.items() if " " not in key}
        own = {**self._folders[-1], **_own(attributes)}
        self._folders.append(own)
        if "xmlurl" in plain or plain.get("type") == "rss":
            line = self._parser.CurrentLineNumber + self._before
            self.found.append(Outline(line, {**_common(plain), **own}))

    def _end(self, name: str) -> None:
        if _is_outline(name):
            self._folders.pop()


def _is_outline(name: str) -> bool:
    return name.rpartition(" ")[2].lower() == "outline"


def _own(attributes: Mapping[str, str]) -> dict[str, Any]:
    """Give our own settings; what should be a number and is none stays a text, and is told as a mistake."""
    space, ours = f"{NAMESPACE} ", {}
    for key, value in attributes.items():
        if key.startswith(space):
            ours[key.removeprefix(space)] = _value(key.removeprefix(space), value)
    return ours


def _value(key: str, text: str) -> object:
    if key in _TEXTS:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _common(plain: Mapping[str, str]) -> dict[str, Any]:
    """Give what every reader writes; a name is made fit, for theirs know no limits."""
    url = plain.get("xmlurl", "")
    name = "".join(char for char in plain.get("text") or plain.get("title") or "" if char.isprintable())
    common = {"name": name.strip()[:LONGEST_NAME].strip() or _host(url), "url": url}
    language = plain.get("language", "").replace("_", "-").partition("-")[0].lower()
    return common | ({"language": language} if language.isalpha() and len(language) in (2, 3) else {})


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url
