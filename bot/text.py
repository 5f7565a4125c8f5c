"""Folding, sentences and words: what every reader of text starts from, offsets kept."""

from __future__ import annotations

import re
import unicodedata

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
    }
)  # fmt: skip


class _Fold(dict[int, int | str]):
    """One code point in, one out, worked out when first met; so offsets never move."""

    def __missing__(self, code: int) -> int | str:
        char = chr(code)
        folded = _BY_HAND.get(code)
        if 0xAC00 <= code <= 0xD7A3:
            folded = code  # NFKD would leave of a Hangul syllable its first consonant
        if folded is None:
            lower = char.lower()[0]
            folded = _BY_HAND.get(ord(lower)) or unicodedata.normalize("NFKD", lower)[0].lower()[0]
            folded = _BY_HAND.get(ord(folded), folded)
        self[code] = folded
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """Write `text` in small letters without accents, code point for code point.

    The result has the same length as `text` in NFC, so that a place in one is the same place in the other.
    """
    return text.translate(_FOLD)


def words(text: str) -> list[tuple[str, int, int]]:
    """List the words of `text` with their start and end."""
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


_WORD = re.compile(r"[^\W_]+(?:['’ʼʻ‘\-][^\W_]+)*")
