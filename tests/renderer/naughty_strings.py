"""Hostile strings, of our own making: what a paper might print to fool a reader, a parser or a terminal."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

SEED = 7
_LONGEST = 4_000  # code points, about a message
_KINDS: Mapping[str, tuple[str, ...]] = {
    "mention": ("@everyone", "@here", "(@admin_bot)", "＠someone", "@\u200dlist", "a@b", "@9name",
        "@_x_y_z"),
    "command": ("/start", "/deleteme yes", "-/stop", "«/help»", "/visits@other_bot",
        "\r\n/subscribe all", "／start"),
    "hashtag": ("#breaking", "＃новости", "#1a", "#عاجل", "$USD", "$TONCOIN", "#a#b", "#@x"),
    "link": ("https://evil.example/?a=1&b=2", "hTTp://EVIL.example", "//evil.example/x",
        "ftp://u:p@h.example/"),
    "telegram": ("tg://user?id=777", "tg://resolve?domain=x", "t.me/joinchat/AAAA", "telegram.me/x",
        "x.t.me/1"),
    "domain": ("evil.com", "sub.evil.co.uk/path", "1.1.1.1", "127.0.0.1:8081", "[::1]", "a.b.c.museum",
        "9.ru"),
    "idn": ("аррӏе.com", "xn--80ak6aa92e.com", "пример.рф/путь", "例え.jp", "evil。com", "ｅｖｉｌ．com",
        "ex\u00adample.com"),
    "address": ("chief@office.example", "mailto:a@b.example", "\"a b\"@c.example", "имя@почта.рф",
        "a+b@c.d.example"),
    "number": ("+994 12 492 00 00", "4242 4242 4242 4242", "4242424242424242", "0:59", "00:00:01",
        "+1-800-555-0100"),
    "markup": ("<b>x</b>", "<a href=\"tg://user?id=1\">x</a>", "</b></a>", "<!-- x",
        "<script>1</script>", "<tg-spoiler>"),
    "entity": ("&lt;b&gt;", "&amp;lt;", "&#x202e;", "&#0;", "&", "&;", "&unknown;", "&#xd800;",
        "&quot;><b>"),
    "markdown": ("*b*", "__u__", "||s||", "[x](tg://user?id=1)", "```\ncode", "`", "~~s~~", "> quote",
        "\\_\\*"),
    "bidi": ("\u202egnp.exe", "a\u2067b\u2069", "\u200f\u200e", "\u061cx", "\u202a\u202b\u202c",
        "abc\u2066"),
    "hidden": ("\u200b", "\u2060x\u2060", "\ufeff", "x\u00ady", "\u3164", "\u115f", "\u180e",
        "\U000e0041\U000e007f"),
    "joiner": ("ev\u200dil.com", "\u200d@x\u200c", "می\u200cشود", "👩\u200d👩\u200d👧\u200d👦",
        "🏳️\u200d🌈", "\u200c\u200d"),
    "control": ("\x00", "\x07\x1b[31mred", "\x7f", "\x85", "a\x00b", "\x1e\x1f", "\x08\x08", "\x9b2J"),
    "break": ("\n\n\n", "a\r\nb", "\u2028/start", "\u2029@x", "\x0b\x0c", "\t", "\u3000", "\xa0"),
    "pile": ("Z" + "\u0489" * 40, "e" + "\u0301" * 90, "ก" + "็" * 40, "\u0363\u0364", "x\u20e3",
        "\u0334" * 9),
    "surrogate": ("\ud800", "\udfff", "a\udc00b", "\ud83d", "\ude00\ud83d"),
    "emoji": ("😀", "🇦🇿🇧🇭", "🇦", "👍🏿", "1️⃣", "\U0001f9d1\u200d\U0001f680", "❤\ufe0f", "\ufe0f"),
    "arabic": ("ﷺ", "ﷲ", "الفساد\u0640\u0640\u0640", "ﻻ", "\u06dd123", "۱۲۳۴", "صلى\u200fالله"),
    "foreign": ("部落格", "田中さん", "서울특별시", "ภาษาไทย", "தமிழ்", "ไม้\u0e4f", "ǅ", "ﬀ", "İı", "ß"),
    "odd": ("", " ", ".", "..", "null", "None", "undefined", "NaN", "1e400", "-1", "%s%n", "{0}",
        "{name}", "$(id)"),
    "query": ("'; DROP TABLE visits;--", "\" OR 1=1", "../../etc/passwd", "{{7*7}}", "${7*7}", "=1+1",
        "@SUM(A1)"),
    "character": ("\ufffe", "\uffff", "\U0010ffff", "\ue000", "\ufff9x\ufffb", "\U0001d4d0",
        "ⓔⓥⓘⓛ.ⓒⓞⓜ", "℡"),
}  # fmt: skip
_GLUE = ("", " ", "", ".", "/", "@", ":", "\n", "\u200b", "\u202e", "&", "<", "-", "\u2060", "://")


def strings(count: int, seed: int = SEED) -> Iterator[str]:
    """Give so many hostile strings, the same for the same seed: each kind alone, mixed, among words, long."""
    chance, kinds = random.Random(seed), list(_KINDS.values())
    for number in range(count):
        kind = kinds[number % len(kinds)]
        text = kind[number // len(kinds) % len(kind)]
        if number >= sum(map(len, kinds)):
            text = _mixed(text, chance, kinds)
        yield text


def _mixed(text: str, chance: random.Random, kinds: list[tuple[str, ...]]) -> str:
    for _ in range(chance.randrange(1, 4)):
        text += chance.choice(_GLUE) + chance.choice(chance.choice(kinds))
    match chance.randrange(20):
        case 0:
            return (text or "W") * (_LONGEST // len(text or "W"))
        case 1:
            return "".join(chance.sample(text, len(text)))
        case 2 | 3 | 4 | 5:
            return f"Prosecutor {text} General"
    return text
