"""A pack's words written out: nouns in all their forms, and everything in each alphabet of the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from bot.languages.suffixes import Suffixes
from bot.text import fold

Table = dict[str, Any]
_START = "^"  # before letters that are others at the beginning of a word
_NOUN = "~"  # behind a word: in all its forms
_SKIPPED = frozenset(("examples",))  # what is no list of words
_ROWS = frozenset(("masculine", "feminine", "endings"))  # tables of endings: each row again in other letters
_PARTS = ("reading", "countries")
_APOSTROPHES = re.compile("[’‘ʼʻ`´]")


def written_out(pack: Table, nouns: Suffixes | None) -> Table:
    """Replace in [reading] and [countries] every `word~` by its forms, and add the other alphabet."""
    letters: Mapping[str, str] = pack.get("other_alphabet", {})
    if nouns is None and not letters:
        return pack

    def every(text: str) -> list[str]:
        forms = [text] if nouns is None else list(_forms(text, nouns))
        return [*forms, *(transliterated(form, letters) for form in forms)] if letters else forms

    return {**pack, **{part: _walked(pack[part], every) for part in _PARTS if part in pack}}


def _walked(content: Any, every: Callable[[str], list[str]]) -> Any:
    if isinstance(content, list):
        if not all(isinstance(text, str) for text in content):
            return [_walked(part, every) for part in content]
        return list(dict.fromkeys(form for text in content for form in every(text)))
    if isinstance(content, dict) and content and all(isinstance(value, int) for value in content.values()):
        return {form: value for text, value in content.items() for form in every(text)}
    if isinstance(content, dict):
        return {key: _part(key, found, every) for key, found in content.items()}
    return content


def _part(key: str, content: Any, every: Callable[[str], list[str]]) -> Any:
    if key in _SKIPPED:
        return content
    if key not in _ROWS or not isinstance(content, list):
        return _walked(content, every)
    rows = (list(row) for one in content for row in zip(*map(every, one), strict=True))
    return list(dict.fromkeys(map(tuple, rows)))


def _forms(text: str, nouns: Suffixes) -> Iterator[str]:
    """ "baş prokurorluq~ kollegiyası": each marked word in all its forms."""
    if _NOUN not in text:
        yield text
        return
    before, _, after = text.partition(_NOUN)
    *others, word = before.split(" ")
    for form in nouns.noun(word):
        for rest in _forms(after, nouns):
            yield " ".join((*others, form)) + rest


def transliterated(text: str, letters: Mapping[str, str]) -> str:
    """Write `text` in the other alphabet; letters that the table lacks stay as they are."""

    def other(match: re.Match[str]) -> str:
        told = match.group().lower()
        starts = not text[: match.start()][-1:].isalpha()
        found = letters.get(_START + told, letters.get(told, told)) if starts else letters.get(told, told)
        return found.capitalize() if match.group()[:1].isupper() else found

    return _pattern(tuple(letters)).sub(other, _APOSTROPHES.sub("'", text))


@lru_cache(maxsize=64)
def _pattern(keys: tuple[str, ...]) -> re.Pattern[str]:
    plain = {key.removeprefix(_START) for key in keys}
    return re.compile("|".join(map(re.escape, sorted(plain, key=len, reverse=True))), re.IGNORECASE)


def spellings(text: str, letters: Mapping[str, str]) -> tuple[str, ...]:
    """Give a text in each alphabet of the language."""
    other = transliterated(text, letters) if letters else text
    return (text,) if fold(other) == fold(text) else (text, other)
