"""One address has one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import canonical

SAME = "https://news.example/politics/story?a=1&b=2"


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/politics/story?a=1&b=2",
        "HTTPS://WWW.News.Example:443/politics/story?b=2&a=1#comments",
        " http://news.example:80/politics/story?a=1&utm_source=rss&utm_medium=feed&b=2 ",
        "https://m.news.example/politics/story?fbclid=x&a=1&b=2",
        "https://amp.news.example/politics/story?a=1&b=2&amp=1",
        "https://news.example/politics/story/amp?b=2&a=1",
        "https://www.google.com/amp/s/news.example/politics/story/amp?a=1&b=2",
        "https://news-example.cdn.ampproject.org/c/s/news.example/politics/story?a=1&b=2&usqp=x",
    ],
)
def test_spellings_of_one_article_are_one(url: str) -> None:
    """Scheme, case, port, fragment, tracking and AMP make no other article."""
    assert canonical(url) == SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/story?id=1", "https://news.example/story?id=2"),
        ("https://news.example/story?gid=1", "https://news.example/story?gid=2"),
        ("https://news.example/camp", "https://news.example/c"),
        ("https://news.example:8080/", "https://news.example/"),
        ("https://az.news.example/1", "https://en.news.example/1"),
    ],
)
def test_different_articles_stay_different(one: str, other: str) -> None:
    """Parameters and hosts that choose an article are kept."""
    assert canonical(one) != canonical(other)


def test_letters_outside_ascii_have_one_form() -> None:
    """An address in another script equals its encoded form."""
    plain = "https://президент.рф/новости?тема=а"
    coded = "https://xn--d1abbgf6aiiy.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?%D1%82%D0%B5%D0%BC%D0%B0=%D0%B0"
    assert canonical(plain) == canonical(coded)


@pytest.mark.parametrize(
    "text", ["mailto:x@y", "tag:news.example,2026:1", "http://[::1", "http://x:99999/", ""]
)
def test_what_is_no_web_address_is_kept(text: str) -> None:
    """A key that is no web address is left as it is."""
    assert canonical(text) == text


@given(st.text(max_size=60) | st.text(max_size=40).map("https://news.example/".__add__))
def test_canonical_is_final_and_never_raises(text: str) -> None:
    """Whatever it is given, canonical gives a spelling that it keeps itself."""
    once = canonical(text)
    assert canonical(once) == once
