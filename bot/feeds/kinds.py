"""The kinds of feed: a new one is a module beside syndication.py with the same `read`, and a line here.

`read(document, url, now)` turns a prepared document into Parsed. The modules are named, not imported: only
the worker loads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "rss": "bot.feeds.syndication",  # RSS 0.9 to 2.0, RDF, Atom
    "jsonfeed": "bot.feeds.jsonfeed",
    "sitemap": "bot.feeds.sitemap",  # of news
    "discovery": "bot.feeds.discovery",  # an aggregator's search results, in RSS or Atom
}
_BY_ROOT: Final = {"json": "jsonfeed", "urlset": "sitemap", "sitemapindex": "sitemap"}


def kind_of(root: str, configured: str) -> str:
    """Give a document's kind: by its root where that tells, whatever the feed is called in feeds.toml."""
    return _BY_ROOT.get(root) or ("discovery" if configured == "discovery" else "rss")
