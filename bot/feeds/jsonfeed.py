"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1): a prepared document becomes a parsed feed."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.feeds.entries import MAX_ENTRIES, Item, collect, one_line, plain
from bot.feeds.moments import of_feed
from bot.feeds.prescan import Document
from bot.feeds.results import Parsed


def read(document: Document, url: str, now: datetime) -> Parsed:
    """Parse a document in JSON; `url` is where it was found, `now` what its dates are measured against."""
    try:
        feed = json.loads(document.text)
    except (ValueError, RecursionError) as error:
        return Parsed("malformed_no_entries", message=f"this is no whole JSON: {error}")
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not ("jsonfeed.org" in str(feed.get("version")) or _looks_like(items)):
        return Parsed("not_a_feed", message="this is JSON, but no JSON Feed; look for the feed's address")
    collected = collect([_item(one) for one in items[:MAX_ENTRIES] if isinstance(one, dict)], url, now)
    return Parsed(
        kind=("ok" if document.clean else "ok_malformed") if collected.entries else "empty_feed",
        title=one_line(_text(feed, "title")) or None,
        language=_text(feed, "language")[:35] or None,
        entries=collected.entries,
        message=_remark(feed, len(items), len(collected.entries)),
        with_guid=collected.with_guid,
        guids=collected.guids,
    )


def _looks_like(items: list[Any]) -> bool:
    return any(isinstance(one, dict) and "id" in one and ("url" in one or "title" in one) for one in items)


def _remark(feed: Mapping[str, Any], items: int, entries: int) -> str:
    if feed.get("expired") is True:
        return "its publisher says that this feed has ended; look for its successor"
    if items > MAX_ENTRIES:
        return f"{items} entries; the first {MAX_ENTRIES} were taken"
    return "" if entries else "a feed without entries; if it stays so, look for another"


def _item(one: Mapping[str, Any]) -> Item:
    # The text is plain by definition; what looks like a mark in it is none.
    bodies = (_text(one, "content_html"), html.escape(_text(one, "content_text")), _text(one, "summary"))
    return Item(
        guid=_identifier(one.get("id")),
        link=_text(one, "url") or _text(one, "external_url"),
        title=one_line(_text(one, "title")),
        body=plain(max(bodies, key=len)),
        published=of_feed(_text(one, "date_published")) or of_feed(_text(one, "date_modified")),
    )


def _identifier(given: object) -> str | None:
    """Read an id, which some write as a number."""
    return str(given) if isinstance(given, str | int | float) and not isinstance(given, bool) else None


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""
