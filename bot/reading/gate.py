"""The gate: a quick look for any word of prosecution, in every language at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

import ahocorasick  # type: ignore[import-not-found]  # a C module, no stubs

from bot.languages import codes, pack
from bot.reading.tokens import SPACELESS
from bot.text import fold

_KINDS = ("office", "deputy_office", "office_plural", "body")
_MARKS = str.maketrans(dict.fromkeys("-'\"()[].,:;!?/*|<>…\n\t", " "))
_SHORT = 4  # letters of a word that would be found inside too many others
_SPACELESS = re.compile(f"[{SPACELESS}]")


class _Plain(dict[int, str]):
    """Folds a letter, and writes a mark as a space, in one step: two would take twice the time."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = fold(chr(code)).translate(_MARKS)
        return plain


_PLAIN = _Plain()


def speaks_of_prosecution(text: str) -> bool:
    """Tell whether a text names a prosecutor's office or service in any language that has a pack."""
    return next(_automaton().iter(f" {text.translate(_PLAIN)} "), None) is not None


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for code in codes():
        articles = _swallowed(code)
        for pattern in _patterns(code):
            automaton.add_word(_key(pattern, articles), True)
    automaton.make_automaton()
    return automaton


def _key(pattern: str, articles: Sequence[str] | None) -> str:
    """Write a pattern as it stands in a text: behind a space, where words are not written together.

    What follows a `*` is left to those who look closely.
    """
    key = " ".join(fold(pattern).partition("*")[0].translate(_MARKS).split())
    if articles is not None:
        return next((key.removeprefix(one) for one in articles if key.startswith(one)), key)
    if _SPACELESS.match(key):
        return key
    return f" {key} " if len(key) <= _SHORT and "*" not in pattern else f" {key}"


def _swallowed(code: str) -> list[str] | None:
    """List the articles that merge with the word before them; None where words stand apart."""
    rows = pack(code)["reading"].get("options", {}).get("clitics")
    return None if rows is None else [row[2] for row in rows if row[2]]


def _patterns(code: str) -> list[str]:
    reading = pack(code)["reading"]
    groups = (reading.get(kind, ()) for kind in _KINDS)
    lists = (group.values() if isinstance(group, dict) else (group,) for group in groups)
    return [pattern for part in chain.from_iterable(lists) for pattern in part]
