"""What hostile documents are made of: pieces of honest feeds, and one piece again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Shape = Callable[[int], bytes]

XML: Final = '<?xml version="1.0" encoding="utf-8"?>'
RSS: Final = '<rss version="2.0"><channel><title>x</title>'
ITEM: Final = RSS + "<item><title>Visit</title>"
CLOSE: Final = "</channel></rss>"
END: Final = "</item>" + CLOSE
FEED: Final = ITEM + "<link>http://a.example/1</link><guid>1</guid>" + END
TEXT: Final = ITEM + "<description>"
TEXT_END: Final = "</description>" + END
ATOM: Final = '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>Visit</title>'
ATOM_END: Final = "</entry></feed>"
MAPS: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
JSON: Final = '{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": ['


def repeated(before: str, unit: str, after: str) -> Shape:
    """Give a shape: `before`, then `unit` until the size is reached (%d in it counts), then `after`."""

    def write(size: int) -> bytes:
        pieces, length, number = [before], len(before) + len(after), 0
        while length < size:
            number += 1
            piece = unit.replace("%d", str(number)).replace("%%", "%")
            # Pieces that do not count are multiplied, so that writing them takes no time.
            times = 1 if "%d" in unit else max((size - length) // len(piece.encode()), 1)
            pieces.append(piece * times)
            length += len(piece.encode("utf-8", "surrogatepass")) * times
        return "".join([*pieces, after]).encode("utf-8", "surrogatepass")

    return write
