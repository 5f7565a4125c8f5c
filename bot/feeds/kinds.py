"""The kinds of feed: a new one is a module beside syndication.py with the same `read`, and a line here.

`read(document, url, now)` turns a prepared document into Parsed. The modules are named, not imported: only
the worker loads them. Whatever a feed is called in feeds.toml, a document in JSON is read as a JSON Feed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "rss": "bot.feeds.syndication",  # RSS 0.9 to 2.0, RDF, Atom
    "jsonfeed": "bot.feeds.jsonfeed",
}
