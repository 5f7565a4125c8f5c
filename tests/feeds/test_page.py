"""An article page becomes its text and what it states of itself; nothing is guessed."""

from __future__ import annotations

import json

import pytest

from bot.errors import FeedError
from bot.feeds.results import Page
from bot.feeds.workers import Workers

URL = "https://news.example/az/1.html"
FIRST = "The Prosecutor General has arrived in Manama on a working visit, the office said in a statement."
SECOND = "He met his counterpart there, and the two sides spoke of extradition and of a memorandum."
BODY = "".join(
    f"<p>{text}</p>"
    for text in (FIRST, SECOND, "The talks go on tomorrow, when the guests will see a court in the old town.")
)
META = '<meta property="article:published_time" content="2026-01-26T10:00:00+04:00">'


MENU = "".join(f'<div><a href="/{n}">Section number {n} of the paper</a></div>' for n in range(40))


def page(head: str = "", body: str = f"<article><h1>Visit</h1>{BODY}</article>") -> bytes:
    start = '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Visit | Paper</title>'
    footer = f"<footer><p>{'All rights are reserved by the paper. ' * 4}</p></footer>"
    return f"{start}{head}</head><body><nav>{MENU}</nav>{body}{footer}</body></html>".encode()


def linked(kind: str, date: str) -> str:
    publisher = {"@type": "Organization", "name": "The Paper"}
    story = {"@type": kind, "headline": "Visit", "datePublished": date, "publisher": publisher}
    graph = json.dumps({"@graph": [{"@type": "WebSite"}, story]})
    return f'<script type="application/ld+json">{graph}</script>'


async def read(workers: Workers, body: bytes, content_type: str = "text/html; charset=utf-8") -> Page:
    return await workers.page(body, content_type=content_type, url=URL)


async def test_the_article_is_taken_out_of_the_page(workers: Workers) -> None:
    """Menus and footers stay behind, and paragraphs are lines."""
    found = await read(workers, page('<meta property="og:title" content="A visit &amp; more">' + META))
    assert FIRST in found.text.split("\n")
    assert SECOND in found.text.split("\n")
    assert "Section number" not in found.text
    assert "rights" not in found.text
    assert (found.title, found.language, found.published) == ("A visit & more", "en", "2026-01-26T06:00:00Z")


async def test_what_the_page_states_of_itself(workers: Workers) -> None:
    """Publisher and proper address come from JSON-LD and links, completed against the page's own address."""
    found = await read(
        workers, page('<link rel="canonical" href="/az/1">' + linked("NewsArticle", "2026-01-26T10:00:00Z"))
    )
    assert (found.publisher, found.canonical_url) == ("The Paper", "https://news.example/az/1")
    assert found.title == "Visit"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("", None),
        (META, "2026-01-26T06:00:00Z"),
        (META + linked("NewsArticle", "2026-01-26T06:00:00Z"), "2026-01-26T06:00:00Z"),
        (META + linked("NewsArticle", "2026-01-25"), "2026-01-26T06:00:00Z"),
        (META + linked("NewsArticle", "2025-07-22T06:00:00Z"), None),
        (linked("ReportageNewsArticle", "2026-01-26T10:00:00"), "2026-01-26"),
        (linked("WebPage", "2026-01-26"), None),
        ('<meta name="pubdate" content="2026-01-26 10:15 AM">', "2026-01-26"),
        ('<meta name="pubdate" content="yesterday">', None),
        ('<meta name="pubdate" content="2099-01-01T00:00:00Z">', None),
    ],
)
async def test_a_date_is_believed_when_the_page_states_it(
    workers: Workers, head: str, published: str | None
) -> None:
    """A date stands in the page's metadata without contradiction, or there is none; no zone, no hour."""
    assert (await read(workers, page(head))).published == published


async def test_a_time_element_is_believed_where_nothing_else_speaks(workers: Workers) -> None:
    """The article's own <time> counts, unless there are several that disagree."""
    one, other = '<time datetime="2026-01-26T10:00:00Z">x</time>', '<time datetime="2024-05-01">x</time>'
    assert (
        await read(workers, page(body=f"<article>{one}{BODY}</article>"))
    ).published == "2026-01-26T10:00:00Z"
    assert (await read(workers, page(body=f"<article>{one}{BODY}{other}</article>"))).published is None


@pytest.mark.parametrize("menu", ["", MENU])
async def test_short_articles_come_from_description_and_paragraphs(workers: Workers, menu: str) -> None:
    """Where the page has no long text, its description and paragraphs are the text, never its menu."""
    head = '<meta property="og:description" content="The Prosecutor General is in Manama.">'
    body = f"<form>{menu}<div><p>He met his counterpart in the morning there.</p></div></form>"
    found = await read(workers, page(head, body))
    assert found.text == "The Prosecutor General is in Manama.\nHe met his counterpart in the morning there."


async def test_pages_in_old_charsets(workers: Workers) -> None:
    """A page in windows-1251 that says so only in its head is read right."""
    text = "Генеральный прокурор прибыл с рабочим визитом в Манаму, сообщили в пресс-службе ведомства. "
    head = '<head><meta charset="windows-1251"><title>x</title></head>'
    html = f"<html>{head}<body><article><p>{text * 3}</p></article></body></html>"
    found = await read(workers, html.encode("cp1251"), "text/html")
    assert text.strip() in found.text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"%PDF-1.7 \xff\xfe", "application/pdf"),
        (b"%PDF-1.7 \xff\xfe", "text/html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png"),
        (b'{"a": 1}', "application/json"),
        (b"", "text/html"),
        (b"just words", "text/plain"),
    ],
)
async def test_what_is_no_page_is_refused(workers: Workers, body: bytes, content_type: str) -> None:
    """A page that is not HTML has a failure of its own."""
    with pytest.raises(FeedError) as caught:
        await read(workers, body, content_type)
    assert caught.value.kind == "not_html"
    assert URL in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>" + b"<p>a</p>" * 25_000,
        b"<html><body><p " + b"a='1' " * 1_001,
        b"<html><p " + b"a " * 2_500,
    ],
)
async def test_pages_in_the_shape_of_an_attack_are_refused(workers: Workers, body: bytes) -> None:
    """More elements or attributes than any article has are not even looked at."""
    with pytest.raises(FeedError) as caught:
        await read(workers, body)
    assert caught.value.kind == "rejected"
    picture = f'<img src="data:image/png;base64,{"A=" * 5_000}"><p d="{"M0 0 " * 2_000}">'.encode()
    assert (await read(workers, page(body=f"{picture.decode()}{BODY}"))).text


async def test_a_guessed_date_is_never_believed(workers: Workers) -> None:
    """A day that stands only in the text or the address, from which trafilatura would guess, is no date."""
    dated = "Published on 26 January 2026. " + FIRST
    body = page(body=f'<article><h1>Visit</h1><p class="date">26.01.2026</p><p>{dated}</p>{BODY}</article>')
    found = await workers.page(body, content_type="text/html", url="https://news.example/2026/01/26/visit")
    assert (found.published, "26 January 2026" in found.text) == (None, True)
