"""Whose an entry is, where a feed carries the news of others; only what is sure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from bot.feeds.entries import Item

_TAIL: Final = re.compile(r"\s+[-–—|]\s+$")


class Named(NamedTuple):
    """Where an item says that it comes from: a name in one line, and an address; "" where it says none."""

    name: str
    url: str


def attributed(item: Item, source: Named, feed_url: str) -> Item:
    """Give an item the publisher that its `source` names, where that is sure.

    It is sure when the title ends in that name ("Headline - Publisher", as aggregators write), which is then
    cut off, and when the item's link leads to the source's own site and the feed lives elsewhere.
    """
    title = without_tail(item.title, source.name)
    if title:
        return replace(item, title=title, publisher=source.name)
    if source.name and same_site(source.url, item.link or "") and not same_site(source.url, feed_url):
        return replace(item, publisher=source.name)
    return item


def without_tail(title: str, name: str) -> str | None:
    """Cut " - Publisher" off a title; None where it does not end so."""
    tail = _TAIL.search(title.removesuffix(name)) if name and title.endswith(name) else None
    return title[: tail.start()] or None if tail else None


def same_site(one: str, other: str) -> bool:
    """Whether two addresses lie on one host, or one of the hosts in the other's domain."""
    first, second = _host(one), _host(other)
    return bool(first and second) and (
        f".{first}".endswith(f".{second}") or f".{second}".endswith(f".{first}")
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
