"""How words take one ending behind the other, shaped by their last vowel and letter: Bakı, Bakıya, Bakıda.

A pack's [suffixes] says it. `letters` are classes of letters that change: `A = { aıou = "a", eəiö = "ə" }` is
chosen by the last vowel of the word so far; a class with an empty key only by the last letter, the empty key
being for all others. Several letters mean that each is heard. `cases` are templates in such letters; "(n)"
stands behind vowels only, "<s>" behind consonants only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from bot.text import fold

_SLOT = re.compile(r"\((.)\)|<(.)>|(.)")
_SHORTEST = 2  # letters of a word that takes an ending
_LOWER = str.maketrans({"İ": "i", "I": "ı"})


@dataclass(frozen=True)
class Suffixes:
    """The endings of one language; a case is known by its name in the pack."""

    letters: Mapping[str, Mapping[str, str]]
    vowels: frozenset[str]
    cases: Mapping[str, Sequence[str]]
    nouns: Sequence[str]  # all endings of a common noun, its own too
    adjectives: Sequence[str]  # endings that make an adjective of a country: Bəhreynli
    softens: Mapping[str, str]  # last letters that change before a vowel: prokurorluq, prokurorluğu

    def written(self, word: str, template: str) -> Iterator[str]:
        """Write a word with one ending, in every way that its letters allow."""
        reached = [self._lower(word)]
        for inside, outside, plain in _SLOT.findall(template):
            reached = [
                end + letter for end in reached for letter in self._letters(end, inside, outside, plain)
            ]
        for end in reached:
            yield word + end[len(word) :]

    def _letters(self, end: str, inside: str, outside: str, plain: str) -> str | tuple[str]:
        vowel = end[-1] in self.vowels
        if (inside and not vowel) or (outside and vowel):
            return ("",)
        sign = inside or outside or plain
        return self._shaped(end, self.letters[sign]) if sign in self.letters else sign

    def _shaped(self, end: str, choices: Mapping[str, str]) -> str:
        for letter in end[-1:] if "" in choices else reversed(end):
            for letters, found in choices.items():
                if letter in letters:
                    return found
        return choices.get("", next(iter(choices.values())))

    def _lower(self, word: str) -> str:
        return (word.translate(_LOWER) if "ı" in self.vowels else word).lower()

    def forms(self, word: str) -> tuple[str, ...]:
        """List a name in all its cases, the dictionary form first."""
        told = (
            form for row in self.cases.values() for template in row for form in self.written(word, template)
        )
        return tuple(dict.fromkeys((word, *told)))

    def derived(self, word: str) -> tuple[str, ...]:
        """List the adjectives that the language makes of a country's name, in small letters."""
        return tuple(self._lower(form) for row in self.adjectives for form in self.written(word, row))

    def noun(self, word: str) -> tuple[str, ...]:
        """List a common noun in all its forms: with endings of case, number and belonging."""
        told = (form for template in self.nouns for form in self.written(word, template))
        return tuple(dict.fromkeys((word, *(self._softened(word, form) for form in told))))

    def _softened(self, word: str, form: str) -> str:
        soft = self.softens.get(word[-1:])
        if soft is None or len(form) == len(word) or form[len(word)] not in self.vowels:
            return form
        return word[:-1] + soft + form[len(word) :]

    def bases(self, word: str) -> Iterator[tuple[str, str]]:
        """Guess of which words `word` is a form, each with the case, short endings first."""
        for base, case in self.loose_bases(word):
            if any(word in self.written(base, template) for template in self.cases[case]):
                yield base, case

    def loose_bases(self, word: str) -> Iterator[tuple[str, str]]:
        """Do as `bases` whatever the vowels and accents: for names that are looked up anyway."""
        folded = fold(word)
        for cut in range(1, min(self._longest, len(word) - _SHORTEST) + 1):
            for case in self.tails.get(folded[-cut:], ()):
                yield word[:-cut], case

    @cached_property
    def tails(self) -> Mapping[str, tuple[str, ...]]:
        """Give every ending, folded, with the cases that it may be."""
        found: dict[str, dict[str, None]] = {}
        for case, templates in self.cases.items():
            for template in templates:
                for letters in product(*(self._anything(*slot) for slot in _SLOT.findall(template))):
                    found.setdefault(fold("".join(letters)), {})[case] = None
        return {ending: tuple(cases) for ending, cases in found.items()}

    def _anything(self, inside: str, outside: str, plain: str) -> list[str]:
        sign = inside or outside or plain
        found = [letter for told in self.letters.get(sign, {"": sign}).values() for letter in told]
        return found if plain else [*found, ""]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.tails), default=0)


def table(section: Mapping[str, Any]) -> Suffixes:
    """Read a pack's [suffixes]."""
    return Suffixes(
        section["letters"],
        frozenset(section["vowels"]),
        section["cases"],
        section.get("nouns", ()),
        section.get("adjectives", ()),
        section.get("softens", {}),
    )
