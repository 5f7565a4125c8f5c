"""Names brought back to the form of the dictionary, by the tables of endings in a language's pack.

The case of a name shows in the words before it ("генеральным прокурором"), in the endings of all its words
together, and in the same name elsewhere in the text; [reading.declension] of a pack says how.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.languages import pack
from bot.reading.scene import Scene
from bot.text import fold

_GENDERS = ("masculine", "feminine")
_LOOK_BACK = 8  # tokens between a name and the word that shows its case
_NOMINATIVE = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: its case (0 is the nominative), and its words in the nominative."""

    words: tuple[str, ...]
    case: int
    weight: float
    changed: bool


@dataclass(frozen=True, slots=True)
class _Tables:
    endings: Mapping[str, tuple[tuple[str, int, str], ...]]  # ending -> nominative ending, case, gender
    longest: int
    nouns: Mapping[str, frozenset[int]]
    prepositions: Mapping[str, frozenset[int]]
    feminine: frozenset[str]
    vowels: frozenset[str]


def declines(code: str) -> bool:
    """Tell whether names change in a language."""
    return _tables(code) is not None


def readings(scene: Scene, first: int, last: int, fixed: frozenset[int]) -> list[Reading]:
    """List the ways to read the name of tokens `first` to `last`, the likeliest first; `fixed` words do not change."""
    tables = _tables(scene.language.code)
    if tables is None:
        return []
    shown = _shown(scene, first, tables)
    words = [scene.tokens[index].text for index in range(first, last)]
    changing = [at for at, index in enumerate(range(first, last)) if index not in fixed]
    found = [
        reading
        for gender in _GENDERS
        for case in range(6)
        if (reading := _read(words, changing, case, gender, shown, tables)) is not None
    ]
    best: dict[tuple[str, ...], Reading] = {}
    for reading in sorted(found, key=lambda one: -one.weight):
        best.setdefault(reading.words, reading)
    return list(best.values())


def _read(
    words: Sequence[str],
    changing: Sequence[int],
    case: int,
    gender: str,
    shown: frozenset[int],
    tables: _Tables,
) -> Reading | None:
    """Read all words in one case and gender; None where none of them has such an ending."""
    basic, weight, changed = list(words), 0.0, False
    for at in changing:
        form, sure = _basic(words[at], case, gender, tables)
        basic[at] = form
        weight += sure
        changed = changed or form != words[at]
    if case != _NOMINATIVE and not changed:
        return None
    known = {fold(word) for word in basic} & tables.feminine
    weight += (2.0 if known else -0.6) if gender == "feminine" else (-2.0 if known else 0.0)
    if shown:
        weight += 1.6 if case in shown else -0.8
    return Reading(tuple(basic), case, weight, changed)


def _basic(word: str, case: int, gender: str, tables: _Tables) -> tuple[str, float]:
    """Give the nominative of a word said to be in a case, and how well the word looks for it."""
    vowel = word[-1:].lower() in tables.vowels  # not folded: й is none
    if case == _NOMINATIVE:
        fits = not vowel or gender == "feminine" or word[-1:] not in "ая"
        return word, 1.0 if fits else 0.7
    best = (word, 0.9 if vowel else 0.5 if gender == "feminine" else 0.0)
    for length in range(min(tables.longest, len(word) - 1), 0, -1):
        for ending, of_case, of_gender in tables.endings.get(word[-length:], ()):
            stem = word[: len(word) - length]
            if of_case == case and of_gender == gender and (ending or stem[-1:].lower() not in tables.vowels):
                # A man's name that ends in a vowel is more often a foreign one that never changes.
                usual = gender == "feminine" or not ending or ending[-1] not in tables.vowels
                found = stem + ending, 1.0 + 0.05 * length if usual else 0.8
                return max(found, best, key=lambda one: one[1])
    return best


def _shown(scene: Scene, first: int, tables: _Tables) -> frozenset[int]:
    """Look back for the word that shows in which case a name stands; none means that nothing does."""
    if first > 0 and scene.same_sentence(first - 1, first) and scene.document.gap(first - 1) == " ":
        near = tables.prepositions.get(scene.tokens[first - 1].folded)
        if near is not None:
            return near
    for index in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        gap = scene.document.gap(index)
        if (
            not scene.same_sentence(index, first)
            or any(mark in gap for mark in ".;:()")
            or (gap.strip() and index < first - 1)
        ):
            break
        found = tables.nouns.get(scene.tokens[index].folded)
        if found is not None:
            return found
    return frozenset()


@cache
def _tables(code: str) -> _Tables | None:
    section: Mapping[str, Any] | None = pack(code)["reading"].get("declension")
    if section is None:
        return None
    endings: dict[str, list[tuple[str, int, str]]] = {}
    for gender in _GENDERS:
        for row in section.get(gender, ()):
            for case, ending in enumerate(row[1:], 1):
                endings.setdefault(ending, []).append((row[0], case, gender))
    return _Tables(
        {ending: tuple(found) for ending, found in endings.items()},
        max(map(len, endings), default=0),
        _by_word(section.get("cases", ())),
        _by_word(section.get("prepositions", ())),
        frozenset(map(fold, section.get("feminine_names", ()))),
        frozenset(section.get("vowels", "")),
    )


def _by_word(columns: Iterable[Sequence[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for case, words in enumerate(columns):
        for word in words:
            found.setdefault(fold(word), set()).add(case)
    return {word: frozenset(cases) for word, cases in found.items()}


def settled(choices: Iterable[tuple[list[Reading], int]]) -> Iterator[Reading | None]:
    """Choose one reading for each name of a text: what the surest of them say decides the doubtful ones.

    Each choice comes with how many words the name has. A form of two words is surer than a family name alone.
    """
    listed = list(choices)
    votes: dict[str, float] = {}
    for found, size in listed:
        for reading in found[:1]:
            for word in reading.words:
                key = fold(word)
                votes[key] = votes.get(key, 0.0) + (1.0 if size > 1 else 0.4) * (
                    1.5 if reading.case == _NOMINATIVE else 1.0
                )
    for found, _ in listed:
        yield max(found, key=lambda one: one.weight + _heard(one, votes), default=None)


def _heard(reading: Reading, votes: Mapping[str, float]) -> float:
    return (
        sum(min(votes.get(fold(word), 0.0), 4.0) for word in reading.words) / max(len(reading.words), 1) * 0.6
    )
