"""Words in scripts that write none apart: the letters of a text put together by the words of its pack.

A text comes as single letters. Of all ways to cut it the one with the fewest and best known words is taken;
letters that no word covers stand together as one unknown word, which is what a name looks like.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bot import gazetteer
from bot.reading.words.letters import Letters, is_closed
from bot.reading.words.lexicon import WORD, Entry, Language, Span
from bot.reading.words.person_words import PersonWords, by_first
from bot.reading.words.pieces import Piece, rebuilt
from bot.reading.words.runs_called import runs_called
from bot.reading.words.tokens import Document, rewritten

_KNOWN, _SINGLE, _PARTICLE, _CITY = 1.0, 1.15, 0.3, 1.1
_DIGIT = 1.2  # dearer than other letters, so that 下周一 is 下 and 周一
_LONG_PARTICLE = 0.08  # cheaper than to let an unknown word go on over it: 변협회관에서
_FITTING_PARTICLE = 0.04  # the same of one letter
_CALLED = 1.4  # dearer than a known word with a particle, cheaper than one with an ending: 이상훈
_STRANGE = {"han": 1.6, "hiragana": 1.3, "katakana": 1.5, "hangul": 1.5, "other": 1.0}
_TAIL = 0.4  # letters behind a known word that belong to it: the ending of a verb
_EACH = 0.05
_LONGEST = 16  # letters of an unknown word
_LONGEST_CITY = 8
_NUMBER = (Entry(WORD, ""),)  # known, so that no unknown letter joins it: 21日晚
_SHORTEST_TITLE = 3  # letters of a title that is known by its end have to be more
_DOUBT = 0.7  # what a small town costs more that ends like a particle
_NOUN = 2  # letters of a journey that is a noun: 방한
_LARGE = 500_000  # people
_LONGEST_NUMBER = 4  # Han digits of one number
_WHOLE = frozenset(("country", "adjective", "demonym", "located"))
# No ending of a verb or noun is written like one of these: 몽골대사 is an ambassador.
_TITLES = frozenset(("office", "deputy_office", "role", "envoy", "body"))
_BEHIND_STRANGERS = frozenset(("office", "deputy_office", "honorific", "role", "counterpart"))


def in_words(letters: Document, language: Language) -> tuple[Document, tuple[Span, ...]]:
    """Give the text in words, with what the pack says of each; takes time linear in the letters."""
    letters = rewritten(letters, language.same_letters)
    cutter = _Cutter(Letters(letters), language)
    pieces = cutter.cut(frozenset())
    people = frozenset(
        "".join(token.folded for token in letters.tokens[piece.first : piece.last])
        for piece in pieces
        if piece.is_person
    )
    return rebuilt(letters, cutter.cut(people) if people else pieces)


class _Cutter:
    """Cuts one text, as often as new names have been learnt."""

    def __init__(self, letters: Letters, language: Language) -> None:
        self._letters = letters
        self._scripts, self._glued, self._starts = letters.scripts, letters.glued, letters.starts
        self._particles = language.words("particles_behind")
        self._units = language.words("number_units")
        self._names_first = language.options.get("names_stand", ("behind",))[0] == "before"
        every = language.lexicon.every
        self._known = [list(every(letters.document, index)) for index in range(letters.size)]
        self._known_ends = frozenset(last for found in self._known for last, _ in found)
        self._first_ends = frozenset(
            last for first, found in enumerate(self._known) if self._starts[first] for last, _ in found
        )
        self._offices = frozenset(
            first
            for first, found in enumerate(self._known)
            if any(entry.kind in _BEHIND_STRANGERS for _, entries in found for entry in entries)
        )
        self._title_ends = tuple(language.words("title_endings"))
        self._titles = frozenset(
            first
            for first, found in enumerate(self._known)
            if any(entry.kind in _TITLES for last, entries in found if last > first + 1 for entry in entries)
        )
        self._persons = PersonWords(letters, language, self._known)
        self._called = runs_called(letters, language, self._known)
        self._after = {
            particle: closed
            for closed, name in ((True, "after_consonant"), (False, "after_vowel"))
            for particle in language.words(name)
        }
        self._pieces = [self._at(first) for first in range(letters.size)]

    def cut(self, people: frozenset[str]) -> list[Piece]:
        """Find the cheapest pieces that make up the text; `people` are names that it is known to hold."""
        size = self._letters.size
        begun = by_first(people)
        spent = [0.0, *[float("inf")] * size]
        best: list[Piece | None] = [None] * (size + 1)
        for first, lasting in enumerate(self._pieces):
            before = spent[first]
            known = (*lasting, *self._again(first, begun)) if people else lasting
            for piece in known:
                last, cost = piece[1], before + piece[2]
                if cost < spent[last]:
                    spent[last], best[last] = cost, piece
        return _traced(best)

    def _again(self, first: int, begun: Mapping[str, list[str]]) -> Iterator[Piece]:
        for last in self._persons.again(first, begun):
            yield Piece(first, last, 0.9, is_person=True)

    def _at(self, first: int) -> list[Piece]:
        found = list(self._strangers(first))
        for last, entries in self._known[first]:
            if self._may_be(first, last, entries) and not self._is_in_name(first, last, entries):
                found.append(Piece(first, last, self._cost(first, last), tuple(entries)))
        if self._persons.may_begin(first):
            found += (
                Piece(first, last, self._persons.cost(first, last), is_person=True)
                for last in self._persons.new(first)
            )
        return found

    def _is_in_name(self, first: int, last: int, entries: Sequence[Entry]) -> bool:
        """Tell 沙特·本·哈立德, a man, from the country."""
        country = any(entry.kind == "country" for entry in entries)
        return country and self._scripts[first] == "han" and self._persons.is_part(first, last)

    # ── what the pack knows ──────────────────────────────────────────────────────────────────────────

    def _may_be(self, first: int, last: int, entries: Sequence[Entry]) -> bool:
        """Tell whether a word of the pack may stand here: whole katakana words, Hangul at the head of a
        word or behind another known one, particles at its end.
        """
        kind = self._scripts[first]
        if kind == "katakana":
            return self._starts[first] and (self._starts[last] or self._scripts[last - 1] != "katakana")
        if kind != "hangul":
            return True
        if not self._starts[first] and self._letters.run_end[first] < last:
            return False  # "한국의 한도윤" holds no 의한
        is_particle = self._letters.text(first, last) in self._particles
        if is_particle and self._glued[first]:
            return self._starts[last] and not self._is_of_name(first, last)
        if is_particle and self._starts[first] and not self._starts[last]:
            return False
        if self._is_loose(first, last, entries) and not self._closes(last):
            return False
        if self._starts[first]:
            return True
        if any(entry.kind in ("country", "adjective", "demonym") for entry in entries):
            return last - first > 2
        return last - first > 1 or any(entry.kind in _BEHIND_STRANGERS for entry in entries)

    def _is_loose(self, first: int, last: int, entries: Sequence[Entry]) -> bool:
        """Tell whether a word is so short or so often part of another that nothing unknown may follow."""
        whole = any(entry.kind in _WHOLE for entry in entries)
        return last - first == 1 or (whole and not self._is_verb(last - first, entries))

    def _is_verb(self, size: int, entries: Sequence[Entry]) -> bool:
        """Tell 방한했, "came to Korea", which goes on with any ending, from 방한."""
        return size > _NOUN and any(entry.kind == "travel" for entry in entries)

    def _closes(self, last: int) -> bool:
        """Tell whether a word may end here: nothing follows in its run, or something known."""
        return self._starts[last] or bool(self._known[last]) or self._letters.rest(last) in self._particles

    def _is_of_name(self, first: int, last: int) -> bool:
        """Tell whether what looks like a particle ends a name: it hangs on a stranger before an office."""
        if last - first > 1 or last not in self._offices or first in self._known_ends:
            return False
        return not gazetteer.named(self._letters.document.slice(self._run_start(first), first))

    def _run_start(self, index: int) -> int:
        while index > 0 and not self._starts[index]:
            index -= 1
        return index

    def _cost(self, first: int, last: int) -> float:
        hangs = self._scripts[first] == "hangul" and self._glued[first]
        if hangs and self._letters.text(first, last) in self._particles:
            if first in self._first_ends:
                return _PARTICLE
            if last - first > 1:
                return _LONG_PARTICLE
            return _FITTING_PARTICLE if self._fits(first) else _PARTICLE
        return _KNOWN if last - first > 1 else _SINGLE

    def _fits(self, index: int) -> bool:
        """Tell 분야싯을 and 라부카이가, where the last letter asks for just this particle, from 가라이."""
        closed = self._after.get(self._letters.folded[index])
        long = index > 1 and not self._starts[index - 1]
        return long and closed is not None and closed == is_closed(self._letters.folded[index - 1])

    def _unit(self, index: int) -> bool:
        return self._glued[index] and self._letters.folded[index] in self._units

    def _unit_ends(self, last: int) -> bool:
        """Tell 3일 from 3일간."""
        whole = self._scripts[last - 1] != "hangul" or self._starts[last]
        return whole or self._letters.rest(last) in self._particles

    # ── what it does not ─────────────────────────────────────────────────────────────────────────────

    def _strangers(self, first: int) -> Iterator[Piece]:
        kind = self._scripts[first]
        if first in self._called:
            yield Piece(first, self._called[first], _CALLED)
        if kind == "hangul":
            yield from self._hangul(first)
        elif kind == "katakana":
            yield Piece(first, self._letters.run_end[first], _STRANGE[kind])
        else:
            yield Piece(first, first + 1, _STRANGE[kind])
        if kind == "han" and _is_numeral(self._letters.folded[first]):
            yield from self._han_numbers(first)
        if kind in ("han", "hangul"):
            yield from self._cities(first)
        if kind == "other":
            yield from self._numbers(first)

    def _numbers(self, first: int) -> Iterator[Piece]:
        """Read "26日" and "1월" as one word."""
        if self._letters.folded[first].isdecimal() and self._unit(first + 1) and self._unit_ends(first + 2):
            yield Piece(first, first + 2, _KNOWN, _NUMBER)

    def _hangul(self, first: int) -> Iterator[Piece]:
        tail = not self._starts[first]
        base = _TAIL if tail and first not in self._titles else _STRANGE["hangul"]
        for last in range(first + 1, min(self._letters.run_end[first], first + _LONGEST) + 1):
            yield Piece(first, last, base + _EACH * (last - first), is_tail=tail)
            if not tail and last - first > _SHORTEST_TITLE and self._is_title(first, last):
                yield Piece(first, last, _KNOWN + _EACH * (last - first), (Entry("role", "security"),))

    def _is_title(self, first: int, last: int) -> bool:
        """Tell 국민권익위원장, the chair of a commission that no list names, by its end."""
        ends = bool(self._title_ends) and self._letters.text(first, last).endswith(self._title_ends)
        return ends and (self._starts[last] or self._letters.rest(last) in self._particles)

    def _han_numbers(self, first: int) -> Iterator[Piece]:
        """Read "二十六日" as one word."""
        last = first
        while last < min(first + _LONGEST_NUMBER, self._letters.size) and _is_numeral(
            self._letters.folded[last]
        ):
            last += 1
        yield Piece(first, last, _KNOWN if last - first > 1 else _DIGIT, _NUMBER)
        if self._unit(last):
            yield Piece(first, last + 1, _KNOWN, _NUMBER)

    def _cities(self, first: int) -> Iterator[Piece]:
        kind = self._scripts[first]
        if kind == "hangul" and not self._starts[first]:
            return
        if not gazetteer.may_begin(self._letters.text(first, first + 2)):
            return
        for last in range(first + 2, min(first + _LONGEST_CITY, self._letters.run_end[first]) + 1):
            if not self._is_surname(last) and (found := gazetteer.named(self._letters.text(first, last))):
                doubt = _DOUBT if self._may_have_particle(last, found[0]) else 0.0
                yield Piece(first, last, _CITY + doubt, (Entry("town", ""),))

    def _may_have_particle(self, last: int, city: gazetteer.City) -> bool:
        """Tell 다카시와, "with Takashi", from the town that is written so."""
        small = self._scripts[last - 1] == "hangul" and not city.capital and city.population < _LARGE
        return small and self._starts[last] and self._letters.folded[last - 1] in self._particles

    def _is_surname(self, last: int) -> bool:
        """Where names stand before offices, a town right before one is a family name: 福島検事総長."""
        return self._names_first and last in self._offices and self._glued[last]


@lru_cache(maxsize=4096)
def _is_numeral(text: str) -> bool:
    return len(text) == 1 and unicodedata.numeric(text, -1) >= 0


def _traced(best: Sequence[Piece | None]) -> list[Piece]:
    pieces: list[Piece] = []
    at = len(best) - 1
    while at > 0:
        piece = best[at]
        assert piece is not None  # noqa: S101  # every letter is at least a piece of its own
        pieces.append(piece)
        at = piece.first
    return pieces[::-1]
