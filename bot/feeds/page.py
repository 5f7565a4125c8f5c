"""The text of an article page. Runs in the worker; trafilatura and lxml live here and in metadata.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import XPath  # type: ignore[import-untyped]  # it has no types
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has no types
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from bot.errors import FeedError
from bot.feeds.charset import decode
from bot.feeds.entries import tidy
from bot.feeds.metadata import Metadata, read_metadata
from bot.feeds.results import Page

_ENOUGH: Final = 200  # characters; less than that is seldom an article
_MAX_TEXT: Final = 200_000  # characters
_PARAGRAPH: Final = 30  # characters; shorter ones are captions and buttons
_HTML_TYPES: Final = ("", "text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain")
_ELEMENTS: Final = 25_000  # of a page; the largest of 1,044 saved article pages has 10,106
_ATTRIBUTES: Final = 1_000  # of one element; lxml takes their square
_LONG_TAGS: Final = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_VALUES: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_SPANS: Final = ("colspan", "rowspan")
_LOOKS_LIKE_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title)\b", re.IGNORECASE
)
_PARAGRAPHS: Final = XPath(
    "//p[not(ancestor::nav or ancestor::footer or ancestor::aside or ancestor::header)]"
)


def read(body: bytes, content_type: str, url: str) -> Page:
    """Take the article out of a page; FeedError(kind="not_html") where it is something else, "rejected" where
    it has the shape of an attack."""
    text, _ = decode(body, content_type)
    declared = content_type.partition(";")[0].strip().lower()
    if (declared not in _HTML_TYPES and "html" not in declared) or not _LOOKS_LIKE_HTML.search(
        text, 0, 100_000
    ):
        raise _not_html(url, declared)
    if any(len(_VALUES.sub("", tag).split()) > _ATTRIBUTES for tag in _LONG_TAGS.findall(text)):
        raise _rejected(url, f"{_ATTRIBUTES} attributes on one element")
    tree = load_html(text)
    if tree is None:
        raise _not_html(url, declared)
    _defuse(tree, url)
    about = read_metadata(tree, url)
    return Page(
        title=about.title,
        text=_article(tree, about)[:_MAX_TEXT],
        published=about.published,
        canonical_url=about.canonical_url,
        language=about.language,
        publisher=about.publisher,
    )


def _defuse(tree: HtmlElement, url: str) -> None:
    """Hold the size of what is read; cells that span others are filled up one by one, so none does."""
    for number, element in enumerate(tree.iter()):
        if number == _ELEMENTS:
            raise FeedError(
                "rejected", f"{url} has more than {_ELEMENTS} elements; no article looks like that"
            )
        for span in _SPANS:
            element.attrib.pop(span, None)


def _rejected(url: str, what: str) -> FeedError:
    return FeedError("rejected", f"{url} has more than {what}; no article looks like that")


def _not_html(url: str, declared: str) -> FeedError:
    what = f"it is {declared[:60]}" if declared else "it says not what it is"
    return FeedError("not_html", f"{url} is no web page ({what}); its entry is read without it")


def _article(tree: HtmlElement, about: Metadata) -> str:
    """Give trafilatura's text, or where it finds no article, the page's description and paragraphs."""
    document = bare_extraction(
        tree, include_comments=False, with_metadata=False, prune_xpath=["//nav", "//footer", "//aside"]
    )
    text = tidy(getattr(document, "text", None) or "")
    if _is_a_list_of_links(text, tree):
        text = ""
    if len(text) >= _ENOUGH:
        return text
    lines = dict.fromkeys([*([about.description] if about.description else []), *_paragraphs(tree)])
    return max(text, "\n".join(lines), key=len)


def _is_a_list_of_links(text: str, tree: HtmlElement) -> bool:
    """Recognise a menu or teasers, which are taken for the article where that is very short."""
    links = {_line(link) for link in tree.iter("a")}
    listed = sum(len(line) for line in text.split("\n") if line.removeprefix("- ") in links)
    return listed * 2 > len(text)


def _line(element: HtmlElement) -> str:
    return " ".join(tidy(element.text_content()).split())


def _paragraphs(tree: HtmlElement) -> Iterator[str]:
    for element in _PARAGRAPHS(tree):
        text = _line(element)
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        if len(text) >= _PARAGRAPH and linked * 2 < len(text):
            yield text
