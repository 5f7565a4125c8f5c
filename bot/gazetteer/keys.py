"""Under what a name is filed: letters and digits only, folded, so that spelling habits do not matter."""

from __future__ import annotations

import unicodedata

from bot.text import fold


def strict(text: str) -> str:
    """Write `text` in small letters without spaces and signs, accents kept."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text.casefold())))


def loose(text: str) -> str:
    """Write `text` in small letters without spaces, signs and accents; Hangul syllables stay whole."""
    composed = unicodedata.normalize("NFC", text)
    folded = "".join(map(_fold_letter, composed)) if _has_hangul(composed) else fold(composed)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def _has_hangul(text: str) -> bool:
    return any("가" <= char <= "힣" for char in text)


def _fold_letter(char: str) -> str:
    return char if "가" <= char <= "힣" else fold(char)
