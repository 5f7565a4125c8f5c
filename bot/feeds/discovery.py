"""Search results of news aggregators as feeds: every entry is another publisher's, behind a link of theirs.

An entry's title ends in " - Publisher" and its <source> names that publisher (Google News, Yahoo), or an
element of the aggregator's own does (Bing); its link may carry the article's address as a parameter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from bot.feeds import syndication
from bot.feeds.entries import Item
from bot.feeds.prescan import Document
from bot.feeds.publishers import Named, without_tail
from bot.feeds.results import Parsed

_TARGETS: Final = ("url", "u", "q")  # parameters in which aggregators pass the article's address


def read(document: Document, url: str, now: datetime) -> Parsed:
    """Parse an aggregator's feed; `url` is where it was found, `now` what its dates are measured against."""
    return syndication.read(document, url, now, attribute=_of_its_publisher)


def _of_its_publisher(item: Item, source: Named) -> Item:
    title = without_tail(item.title, source.name) or item.title
    # Google's "text" is the headline once more, or those of other papers on the same matter.
    body = "" if item.body.startswith(title) else item.body
    return replace(item, title=title, link=_target(item.link), body=body, publisher=source.name or None)


def _target(link: str | None) -> str | None:
    """Give the article's address that a link of the aggregator carries, else the link."""
    try:
        asked = parse_qsl(urlsplit(link or "").query, max_num_fields=50)
    except ValueError:
        return link
    given = (value for name, value in asked if name in _TARGETS)
    return next((value for value in given if value.startswith(("http://", "https://"))), link)
