"""Outside text as a leaf: never a tag, a mention, a command, a hashtag or a link of its own."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.renderer.markup import (
    bold,
    clean,
    defuse,
    esc,
    first_fitting,
    link,
    safe_href,
    shorten,
    size,
)
from tests.renderer.telegram import found_by_telegram, parsed

HOSTILE = (
    "@everyone", "(@durov)", "mail@example.com", "/start", "-/start now", "t.me/durov",
    "https://evil.example/x", "tg://user?id=1", "ton://transfer", "evil.com", "1.2.3.4", "9.1.2.3.4",
    "#hashtag", "＃tag", "$USD", "4111 1111 1111 1111", "4111111111111111", "0:15", "<b>bold</b>",
    "<a href='tg://user?id=1'>x</a>", "&lt;b&gt;", "&#60;", "a&b", "www.evil.com", "evil。com",
    "magnet:?xt=1", "mailto:a@b.co", "]]>", "</b></i>", "@a@b@c", "//start", "user@evil.com/start",
    "ＵＲＬ.com", "xn--e1afmkfd.xn--p1ai", "пример.рф", "/visits@other_bot", "#1", "@", "a.1.com",
    "4u.to",
    "x\u202eevil", "ev\u200bil.com", "@\u200beveryone", "http\u2060://evil.example", "line\u2028break",
    "x\x00y", "\ud800", "a\U000e0041b", "Z" + "\u0301" * 300, "\r\n/start",
)  # fmt: skip
pieces = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=12), st.sampled_from([" ", ".", "/", "@", ":", "#"])
)
hostile_text = st.lists(pieces, max_size=6).map("".join)


@pytest.mark.parametrize("text", HOSTILE)
def test_known_tricks_become_plain_text(text: str) -> None:
    """None of the tricks that we know of gives anything that can be clicked."""
    shown, entities = parsed("Title: " + esc(text))
    assert entities == [] and found_by_telegram(shown) == []


@settings(max_examples=400, deadline=None)
@given(hostile_text)
def test_no_text_makes_an_entity(text: str) -> None:
    """Whatever an article is called, Telegram accepts it and finds nothing in it."""
    shown, entities = parsed("•" + esc(text) + "•")
    assert entities == []
    assert found_by_telegram(shown) == []


@settings(max_examples=200, deadline=None)
@given(hostile_text, st.one_of(st.sampled_from(["https://a.example/x?y=1&z='\"<>"]), hostile_text))
def test_a_link_is_ours_or_none(label: str, url: str) -> None:
    """A link leads to a web address that was given as one, or there is no link."""
    _, entities = parsed("•" + link(url, label))
    assert {kind for kind, _ in entities} <= {"TextUrl"}
    assert not entities or safe_href(url)


@example("0 \x1b\r0")
@given(st.text(max_size=300))
def test_cleaning_leaves_one_printable_line(text: str) -> None:
    """No control, bidi or hidden character is left, and cleaning again changes nothing."""
    line = clean(text)
    assert not set(line) & set("\n\r\t\x00\x1f\x7f\u200b\u200e\u200f\u202e\u2060\u2066\ufeff")
    assert clean(line) == line


def test_joiners_stay_inside_words_that_need_them() -> None:
    """Persian is spelt with a joiner; between other characters it only hides something."""
    assert clean("می\u200cشود") == "می\u200cشود"
    assert clean("\u200cx. \u200dy\u200c") == "x. y"


def test_ordinary_text_is_left_as_it_is() -> None:
    """Names and offices are not peppered with invisible characters."""
    for text in (
        "Nawaf bin Mohammed Al Ma'awda",
        "Öztürk-Şentürk",
        "St. Kitts",
        "24/25",
        "№ 5: суд",
        "A&B",
        "10.5 %",
    ):
        assert defuse(text) == text


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("short", 10, "short"), ("one two three", 9, "one two…"), ("abcdefghij", 5, "abcd…"), ("", 3, "")],
)
def test_plain_text_is_cut_at_a_word(text: str, limit: int, short: str) -> None:
    """Cutting keeps to the limit and prefers the end of a word."""
    assert shorten(text, limit) == short and len(short) <= limit


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "tg://user?id=1", "ftp://a.example/", "https://", "http://localhost/x",
        "//a.example", "https://user:pw@a.example/", "https://a.example/\u202eevil", "https://a.example/\nx",
        "https://[::1", "", None, "https://a.example/" + "x" * 3000,
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str | None) -> None:
    """Other schemes, credentials, tricks and monsters are shown without a link."""
    assert safe_href(url) is None and link(url, "label") == "label"


@settings(max_examples=100, deadline=None)
@given(hostile_text)
def test_messages_are_measured_as_telegram_does(text: str) -> None:
    """Code points and entities are those after Telegram's parsing."""
    markup = bold("x" + esc(text)) + " <i>y</i>"
    shown, entities = parsed(markup)
    assert size(markup).points == len(shown)
    assert size(markup).entities == len(entities)
    assert size(markup).raw == len(markup.encode())


def test_the_first_draft_that_fits_is_taken() -> None:
    """A card that is too long gives way to the next shorter one."""
    assert first_fitting([lambda: "x" * 5000, lambda: "y" * 4096, lambda: "z"]) == "y" * 4096
