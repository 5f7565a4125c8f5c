"""Sentences that a page quotes in Latin letters: an English tweet in Ukrainian news names nobody anew."""

from __future__ import annotations

from collections import Counter
from functools import cache

from bot.languages import pack
from bot.reading.words.scene import Scene

_SENTENCE = 4  # small words in Latin letters that make a sentence one of another language
_CYRILLIC = "Cyrl"


def foreign_words(scene: Scene) -> frozenset[int]:
    """List the words of sentences in Latin letters, where the language is written in Cyrillic alone."""
    if not _is_cyrillic(scene.language.code):
        return frozenset()
    small = Counter(word.sentence for word in scene.tokens if word.text.isascii() and word.text.islower())
    foreign = {sentence for sentence, count in small.items() if count >= _SENTENCE}
    if not foreign:
        return frozenset()
    return frozenset(
        at for at, word in enumerate(scene.tokens) if word.sentence in foreign and word.text.isascii()
    )


@cache
def _is_cyrillic(code: str) -> bool:
    own = pack(code)
    return own.get("script") == _CYRILLIC and "other_alphabet" not in own
