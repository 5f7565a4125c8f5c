"""Where, in a text without spaces and capitals, a person's name may stand: beside an office, by its letters.

A native name is a surname of the pack and one or two letters more; a foreign one is written with the letters
that the pack keeps for sounds (`transliteration`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.reading.lexicon import Entry, Language
from bot.reading.tokens import Document, script

_BESIDE = ("office", "deputy_office", "role", "honorific", "counterpart")
_GIVEN = (1, 2)  # letters of a given name
_SHORTEST = 2  # letters of a foreign name that stands alone


class PersonWords:
    """Knows the places of a text at which a name can begin, and how far it can go."""

    def __init__(
        self, letters: Document, language: Language, known: Sequence[Sequence[tuple[int, Sequence[Entry]]]]
    ) -> None:
        self._letters = letters
        self._words = [token.folded for token in letters.tokens]
        self._surnames = language.words("surnames")
        self._sounds = language.words("transliteration")
        self._never = language.words("never_in_names")
        self._dots = language.words("name_dots")
        beside = [
            (first, last)
            for first, found in enumerate(known)
            for last, entries in found
            if any(entry.kind in _BESIDE for entry in entries)
        ]
        self._begins = frozenset(last for _, last in beside)
        self._ends = frozenset(first for first, _ in beside)

    def at(self, first: int, people: Mapping[str, list[str]]) -> Iterator[int]:
        """List the ends of the names that can begin at a letter; `people`, by first letter, anywhere."""
        yield from self._again(first, people)
        if self._surnames and script(self._words[first]) == "han":
            yield from self._native(first)
        if self._sounds:
            yield from self._foreign(first)

    def _again(self, first: int, people: Mapping[str, list[str]]) -> Iterator[int]:
        for name in people.get(self._words[first], ()):
            last = first + len(name)
            if "".join(self._words[first:last]) == name and self._close(first, last):
                yield last

    def _close(self, first: int, last: int) -> bool:
        return not any(self._letters.gap(index) for index in range(first, last - 1))

    def _native(self, first: int) -> Iterator[int]:
        for size in (1, 2):
            if "".join(self._words[first : first + size]) not in self._surnames:
                continue
            for given in _GIVEN:
                last = first + size + given
                if not self._never.isdisjoint(self._words[first + size : last]):
                    continue
                if last <= len(self._words) and self._close(first, last) and self._is_beside(first, last):
                    yield last

    def _is_beside(self, first: int, last: int) -> bool:
        glued = last < len(self._words) and not self._letters.gap(last - 1)
        return first in self._begins or (glued and last in self._ends)

    def _foreign(self, first: int) -> Iterator[int]:
        end = first
        while end < len(self._words) and self._words[end] in self._sounds and self._close(first, end + 1):
            end += 1
        if end == first:
            return
        dotted = self._is_dotted(first - 1)
        if dotted or first in self._begins:
            yield from range(first + (1 if dotted else _SHORTEST), end + 1)
        elif self._is_dotted(end - 1) or end in self._ends:
            yield end

    def _is_dotted(self, index: int) -> bool:
        return 0 <= index < len(self._words) - 1 and self._letters.gap(index) in self._dots


def by_first(people: frozenset[str]) -> Mapping[str, list[str]]:
    """File names under their first letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in people:
        found[name[0]].append(name)
    return found
