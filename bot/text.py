"""Folding, sentences and words: what every reader of text starts from, offsets kept."""

from __future__ import annotations

import re
import unicodedata

# Punctuation of other scripts that says what a mark of ours says; a joiner parts words as a space does.
MARKS = str.maketrans(
    {
        "،": ",", "，": ",", "、": ",", "؛": ";", "；": ";", "：": ":", "（": "(", "）": ")", "؟": "?",
        "\u200c": " ", "\u3000": " ",
    }
)  # fmt: skip

# Words of names that tell nobody from anybody.
PARTICLES = frozenset(
    ("al", "el", "bin", "ibn", "bint", "ben", "de", "da", "del", "di", "do", "dos", "van", "von", "der")
)

# Letters that NFD leaves whole but that people write without their mark, and look-alike punctuation.
_BY_HAND = str.maketrans(
    {
        "ə": "e", "ı": "i", "İ": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ß": "s",
        "æ": "e", "œ": "e", "þ": "t", "ŋ": "n",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "′": "'", "ˈ": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": '"', "›": '"',
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "―": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ي": "ي", "ی": "ي", "ك": "ك", "ک": "ك",
        **{chr(code): mark for code, mark in MARKS.items()},
    }
)  # fmt: skip


class _Fold(dict[int, int | str]):
    """One code point in, one out, worked out when first met; so offsets never move."""

    def __missing__(self, code: int) -> int | str:
        folded: int | str = _folded(chr(code))
        self[code] = folded
        return folded


def _folded(char: str) -> str:
    if "\uac00" <= char <= "\ud7a3":
        return char  # NFKD would leave of a Hangul syllable its first consonant
    if (by_hand := _BY_HAND.get(ord(char))) is not None:
        return str(by_hand)
    lower = char.lower()[0]
    plain = _BY_HAND.get(ord(lower)) or unicodedata.normalize("NFKD", lower)[0].lower()[0]
    return str(_BY_HAND.get(ord(str(plain)), plain))


_FOLD = _Fold()


def fold(text: str) -> str:
    """Write `text` in small letters without accents, code point for code point.

    The result has the same length as `text` in NFC, so that a place in one is the same place in the other.
    """
    return text.translate(_FOLD)


def small(text: str) -> str:
    """Write `text` in small letters and keep its accents: for languages in which they make other words."""
    return unicodedata.normalize("NFC", text).lower()


def words(text: str) -> list[tuple[str, int, int]]:
    """List the words of `text` with their start and end."""
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


_WORD = re.compile(r"[^\W_]+(?:['’ʼʻ‘\-][^\W_]+)*")
