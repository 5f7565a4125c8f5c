"""Search results of news aggregators as feeds: every entry is another publisher's, behind a link of theirs.

An entry's title ends in " - Publisher" and its <source> names that publisher (Google News, Yahoo), or an
element of the aggregator's own does (Bing); its link may carry the article's address as a parameter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.feeds import syndication
from bot.feeds.entries import Item
from bot.feeds.prescan import Document
from bot.feeds.publishers import Named, target, without_tail
from bot.feeds.results import Parsed


def read(document: Document, url: str, now: datetime) -> Parsed:
    """Parse an aggregator's feed; `url` is where it was found, `now` what its dates are measured against."""
    return syndication.read(document, url, now, attribute=_of_its_publisher)


def _of_its_publisher(item: Item, source: Named) -> Item:
    title = without_tail(item.title, source.name) or item.title
    # Google's "text" is the headline once more, or those of other papers on the same matter.
    body = "" if item.body.startswith(title) else item.body
    return replace(item, title=title, link=target(item.link), body=body, publisher=source.name or None)
