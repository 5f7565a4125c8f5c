"""Hostile documents of other kinds: sitemaps, JSON, bytes and encodings; and all of them together.

`SHAPES[name](size)` writes the document of that shape, of about `size` bytes.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Mapping
from typing import Final

from tests.feeds import hostile_feeds
from tests.feeds.hostile_pieces import (
    CLOSE,
    END,
    FEED,
    ITEM,
    JSON,
    MAPS,
    RSS,
    TEXT,
    TEXT_END,
    XML,
    Shape,
    repeated,
)

_REPEATED: Final[Mapping[str, tuple[str, str, str]]] = {
    # Other things than feeds.
    "html with a feed in it": ("<!DOCTYPE html><html><body>", "<p>a</p>", FEED),
    "html that calls itself rss": ("<rss><html>", "<div>", "</html></rss>"),
    "stylesheet as root": (
        '<xsl:stylesheet xmlns:xsl="a">', '<xsl:template match="%d"/>', "</xsl:stylesheet>",
    ),
    "inclusions": (
        ITEM, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>', END,
    ),
    "outlines": ("<opml><body>", '<outline xmlUrl="http://a.example/%d">', "</body></opml>"),
    "svg as root": ("<svg>", "<g>", "</svg>"),
    "channel definitions": ("<CHANNEL>", '<ITEM HREF="a"><TITLE>a</TITLE></ITEM>', "</CHANNEL>"),
    "soap": ("<s:Envelope>", "<s:Body>", "</s:Envelope>"),
    # Sitemaps.
    "addresses": (f"<urlset {MAPS}>", "<url><loc>http://a.example/%d</loc></url>", "</urlset>"),
    "news": (
        f"<urlset {MAPS}>",
        "<url><loc>/%d</loc><news:news><news:title>a %d</news:title></news:news></url>",
        "</urlset>",
    ),
    "news in news": (f"<urlset {MAPS}>", "<url><news:news>", "</urlset>"),
    "news of one long title": (
        f"<urlset {MAPS}><url><news:news><news:title>", "a &amp; ",
        "</news:title></news:news></url></urlset>",
    ),
    "sitemaps": (
        f"<sitemapindex {MAPS}>", "<sitemap><loc>http://a.example/%d</loc></sitemap>", "</sitemapindex>",
    ),
    "sitemaps of hosts in brackets": (
        f"<sitemapindex {MAPS}>", "<sitemap><loc>//[</loc></sitemap>", "</sitemapindex>",
    ),
    # JSON.
    "arrays in arrays": (JSON, "[", "]}"),
    "objects in objects": (JSON, '{"a":', "1}"),
    "a number of digits": (JSON + '{"id": ', "9", "}]}"),
    "a fraction of digits": (JSON + '{"id": 0.', "9", "}]}"),
    "exponents": (JSON + '{"id": 1e', "9", "}]}"),
    "numbers without a value": (JSON + '{"id": 1, "title": "a"}', ', {"id": NaN, "title": -Infinity}', "]}"),
    "keys again and again": (JSON + '{"id": "1"', ', "title": "a"', "}]}"),
    "many keys": (JSON + '{"id": "1"', ', "a%d": "a"', "}]}"),
    "feeds in feeds": (JSON, JSON, "]}"),
    "items in json": (JSON + '{"id": "0"}', ', {"id": "%d", "title": "a"}', "]}"),
    "empty items in json": (JSON + "{}", ",{}", "]}"),
    "items that are none": (JSON + "1", ',null,"a",[],true', "]}"),
    "an open string": (JSON + '{"id": "', "a", ""),
    "surrogates": (JSON + '{"id": "1", "title": "', "\\ud800", '"}]}'),
    "zeros in a string": (JSON + '{"id": "1", "title": "', "\\u0000", '"}]}'),
    "a date in json": (JSON + '{"id": "1", "date_published": "', "2026-", '"}]}'),
    "html in json": (JSON + '{"id": "1", "content_html": "', "<style ", '"}]}'),
    "spaces in json": (JSON, " \n", "]}"),
    "commas": (JSON, ",", "]}"),
}  # fmt: skip

_ENCODINGS: Final = (
    "utf-7", "punycode", "idna", "rot13", "base64", "zlib", "unicode_escape", "raw_unicode_escape", "mbcs",
    "undefined", "utf-16", "utf-32-le", "hz", "iso-2022-kr", "ebcdic-cp-us",
    "x-user-defined", "a" * 39, "\u0434",
)  # fmt: skip


def _filled(size: int) -> str:
    """Write an honest feed of a size."""
    return repeated(RSS, "<item><title>Визит %d — «Баку»</title><guid>%d</guid></item>", CLOSE)(size).decode()


def _declared(encoding: str) -> Shape:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    return lambda size: (declaration + _filled(size)).encode()


def _cut(sign: str) -> Shape:
    """Cut an honest feed right behind the last of these signs."""

    def write(size: int) -> bytes:
        body = _filled(size)
        return body[: body.rindex(sign) + len(sign)].encode()

    return write


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def _laughs(size: int) -> bytes:
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    head = f'{XML}<!DOCTYPE r [<!ENTITY l0 "ha">{levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return repeated(head + TEXT, "&l9;&x;", TEXT_END)(size)


def _quadratic(size: int) -> bytes:
    head = f'<!DOCTYPE r [<!ENTITY a "{"a" * (size // 2)}">]>'
    return repeated(head + TEXT, "&a;", TEXT_END)(size)


def _zipped(size: int) -> bytes:
    return gzip.compress(bytes(size * 40), 9)[:size]


_WRITTEN: Final[Mapping[str, Shape]] = {
    "laughs": _laughs,
    "one long entity, often": _quadratic,
    "noise": noise,
    "noise in a feed": lambda size: RSS.encode() + noise(size),
    "high noise in a title": lambda size: (
        (ITEM + "<title>").encode() + bytes(range(128, 256)) * (size // 128)
    ),
    "gzip inside": lambda size: gzip.compress(_filled(size).encode()),
    "a bomb inside": _zipped,
    "zeros": lambda size: bytes(size),
    "zeros between": lambda size: b"\0".join(_filled(size // 2).encode().split(b">")),
    "continuation bytes": lambda size: RSS.encode() + b"\x80" * size,
    "overlong bytes": lambda size: RSS.encode() + b"\xc0\xbc" * (size // 2),
    "surrogates in utf-8": lambda size: TEXT.encode() + b"\xed\xa0\x80" * (size // 3),
    "bytes that are none": lambda size: RSS.encode() + b"\xff\xfe" * (size // 2),
    "shift characters": lambda size: (
        b'<?xml version="1.0" encoding="iso-2022-jp"?>' + b"\x1b$B\x1b(B" * (size // 6)
    ),
    "a zero in the encoding": lambda size: (
        b'<?xml version="1.0" encoding="utf\0-8"?>' + _filled(size).encode()
    ),
    "high bytes in the encoding": lambda size: (
        b'<?xml version="1.0" encoding="\xff\xfe"?>' + _filled(size).encode()
    ),
    "a long encoding": lambda size: b'<?xml version="1.0" encoding="' + b"a" * size + b'"?>' + FEED.encode(),
    "utf-16 without a mark": lambda size: (XML + _filled(size // 2)).encode("utf-16-le"),
    "utf-16 the other way": lambda size: (XML + _filled(size // 2)).encode("utf-16-be"),
    "utf-16 with the wrong mark": lambda size: b"\xfe\xff" + _filled(size // 2).encode("utf-16-le"),
    "utf-16 cut in two": lambda size: b"\xff\xfe" + _filled(size // 2).encode("utf-16-le")[:-1],
    "utf-32 without a mark": lambda size: _filled(size // 4).encode("utf-32-le"),
    "utf-32 with a mark": lambda size: _filled(size // 4).encode("utf-32"),
    "utf-32 of nonsense": lambda size: b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f" * (size // 4),
    "a mark and then another": lambda size: b"\xef\xbb\xbf\xff\xfe" + _filled(size).encode(),
    "a mark of utf-16 on utf-8": lambda size: b"\xff\xfe" + _filled(size).encode(),
    "utf-8 written twice": lambda size: _filled(size // 2).encode().decode("latin-1").encode(),
    "windows-1251 that says utf-8": lambda size: (XML + _filled(size).replace("—", "-")).encode(
        "cp1251", "replace"
    ),
    "gb18030 cut in two": lambda size: (
        b'<?xml version="1.0" encoding="gbk"?>' + _filled(size).encode("gb18030")[:-3]
    ),
    **{f"declared as {name}": _declared(name) for name in _ENCODINGS},
    **{
        f"cut behind {sign}": _cut(sign)
        for sign in ("<", "</", "<item", "<title>", "<guid>1", "</item>", "Ви")
    },
}

SHAPES: Final[Mapping[str, Shape]] = {
    **{name: repeated(*parts) for name, parts in (hostile_feeds.REPEATED | _REPEATED).items()},
    **_WRITTEN,
}
