"""Hostile article pages: `PAGES[name](size)` writes the page of that shape, of about `size` bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.feeds.hostile_pieces import Shape, repeated
from tests.feeds.hostile_shapes import noise

_PAGE: Final = '<!DOCTYPE html><html lang="en"><head><title>Visit</title></head><body>'
_PAGE_END: Final = "</body></html>"
_HEAD: Final = "<!DOCTYPE html><html><head>"
_LINKED: Final = _HEAD + '<script type="application/ld+json">'
_PAGES: Final[Mapping[str, tuple[str, str, str]]] = {
    "divs in divs": (_PAGE, "<div>", _PAGE_END),
    "divs that end": (_PAGE, "<div>a</div>", _PAGE_END),
    "spans in spans": (_PAGE + "<p>", "<span>a", _PAGE_END),
    "fonts in fonts": (_PAGE, "<font><b><i>", _PAGE_END),
    "anchors in anchors": (_PAGE, "<a href='%d'>a", _PAGE_END),
    "quotes in quotes": (_PAGE, "<blockquote>a", _PAGE_END),
    "lists in lists": (_PAGE, "<ul><li>a", _PAGE_END),
    "tables in tables": (_PAGE, "<table><tr><td>a", _PAGE_END),
    "rows": (_PAGE + "<table>", "<tr><td>a</td><td>b</td></tr>", "</table>" + _PAGE_END),
    "cells": (_PAGE + "<table><tr>", "<td>a</td>", "</tr></table>" + _PAGE_END),
    "cells that span": (
        _PAGE + "<table>", "<tr><td rowspan=9999 colspan=9999>a</td></tr>", "</table>" + _PAGE_END,
    ),
    "forms in forms": (_PAGE, "<form><input>", _PAGE_END),
    "options": (_PAGE + "<select>", "<option>a %d", _PAGE_END),
    "paragraphs": (
        _PAGE + "<article>", "<p>The Prosecutor General arrived on day %d, it was said.</p>", _PAGE_END,
    ),
    "one paragraph": (_PAGE + "<article><p>", "The Prosecutor General arrived. ", _PAGE_END),
    "paragraphs without an end": (_PAGE + "<article>", "<p>a", _PAGE_END),
    "breaks": (_PAGE + "<article><p>", "a<br>", _PAGE_END),
    "links": (_PAGE + "<article>", "<p><a href='/%d'>Another story of the day</a></p>", _PAGE_END),
    "headings": (_PAGE, "<h1>a %d</h1>", _PAGE_END),
    "scripts": (_PAGE, "<script>var a = '<p>';</script>", _PAGE_END),
    "an open script": (_PAGE + "<script>", "if (a < b) ", ""),
    "styles": (_PAGE, "<style>a{b:c}</style>", _PAGE_END),
    "page comments": (_PAGE, "<!-- a -->", _PAGE_END),
    "open page comments": (_PAGE, "<!-- ", _PAGE_END),
    "page attributes": (_PAGE + "<p ", "a%d='1' ", ">a</p>" + _PAGE_END),
    "page attributes without a value": (_PAGE + "<p ", "a%d ", ">a</p>" + _PAGE_END),
    "page attributes without an end": (_PAGE + "<p ", "a%d=1\n", ""),
    "one page attribute": (_PAGE + "<p class='", "a%d ", "'>a</p>" + _PAGE_END),
    "elements with attributes": (_PAGE, "<p class=a id=b style=c title=d>a</p>", _PAGE_END),
    "names": (_PAGE, "<x-%d>a", _PAGE_END),
    "page less-thans": (_PAGE, "<", _PAGE_END),
    "page ampersands": (_PAGE + "<p>", "&a", _PAGE_END),
    "page references": (_PAGE + "<p>", "&#xD800;&#0;&#99999999999;", _PAGE_END),
    "meta": (_HEAD, '<meta property="a%d" content="b">', _PAGE_END),
    "dates in meta": (_HEAD, '<meta name="date" content="2026-01-26">', _PAGE_END),
    "a date of meta": (_HEAD + '<meta name="pubdate" content="', "2026-01-26T", '">' + _PAGE_END),
    "times": (_PAGE + "<article>", "<time datetime='2026-01-%d'>a</time>", _PAGE_END),
    "bases": (_HEAD, "<base href='../%d/'>", _PAGE_END),
    "page titles": (_HEAD, "<title>a", _PAGE_END),
    "graphs in graphs": (_LINKED, '{"@graph":', "</script>" + _PAGE_END),
    "page arrays": (_LINKED, "[", "</script>" + _PAGE_END),
    "stories": (
        _LINKED + "[1", ',{"@type": "Article", "datePublished": "2026-01-26"}', "]</script>" + _PAGE_END,
    ),
    "many linked scripts": (
        _HEAD, '<script type="application/ld+json">{"@type": "Article"}</script>', _PAGE_END,
    ),
    "frames in frames": (_PAGE, "<iframe srcdoc='<p>a'>", _PAGE_END),
    "pictures of data": (_PAGE, "<img src='data:image/png;base64,AAAA'>", _PAGE_END),
    "vectors": (_PAGE + "<svg>", "<g><path d='M0 0'/>", "</svg>" + _PAGE_END),
    "formulas": (_PAGE + "<math>", "<mrow><mi>a", _PAGE_END),
    "noscripts": (_PAGE, "<noscript><p>a", _PAGE_END),
    "templates": (_PAGE, "<template><p>a", _PAGE_END),
    "heads in bodies": (_PAGE, "<head><body>", _PAGE_END),
    "pages in pages": (_PAGE, _PAGE, _PAGE_END),
    "page newlines": (_PAGE + "<p>", "\n", _PAGE_END),
    "page spaces": ("", " ", _PAGE + "<p>a</p>" + _PAGE_END),
    "page zeros": (_PAGE + "<p>", "a\0", _PAGE_END),
    "xhtml": (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>', "<p>a</p>", _PAGE_END,
    ),
    "page entities": ('<!DOCTYPE html [<!ENTITY a "' + "b" * 1000 + '">]><html><body><p>', "&a;", _PAGE_END),
    "inclusions in a page": (_PAGE, '<xi:include href="file:///etc/passwd"/>', _PAGE_END),
}  # fmt: skip
PAGES: Final[Mapping[str, Shape]] = {
    **{name: repeated(*parts) for name, parts in _PAGES.items()},
    "page noise": lambda size: _PAGE.encode() + noise(size),
    "a page in utf-16": lambda size: repeated(*_PAGES["paragraphs"])(size // 2).decode().encode("utf-16"),
}
