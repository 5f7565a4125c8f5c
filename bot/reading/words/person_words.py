"""Where, in a text without spaces and capitals, a person's name may stand: beside an office, by its letters.

A native name is a surname of the pack and one or two letters more; a foreign one is written with the letters
that the pack keeps for sounds (`transliteration`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.reading.words.letters import Letters
from bot.reading.words.lexicon import Entry, Language

_BESIDE = frozenset(("office", "deputy_office", "role", "honorific", "counterpart"))
_GIVEN = (1, 2)  # letters of a given name
_NATIVE = range(2, 5)  # letters of a native name
_NEW, _IN_NAME = 1.3, 1.05  # what a name costs that is met for the first time
_SHORTEST = 2  # letters of a foreign name that stands alone
_PART = 8  # letters of one part of a foreign name


class PersonWords:
    """Knows the places of a text at which a name can begin, and how far it can go."""

    def __init__(
        self, letters: Letters, language: Language, known: Sequence[Sequence[tuple[int, Sequence[Entry]]]]
    ) -> None:
        self._letters = letters
        self._words = letters.folded
        self._surnames = language.words("surnames")
        self._sounds = language.words("transliteration")
        self._never = language.words("never_in_names")
        self._middle = language.words("middle_names")
        self._dots = language.words("name_dots")
        beside = [
            (first, last)
            for first, found in enumerate(known)
            for last, entries in found
            if any(entry.kind in _BESIDE for entry in entries)
        ]
        self._countries = frozenset(
            first
            for first, found in enumerate(known)
            if any(entry.kind == "country" for _, entries in found for entry in entries)
        )
        self._begins = frozenset(last for _, last in beside)
        self._long = [any(last - first > 1 for last, _ in found) for first, found in enumerate(known)]
        self._split = self._round_offices(beside, known)
        self._ends = frozenset(first for first, _ in beside)
        self._sound_end = self._ends_of_sounds()
        self._native_at = self._begins | {last - size for last in self._ends for size in _NATIVE}

    def _ends_of_sounds(self) -> list[int]:
        """Give for every letter where the letters for sounds that begin with it end."""
        ends = list(range(self._letters.size + 1))
        for index in range(self._letters.size - 1, -1, -1):
            two = "".join(self._words[index : index + 2])
            if self._words[index] in self._sounds or two in self._sounds:
                goes_on = self._letters.glued[index + 1]
                ends[index] = max(ends[index + 1], index + 1) if goes_on else index + 1
        return ends

    def _round_offices(
        self,
        beside: Sequence[tuple[int, int]],
        known: Sequence[Sequence[tuple[int, Sequence[Entry]]]],
    ) -> frozenset[int]:
        """Give where a given name may begin whose family name stands before the office: 顏檢察總長大和. The
        first time that a text calls somebody so is enough.
        """
        ends = {last for first, found in enumerate(known) for last, _ in found if last - first > 1}
        begins: dict[str, int] = {}
        for first, last in sorted(beside):
            surname = self._words[first - 1] if first else ""
            touches = surname in self._surnames and self._letters.glued[first]
            if not touches or first in ends or self._letters.document.in_title(first):
                continue
            if first - 1 in ends or self._surnames.isdisjoint(self._words[max(first - 3, 0) : first - 1]):
                begins.setdefault(self._letters.text(first - 1, last), last)  # 刘焯华主席 has a whole name
        return frozenset(begins.values())

    def may_begin(self, first: int) -> bool:
        """Tell quickly that no new name can begin at a letter."""
        return self._sound_end[first] > first or first in self._native_at or self._is_dotted(first - 1)

    def cost(self, first: int, last: int) -> float:
        """Say what a new name costs; beside the dot of a foreign name no other word is likely."""
        return (_IN_NAME if self.is_part(first, last) else _NEW) - 0.02 * (last - first)

    def is_part(self, first: int, last: int) -> bool:
        """Tell whether letters, all for sounds, stand beside the dot of a foreign name."""
        return self._sound_end[first] >= last and (self._is_dotted(first - 1) or self._is_dotted(last - 1))

    def new(self, first: int) -> Iterator[int]:
        """List the ends of the names that can begin at a letter by what stands beside and in them."""
        if first in self._native_at and self._letters.scripts[first] == "han":
            yield from self._native(first)
        if first in self._split and self._is_given(first):
            yield first + max(_GIVEN)
        if (dot := self._dot_behind(first)) is not None:
            yield dot
        if self._sound_end[first] > first:
            yield from self._foreign(first, self._sound_end[first])

    def again(self, first: int, people: Mapping[str, list[str]]) -> Iterator[int]:
        """List the ends of names that are known, by first letter, and may stand anywhere."""
        for name in people.get(self._words[first], ()):
            last = first + len(name)
            if last <= self._letters.close_end[first] and self._letters.text(first, last) == name:
                yield last

    def _native(self, first: int) -> Iterator[int]:
        end = self._letters.close_end[first]
        for size in (1, 2):
            if self._letters.text(first, first + size) not in self._surnames:
                continue
            if not self._countries.isdisjoint((first, first + size)):
                continue  # 应越南…邀请, 韩国前检察总长
            if first in self._begins and self._sound_end[first + size] - first - size > max(_GIVEN):
                yield from self._foreign(first, self._sound_end[first + size])  # 司法部長龔薩雷斯
            for given in (*_GIVEN, *self._after_middle(first + size)):
                last = first + size + given
                if not self._never.isdisjoint(self._words[first + size : last]):
                    continue
                if last <= end and self._is_beside(first, last):
                    yield last

    def _after_middle(self, at: int) -> Iterator[int]:
        """ "阮氏金银": behind a middle name of the pack the given one may have two letters, too."""
        if at < self._letters.size and self._words[at] in self._middle:
            yield 1 + max(_GIVEN)

    def _is_given(self, first: int) -> bool:
        """Tell two letters that no word of the pack begins in from what somebody says or does."""
        last = first + max(_GIVEN)
        return (
            last <= self._letters.close_end[first]
            and not any(self._long[first:last])
            and self._never.isdisjoint(self._words[first:last])
            and all(script == "han" for script in self._letters.scripts[first:last])
        )

    def _is_beside(self, first: int, last: int) -> bool:
        return first in self._begins or (self._letters.glued[last] and last in self._ends)

    def _foreign(self, first: int, end: int) -> Iterator[int]:
        while end > first and self._words[end - 1] in self._never:
            end -= 1  # the 于 of "奥斯曼于10月29日"
        dotted = self._is_dotted(first - 1)
        if dotted or first in self._begins:
            yield from range(first + (1 if dotted else _SHORTEST), end + 1)
        elif self._is_dotted(end - 1) or (end in self._ends and end - first >= _SHORTEST):
            yield end

    def _dot_behind(self, first: int) -> int | None:
        """Find the dot up to which all letters are of a name, whatever they stand for else: behind an office,
        or behind another dot.
        """
        if not (first in self._begins or self._is_dotted(first - 1)):
            return None
        for last in range(first + 1, min(first + _PART, self._letters.size)):
            if self._letters.scripts[last - 1] != "han" or self._words[last - 1] in self._never:
                return None
            if self._is_dotted(last - 1):
                return last
            if not self._letters.glued[last]:
                return None
        return None

    def _is_dotted(self, index: int) -> bool:
        inside = 0 <= index < self._letters.size - 1 and not self._letters.glued[index + 1]
        return inside and self._letters.document.gap(index) in self._dots


def by_first(people: frozenset[str]) -> Mapping[str, list[str]]:
    """File names under their first letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in people:
        found[name[0]].append(name)
    return found
