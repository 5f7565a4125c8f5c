"""The sandbox's reading of Telegram's HTML, held against Telegram's own parser."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.oracles import sandbox_reading, telegram_reading

CASES = [
    "plain & simple > text",
    "<b>bold</b> <strong>bold</strong> <i>i</i> <em>i</em> <u>u</u> <ins>u</ins>",
    "<s>s</s> <strike>s</strike> <del>s</del>",
    "<B>CAPITAL</b>",
    "<b>a<i>b</i></b><i>c</i>",
    "<b><i>same place</i></b>",
    "<i><b>same place</b></i>",
    "<code><b>x</b></code>",
    "<b></b>nothing<i> </i>",
    "<span class='tg-spoiler'>x</span><tg-spoiler>y</tg-spoiler>",
    "<span>x</span>",
    "<span class='other'>x</span>",
    "<a href='https://example.com/?a=1&amp;b=2#c'>x</a>",
    "<a href='HTTPS://EXAMPLE.com'>x</a>",
    "<a href='example.com'>x</a>",
    "<a href='nothing'>x</a>",
    "<a href='http://localhost:80/'>x</a>",
    "<a href='http://user:word@example.com:8080/x y'>x</a>",
    "<a href='http://example.com:0/'>x</a>",
    "<a href='http://example.com:99999/'>x</a>",
    "<a href='http://[::1]/'>x</a>",
    "<a href='http://[zz]/'>x</a>",
    "<a href='ftp://example.com'>x</a>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='http://exa mple.com'>x</a>",
    "<a href='http://ex%41mple.com'>x</a>",
    "<a href='http://ex%4mple.com'>x</a>",
    "<a href='http://.'>x</a>",
    "<a href='http:///path'>x</a>",
    "<a href='http://пример.рф/путь'>x</a>",
    "<a href='tg://user?id=123456'>x</a>",
    "<a href='tg:user?id=123456'>x</a>",
    "<a href='TG://USER?ID=42'>x</a>",
    "<a href='tg://user?id=0'>x</a>",
    "<a href='tg://user?id=abc'>x</a>",
    "<a href='tg://user/?x=1&id=7#f'>x</a>",
    "<a href='tg://resolve?domain=durov'>x</a>",
    "<a href='tg://bad.host'>x</a>",
    "<a href='ton://transfer/abc'>x</a>",
    "<a href='tonsite://site.ton/x'>x</a>",
    "<a>example.com</a>",
    "<a href=example.com>x</a>",
    "<a href=http://example.com>x</a>",
    "<a href=''>https://example.org/x</a>",
    "<a title='t' href='https://e.com' >x</a>",
    "<pre>x</pre><code>y</code>",
    "<pre><code class='language-python'>x</code></pre>",
    "<code class='language-python'><pre>x</pre></code>",
    "<pre><code class=\"language-\">x</code></pre>",
    "<pre> <code class='language-py'>x</code></pre>",
    "<code class='language-py'>x</code>",
    "<blockquote>q</blockquote><blockquote expandable>q</blockquote><blockquote expandable=''>q</blockquote>",
    "<blockquote>a<blockquote>b</blockquote></blockquote>",
    "<blockquote><b>x</b>\n<a href='e.com'>y</a></blockquote>",
    "<tg-emoji emoji-id='5368324170671202286'>👍</tg-emoji>",
    "<tg-emoji emoji-id='x'>👍</tg-emoji>",
    "<tg-emoji emoji-id='0'>👍</tg-emoji>",
    "<tg-emoji>👍</tg-emoji>",
    "<tg-time unix='1769443200' format='r'>x</tg-time>",
    "<tg-time unix='1769443200' format='wDT'>x</tg-time>",
    "<tg-time unix='1769443200'>x</tg-time>",
    "<tg-time unix='0' format='t'>x</tg-time>",
    "<tg-time unix='1769443200' format='q'>x</tg-time>",
    "&lt;b&gt; &amp;amp; &quot;q&quot; &apos; &nbsp; &copy;",
    "&lt &gt; &amp &ltx &LT;",
    "&#65;&#x41;&#x1F600;&#128512; &#; &#x; &#0; &#x110000; &#1114111; &#0000000065; &#xg;",
    "&#xD83D;",
    "&#xD83D;&#xDE00;",
    "&",
    "a&",
    "🇦🇿 → 🇧🇭 <b>👩‍⚖️ x</b> é",
    "<b>unclosed",
    "</b>",
    "<b>x</i>",
    "<b>x</>",
    "<b>x</b",
    "<b>x</b x>",
    "<b>x</b  >",
    "<",
    "a<",
    "<>",
    "< b>x</b>",
    "<x>",
    "<br>",
    "<br/>",
    "<b/>x</b>",
    "<b",
    "<b ",
    "<b x",
    "<b x=",
    "<b x='",
    "<b x='y'",
    "<b x=y",
    "<b =y>x</b>",
    "<b 'x'>x</b>",
    "<a href='e.com'/>x</a>",
    "<a href=e.com/x>x</a>",
    "<b x>y</b>",
    "<b x = 'y' z>y</b>",
    "<a href=\"e.com'>x</a>",
    "a\0b<b>\0</b>",
    "<b\0>x</b>",
    "x\r\ny\tz<i>\r</i>",
]  # fmt: skip


@pytest.mark.parametrize("markup", CASES)
def test_reads_as_telegram_does(markup: str) -> None:
    """Text, entities and complaints are Telegram's own, word for word."""
    assert sandbox_reading(markup) == telegram_reading(markup)


