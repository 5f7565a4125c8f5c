"""Under what a name is filed: letters and digits only, folded, so that spelling habits do not matter."""

from __future__ import annotations

import unicodedata

from bot.text import fold


def strict(text: str) -> str:
    """Write `text` in small letters without spaces and signs, accents kept."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text.casefold())))


def loose(text: str) -> str:
    """Write `text` in small letters without spaces, signs and accents."""
    folded = fold(unicodedata.normalize("NFC", text))
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))
