"""The gate: a quick look for any word of prosecution, in every language at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import ahocorasick  # type: ignore[import-not-found]  # a C module, no stubs

from bot.countries import forms
from bot.languages import codes, pack
from bot.offices import load
from bot.reading.words.tokens import SPACELESS
from bot.text import fold

_KINDS = ("office", "deputy_office", "office_plural", "body")
_MARKS = str.maketrans(dict.fromkeys("-'\"()[].,:;!?/*|<>…\n\t", " "))
_MARKS_BUT_STAR = {code: mark for code, mark in _MARKS.items() if code != ord("*")}
_SHORT = 4  # letters of a word that would be found inside too many others
_MINISTER = "minister"  # opens the gate only where his country is named as well
_SPACELESS = re.compile(f"[{SPACELESS}]")


class _Plain(dict[int, str]):
    """Folds a letter, and writes a mark as a space, in one step: two would take twice the time."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = fold(chr(code)).translate(_MARKS)
        return plain


_PLAIN = _Plain()


def speaks_of_prosecution(text: str) -> bool:
    """Tell whether a text names a prosecutor's office or service in any language that has a pack."""
    plain = f" {text.translate(_PLAIN)} "
    return any(
        _tells_of_minister(plain) if rest is _MINISTER else rest is None or rest.match(plain, end + 1)
        for end, rest in _automaton().iter(plain)
    )


def _tells_of_minister(plain: str) -> bool:
    """Tell whether a country is named whose minister of justice heads prosecution."""
    return any(True for _ in _countries().iter(plain))


@cache
def _automaton() -> ahocorasick.Automaton:
    """Look for how patterns begin; None for those that are whole by that, else what must follow."""
    rests: dict[str, set[str]] = {}
    for code in codes():
        articles = _swallowed(code)
        for pattern in _patterns(code):
            first, _, rest = fold(pattern).partition("*")
            rests.setdefault(_key(first, articles, is_open="*" in pattern), set()).add(rest)
    automaton = ahocorasick.Automaton()
    for key in _ministers() - rests.keys():
        automaton.add_word(key, _MINISTER)
    for key, others in rests.items():
        automaton.add_word(key, None if "" in others else _following(others))
    automaton.make_automaton()
    return automaton


def _ministers() -> set[str]:
    """List what a minister of justice is called, by what stands before a `*`."""
    return {
        _key(fold(pattern).partition("*")[0], _swallowed(code), is_open="*" in pattern)
        for code in codes()
        for pattern in pack(code)["reading"].get("minister_of_justice", ())
    }


@cache
def _countries() -> ahocorasick.Automaton:
    """Look for the countries whose minister of justice heads prosecution, in every language."""
    automaton, counted = ahocorasick.Automaton(), load().with_ministers
    for code in codes():
        for form in (form for form in forms(code) if form.code in counted):
            first, star, _ = fold(form.text).partition("*")
            automaton.add_word(_key(first, _swallowed(code), is_open=bool(star)), True)
    automaton.make_automaton()
    return automaton


def _following(rests: Iterable[str]) -> re.Pattern[str]:
    """Write what may follow the beginnings of some patterns, of which a `*` stands for the end of a word."""
    words = (rest.translate(_MARKS_BUT_STAR).split() for rest in rests)
    ways = (" +".join(re.escape(word).replace(r"\*", r"\S*") for word in row) for row in words)
    return re.compile(rf"\S* +(?:{'|'.join(sorted(ways))})")


def _key(pattern: str, articles: Sequence[str] | None, *, is_open: bool) -> str:
    """Write a pattern as it stands in a text: behind a space, where words are not written together."""
    key = " ".join(pattern.translate(_MARKS).split())
    if articles is not None:
        return next((key.removeprefix(one) for one in articles if key.startswith(one)), key)
    if _SPACELESS.match(key):
        return key
    return f" {key} " if len(key) <= _SHORT and not is_open else f" {key}"


def _swallowed(code: str) -> list[str] | None:
    """List the articles that merge with the word before them; None where words stand apart."""
    rows = pack(code)["reading"].get("options", {}).get("clitics")
    return None if rows is None else [row[2] for row in rows if row[2]]


def _patterns(code: str) -> list[str]:
    reading = pack(code)["reading"]
    groups = chain((reading.get(kind, ()) for kind in _KINDS), [reading.get("options", {}).get("hint", ())])
    lists = (group.values() if isinstance(group, dict) else (group,) for group in groups)
    return [pattern for part in chain.from_iterable(lists) for pattern in part]
