"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1): a prepared document becomes a parsed feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.feeds.entries import Item, collect, one_line
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
    collected = collect([_item(one) for one in items if isinstance(one, dict)], url, now)
    return Parsed(
        kind=("ok" if document.clean else "ok_malformed") if collected.entries else "empty_feed",
        title=one_line(_text(feed, "title")) or None,
        language=_text(feed, "language")[:35] or None,
        entries=collected.entries,
        message="" if collected.entries else "a feed without entries; if it stays so, look for another",
        with_guid=collected.with_guid,
        guids=collected.guids,
    )


def _looks_like(items: list[Any]) -> bool:
    return any(isinstance(one, dict) and "id" in one and ("url" in one or "title" in one) for one in items)


def _item(one: Mapping[str, Any]) -> Item:
    identifier = one.get("id")
    bodies = (_text(one, "content_html"), _text(one, "content_text"), _text(one, "summary"))
    return Item(
        guid=str(identifier) if isinstance(identifier, str | int) else None,
        link=_text(one, "url") or _text(one, "external_url"),
        title=_text(one, "title"),
        body=max(bodies, key=len),
        published=_moment(_text(one, "date_published") or _text(one, "date_modified")),
    )


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.utcoffset() else moment.replace(tzinfo=None)
