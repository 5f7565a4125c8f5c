"""Whose an entry is, where a feed carries the news of others; only what is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from bot.feeds.entries import Item
from bot.model import Entry

_TARGETS: Final = ("url", "u", "q")  # parameters in which aggregators pass the article's address
_FEW: Final = 3  # entries, of which fewer prove nothing
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


def target(link: str | None) -> str | None:
    """Give the article's address that a link of an aggregator carries, else the link."""
    try:
        asked = parse_qsl(urlsplit(link or "").query, max_num_fields=50)
    except ValueError:
        return link
    given = (value for name, value in asked if name in _TARGETS)
    return next((value for value in given if value.startswith(("http://", "https://"))), link)


def is_gathered(entries: Sequence[Entry]) -> bool:
    """Whether a feed is an aggregator's: nearly all its entries are others', and not all of the same one."""
    others = [name for entry in entries if (name := _other(entry))]
    return len(entries) >= _FEW and len(others) >= 0.9 * len(entries) and len(set(others)) > 1


def _other(entry: Entry) -> str:
    """Name the publisher of whom an entry is sure to be, or the site to which its link only leads on."""
    link, end = entry.url or "", target(entry.url) or ""
    return entry.publisher or ("" if same_site(link, end) else _host(end))


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
