"""What this room hands on: answers of servers, parsed feeds, article pages, the state of a feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.model import Entry

ParsedKind = Literal[
    "ok",
    "ok_malformed",  # broken in some place, its entries came all the same
    "empty_feed",  # a feed without entries
    "not_a_feed",  # a web page, an error message, nothing at all
    "sitemap_index",  # lists sitemaps; the message names the one to take
    "malformed_no_entries",
    "rejected",  # its shape is that of an attack; the message names the limit
    "too_big",
    "timeout",
    "memory",
    "parser_error",
]
USABLE: frozenset[ParsedKind] = frozenset({"ok", "ok_malformed", "empty_feed"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that arrived in full, decompressed."""

    url: str  # where it was found in the end
    body: bytes
    content_type: str  # as the server wrote it, "" when it wrote none
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # set when the server says that the address has changed for good
    fresh_for: float | None = None  # seconds, Cache-Control's max-age


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing changed since the validators that it was shown."""

    url: str
    moved_to: str | None = None
    fresh_for: float | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a body turned out to be; anything but a usable kind has no entries."""

    kind: ParsedKind
    title: str | None = None
    language: str | None = None  # what the feed claims, e.g. "en" or "az-AZ"
    entries: tuple[Entry, ...] = ()
    message: str = ""  # for an operator: what is wrong and what to do
    with_guid: int = 0  # entries that carry an identifier
    guids: int = 0  # how many different ones there are
    rests_for: float | None = None  # seconds that the feed itself asks to be left alone

    @property
    def is_usable(self) -> bool:
        return self.kind in USABLE


@dataclass(frozen=True, slots=True)
class Page:
    """The text of an article page, paragraphs separated by line feeds."""

    title: str | None
    text: str
    published: str | None = None  # RFC 3339, or a day where the page names no time zone
    canonical_url: str | None = None
    language: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """What must be remembered of a feed between two polls; save it in the transaction of the entries."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing new: a 304, or the very same body again."""

    state: FeedState
    moved_to: str | None = None
    fresh_for: float | None = None


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed that was read anew; entries in the feed's own order, no key twice."""

    state: FeedState
    entries: tuple[Entry, ...]
    kind: ParsedKind  # one of USABLE
    title: str | None = None
    language: str | None = None
    message: str = ""
    moved_to: str | None = None
    fresh_for: float | None = None
    rests_for: float | None = None  # seconds that the feed itself asks to be left alone
