"""A pack's words written out: nouns in all their forms, and everything in each alphabet of the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.languages.suffixes import Suffixes

Table = dict[str, Any]
_START = "^"  # before letters that are others at the beginning of a word
_NEVER = "(?!)"
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

    other = transliterator(letters)

    def every(text: str) -> list[str]:
        forms = [text] if nouns is None else list(_forms(text, nouns))
        return [*forms, *map(other, forms)] if letters else forms

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


def transliterator(letters: Mapping[str, str]) -> Callable[[str], str]:
    """Give what writes a text in the other alphabet; letters that the table lacks stay as they are.

    Letters of one sign, which are most, `translate` writes; letters of several signs, or of another writing
    at the beginning of a word, are looked for first, the longest of them before all.
    """
    if not letters:
        return str
    single = {ord(key): written for key, written in letters.items() if len(key) == 1}
    large = {ord(chr(key).upper()): written.capitalize() for key, written in single.items()}
    single = large | single
    several = sorted((key for key in letters if len(key) > 1), key=len, reverse=True)
    starting = "|".join(re.escape(key[1:]) for key in several if key[0] == _START) or _NEVER
    plain = "|".join(re.escape(key) for key in several if key[0] != _START) or _NEVER
    pattern = re.compile(rf"(?P<starting>(?<![^\W\d_])(?:{starting}))|{plain}", re.IGNORECASE)

    def other(match: re.Match[str]) -> str:
        told = match.group()
        found = letters[(_START if match.lastgroup else "") + told.lower()]
        return found.capitalize() if told[0].isupper() else found

    def written(text: str) -> str:
        parts: list[str] = []
        end = 0
        text = _APOSTROPHES.sub("'", text)
        for match in pattern.finditer(text):
            parts += (text[end : match.start()].translate(single), other(match))
            end = match.end()
        return "".join((*parts, text[end:].translate(single)))

    return written
