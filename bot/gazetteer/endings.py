"""How the names of places change in a sentence, by the table of endings in a language's pack.

A row is `[ending in the dictionary, the other endings in a fixed order]`: `["ия", "ии", "ии", "ию", "ией"]`.
The rows with the longest fitting first ending are used. A row of one ending: such words never change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

Rows = Sequence[Sequence[str]]
_LONGEST = 10  # letters of an ending


def inflect(name: str, rows: Rows, *, last_word_only: bool = False) -> tuple[str, ...]:
    """List `name` in all its cases, the dictionary form first; several words change together."""
    words = name.split(" ")
    fixed = len(words) - 1 if last_word_only else 0
    variants = [[[word]] for word in words[:fixed]] + [_cases(word, rows) for word in words[fixed:]]
    found = [name]
    for choice in product(*variants):
        length = max(len(cases) for cases in choice)
        found += [" ".join(cases[min(i, len(cases) - 1)] for cases in choice) for i in range(length)]
    return tuple(dict.fromkeys(found))


def _cases(word: str, rows: Rows) -> list[list[str]]:
    fitting = [row for row in rows if word.endswith(row[0])]
    if not fitting or not _changes(word):
        return [[word]]
    longest = max(len(row[0]) for row in fitting)
    stem = word[: len(word) - longest]
    return [[stem + ending for ending in row] for row in fitting if len(row[0]) == longest]


def _changes(word: str) -> bool:
    """Small words ("и", "из"), abbreviations and dashes stay as they are."""
    return not word.isupper() and word[-1].isalpha() and (len(word) > 3 or word.istitle())


def dictionary_forms(word: str, rows: Rows) -> Iterator[str]:
    """Guess which words `word` may be a case of; the caller knows which of them exist."""
    return forms_by(word, by_ending(rows))


def by_ending(rows: Rows) -> Mapping[str, Sequence[str]]:
    """Turn a table round: each ending of a case with the endings that the dictionary may have for it."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for ending in row[1:]:
            if ending != "*":
                found.setdefault(ending, {})[row[0]] = None
    return {ending: tuple(basic) for ending, basic in found.items()}


def forms_by(word: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Do as `dictionary_forms` with a table already turned round."""
    for start in range(max(len(word) - _LONGEST, 0), len(word) + 1):
        for basic in endings.get(word[start:], ()):
            yield word[:start] + basic
