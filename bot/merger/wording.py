"""Whether two phrases name the same thing in other words."""

from __future__ import annotations

from rapidfuzz.fuzz import token_set_ratio

_ALIKE = 85.0  # per cent; one phrase may hold more words than the other


def same_words(a: str, b: str) -> bool:
    """Say whether two folded phrases of one language name one event, office or document."""
    return token_set_ratio(a, b) >= _ALIKE