_TAGS = [
    "<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<s>", "</s>", "<code>", "</code>", "<pre>", "</pre>",
    "<pre><code class='language-x'>", "</code></pre>", "<blockquote>", "<blockquote expandable>",
    "</blockquote>", "<tg-spoiler>", "</tg-spoiler>", "<a href='https://e.com/'>", "<a href='x'>", "</a>",
    "<a href='tg://user?id=5'>", "</>", "<span class='tg-spoiler'>", "</span>", "<x>", "<", ">", "&", "&amp;",
    "&lt;", "&#128512;", "&#xD800;", " ", "\n", "a", "é", "😀", "e.com", "'", '"', "=", "/", ";",
]  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(_TAGS), max_size=12).map("".join))
@example("<code class='language-x'><pre><code class='language-y'>z</code></pre></code>")
def test_reads_any_mixture_of_tags_as_telegram_does(markup: str) -> None:
    """Whatever order tags come in, both readers make the same of it."""
    assert sandbox_reading(markup) == telegram_reading(markup)


_KINDS = [
    "b",
    "i",
    "u",
    "s",
    "code",
    "pre",
    "blockquote",
    "blockquote expandable",
    "a href='e.com/'",
    "tg-spoiler",
]


def _wrap(parts: tuple[str, str, str, str]) -> str:
    before, kind, inner, after = parts
    return f"{before}<{kind}>{inner}</{kind.split()[0]}>{after}"


_WORDS = st.sampled_from(["", "x", "😀 y", "\n", "&amp;", "ə"])


@settings(max_examples=400, deadline=None)
@given(
    st.recursive(
        _WORDS,
        lambda inner: st.tuples(inner, st.sampled_from(_KINDS), inner, inner).map(_wrap),
        max_leaves=12,
    )
)
def test_reads_nested_markup_as_telegram_does(markup: str) -> None:
    """Well-formed nests of any depth come out alike, in the same order."""
    assert sandbox_reading(markup) == telegram_reading(markup)


@settings(max_examples=400, deadline=None)
@given(
    st.text(alphabet="tghonsie:/?#@[].%&=-_ 08Aé\\;'", max_size=14),
    st.sampled_from(["", "http://", "https://", "tg://", "e.com"]),
)
def test_takes_the_links_that_telegram_takes(rest: str, start: str) -> None:
    """A link is kept, rewritten or dropped exactly as by Telegram."""
    markup = f'<a href="{start}{rest}">x</a>'
    assert sandbox_reading(markup) == telegram_reading(markup)
