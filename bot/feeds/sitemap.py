"""News sitemaps (sitemaps.org with Google's news extension): a prepared document becomes a parsed feed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from xml.parsers import expat

from bot.feeds.entries import MAX_ENTRIES, Item, collect, one_line, web_address
from bot.feeds.moments import of_feed
from bot.feeds.prescan import Document
from bot.feeds.results import Parsed

_NEWS: Final = re.compile(r"news(?!letter)", re.IGNORECASE)
# What is read, by its place below <url> or <sitemap>, prefixes left out.
_READ: Final = {
    "loc": "link",
    "lastmod": "changed",
    "news/title": "title",
    "news/publication_date": "date",
    "news/publication/name": "name",
    "news/publication/language": "language",
}


def read(document: Document, url: str, now: datetime) -> Parsed:
    """Parse a sitemap; `url` is where it was found, `now` what its dates are measured against."""
    places, whole = _places(document.text)
    if document.root == "sitemapindex":
        return _index(places, url)
    news = [place for place in places if place.get("title")]
    if not news:
        return _without_news(places, whole)
    # Their order says nothing, so that of too many the newest are taken.
    if len(news) > MAX_ENTRIES:
        news.sort(key=lambda place: place.get("date", ""), reverse=True)
    collected = collect([_item(place) for place in news], url, now)
    return Parsed(
        kind="ok" if whole and document.clean else "ok_malformed",
        title=one_line(_most(news, "name")) or None,
        language=_most(news, "language")[:35] or None,
        entries=collected.entries,
        message=f"{len(news)} entries; the newest {MAX_ENTRIES} were taken"
        if len(news) > MAX_ENTRIES
        else "",
    )


def _item(place: dict[str, str]) -> Item:
    date = of_feed(place.get("date", "")) or of_feed(place.get("changed", ""))
    return Item(guid=None, link=place.get("link"), title=one_line(place["title"]), body="", published=date)


def _without_news(places: list[dict[str, str]], whole: bool) -> Parsed:
    if places:
        return Parsed(
            "not_a_feed", message="a sitemap without headlines; look for the publisher's news sitemap"
        )
    if not whole:
        return Parsed("malformed_no_entries", message="the sitemap is broken before its first address")
    return Parsed("empty_feed", message="a sitemap without addresses; if it stays so, look for another")


def _index(places: list[dict[str, str]], url: str) -> Parsed:
    """Say which of the sitemaps to take: the newest of those that are called news, else the newest."""
    known = [(web_address(place.get("link"), url), place.get("changed", "")) for place in places]
    found = [(address, changed) for address, changed in known if address]
    news = [(address, changed) for address, changed in found if _NEWS.search(address)] or found
    take = max(news, key=lambda one: one[1], default=("", ""))[0]
    advice = f"take {take}" if take else "look for the publisher's news sitemap"
    return Parsed("sitemap_index", message=f"this only lists {len(found)} sitemaps; {advice}")


def _most(news: Iterable[dict[str, str]], field: str) -> str:
    counted = Counter(place.get(field, "") for place in news)
    return max(counted, key=lambda value: counted[value])


def _places(text: str) -> tuple[list[dict[str, str]], bool]:
    """List what <url> and <sitemap> elements say, and whether the document was read to its end."""
    reader = _Reader()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return reader.places, False
    return reader.places, True


class _Reader:
    def __init__(self) -> None:
        self.places: list[dict[str, str]] = []
        self._path: list[str] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name.rpartition(":")[2])
        self._text.clear()
        if len(self._path) == 2:
            self.places.append({})

    def end(self, name: str) -> None:
        field = _READ.get("/".join(self._path[2:]))
        if field:
            self.places[-1][field] = "".join(self._text).strip()
        self._path.pop()
        self._text.clear()

    def characters(self, data: str) -> None:
        self._text.append(data)
