"""RSS, RDF and Atom: a prepared document becomes a parsed feed. Runs in the worker; feedparser lives here."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate
from functools import partial
from typing import Any, Final

import feedparser  # type: ignore[import-untyped]  # it has no types
import feedparser.api  # type: ignore[import-untyped]  # the same

from bot.feeds.entries import MAX_ENTRIES, Item, collect, names_a_zone, one_line, plain
from bot.feeds.prescan import Document
from bot.feeds.publishers import Named, attributed
from bot.feeds.recall import Found, Recall
from bot.feeds.rest import rests_for
from bot.feeds.results import Parsed

feedparser.api.PREFERRED_XML_PARSERS.insert(0, "bot.feeds.sax")
_NAME: Final = 100  # characters of a publisher's name
_DATE: Final = 100  # characters of a date that are looked at
_DECLARATION: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'
_RECALL: Final = Recall()

Attribute = Callable[[Item, Named], Item]


def read(document: Document, url: str, now: datetime, *, attribute: Attribute | None = None) -> Parsed:
    """Parse a document in XML; `url` is where it was found, `now` what its dates are measured against.

    `attribute` gives an item its publisher; without it only what is sure is said.
    """
    result, found = _parsed(document)
    about: Mapping[str, Any] = result.get("feed", {})
    broken = bool(result.get("bozo")) or not document.clean
    if not found:
        return _without_entries(result, broken)
    attribute = attribute or partial(attributed, feed_url=url)
    collected = collect([attribute(*one) for one in found], url, now)
    return Parsed(
        kind="ok_malformed" if broken else "ok",
        title=one_line(_text(about, "title")) or None,
        language=_text(about, "language")[:35] or None,
        entries=collected.entries,
        message=_remark(result, broken, len(document.outline.items) if document.outline else 0),
        with_guid=collected.with_guid,
        guids=collected.guids,
        rests_for=rests_for(document.text, now),
    )


def _parsed(document: Document) -> tuple[Mapping[str, Any], list[Found]]:
    """Give feedparser the document without items that it has parsed before or that are too many."""
    outline = document.outline
    if outline is None or not outline.items:
        return _of_feedparser(document.text.encode("utf-8", "replace"))
    keys = _RECALL.keys(outline, MAX_ENTRIES)
    known = _RECALL.known(keys)
    left_out = known.keys() | range(MAX_ENTRIES, len(outline.items))
    result, fresh = _of_feedparser(outline.without(left_out))
    if result.get("bozo") or len(fresh) != len(keys) - len(known):
        return _of_feedparser(outline.data) if left_out else (result, fresh)
    new = iter(fresh)
    found = [known.get(number) or next(new) for number in range(len(keys))]
    for key, one in zip(keys, found, strict=True):
        _RECALL.keep(key, one)
    return result, found


def _of_feedparser(data: bytes) -> tuple[Mapping[str, Any], list[Found]]:
    # A stream, never bytes: feedparser takes bytes for a file name first, and a server could name ours.
    result: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(_DECLARATION + data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries: Sequence[Mapping[str, Any]] = result.get("entries", ())
    return result, [(_item(entry), _source(entry)) for entry in entries[:MAX_ENTRIES]]


def _without_entries(result: Mapping[str, Any], broken: bool) -> Parsed:
    title = one_line(_text(result.get("feed", {}), "title")) or None
    if not result.get("version"):
        return Parsed(
            "not_a_feed", message="this is XML, but neither RSS nor Atom; look for the feed's address"
        )
    if broken:
        return Parsed(
            "malformed_no_entries",
            title,
            message=f"the feed is broken before its first entry: {_why(result)}",
        )
    return Parsed("empty_feed", title, message="a feed without entries; if it stays so, look for another")


def _remark(result: Mapping[str, Any], broken: bool, items: int) -> str:
    count = max(items, len(result.get("entries", ())))
    if count > MAX_ENTRIES:
        return f"{count} entries; the first {MAX_ENTRIES} were taken"
    return f"broken in some place, read all the same: {_why(result)}" if broken else ""


def _why(result: Mapping[str, Any]) -> str:
    reason = result.get("bozo_exception")
    return (
        " ".join(str(reason).split())[:200] if reason else "its encoding or its beginning is not as declared"
    )


def _item(entry: Mapping[str, Any]) -> Item:
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()]
    bodies.append(_text(entry, "summary"))
    return Item(
        guid=_text(entry, "id"),
        link=_text(entry, "link"),
        title=one_line(_text(entry, "title")),
        body=plain(max(bodies, key=len)),
        published=_moment(entry),
    )


def _source(entry: Mapping[str, Any]) -> Named:
    source = entry.get("source")
    table: Mapping[str, Any] = source if isinstance(source, Mapping) else {}
    name = _text(table, "title") or _text(entry, "news_source")  # the latter is Bing's
    return Named(one_line(name, _NAME), _text(table, "href") or _text(table, "link"))


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _moment(entry: Mapping[str, Any]) -> datetime | None:
    # As a plain dict: feedparser's own lookup warns when it falls back from one date to another.
    plain = dict(entry.items())
    for name in ("published", "updated", "created"):
        written = str(plain.get(name) or "")[:_DATE]
        try:
            # feedparser gives UTC; a weekday without a zone is more than it can read.
            moment = datetime(*(plain.get(f"{name}_parsed") or parsedate(written) or ())[:6])
        except (ValueError, TypeError, IndexError):
            continue
        return moment.replace(tzinfo=UTC) if names_a_zone(written) else moment
    return None
