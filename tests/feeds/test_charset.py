"""Bytes become the text that was meant, whatever is claimed about them."""

from __future__ import annotations

import codecs

from bot.feeds.charset import decode

TITLE = "Генеральный прокурор прибыл с рабочим визитом в Манаму"


def test_old_names_of_charsets() -> None:
    """Latin-5 under its old name is read as browsers read it, and dangerous codecs are not known."""
    assert (
        decode("Başsavcı İğdır'da".encode("cp1254"), "text/xml; charset=iso-8859-9")[0] == "Başsavcı İğdır'da"
    )
    assert decode(b"<a>\xe9+AGE-</a>", "text/xml; charset=utf-7")[0].endswith("+AGE-</a>")


def test_one_broken_character_calls_for_no_guess() -> None:
    """Text that was cut inside a character stays UTF-8, and is said to be mended."""
    text, clean = decode((TITLE * 20).encode()[:-1])
    assert (text[: len(TITLE)], clean) == (TITLE, False)


def test_a_mark_is_taken_off() -> None:
    """The byte order mark decides about the encoding and is no part of the text."""
    assert decode(codecs.BOM_UTF8 + b"<rss/>", "text/xml; charset=windows-1251") == ("<rss/>", True)
    assert decode("<rss/>".encode("utf-16")) == ("<rss/>", True)
