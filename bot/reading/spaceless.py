"""Words in scripts that write none apart: the letters of a text put together by the words of its pack.

A text comes as single letters. Of all ways to cut it the one with the fewest and best known words is taken;
letters that no word covers stand together as one unknown word, which is what a name looks like.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot import gazetteer
from bot.reading.lexicon import Entry, Language, Span
from bot.reading.person_words import PersonWords, by_first
from bot.reading.tokens import Document, Token, rewritten, script

_KNOWN, _SINGLE, _PARTICLE, _CITY = 1.0, 1.15, 0.3, 1.1
_STRANGE = {"han": 1.6, "hiragana": 1.3, "katakana": 1.5, "hangul": 1.5, "other": 1.0}
_TAIL = 0.4  # letters behind a known word that belong to it: the ending of a verb
_EACH = 0.05
_LONGEST = 16  # letters of an unknown word
_LONGEST_CITY = 8
_DOTS = frozenset("·・‧•")
_FOREIGN = 4  # letters of a name to which a letter of an unknown sound may belong
_WHOLE = frozenset(("country", "adjective", "demonym", "located"))
_BEHIND_STRANGERS = frozenset(("office", "deputy_office", "honorific", "role", "counterpart"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters `first` to `last` as one word; `entries` are what the pack knows of it."""

    first: int
    last: int
    cost: float
    entries: tuple[Entry, ...] = ()
    is_tail: bool = False
    is_person: bool = False
    stem: int = 0  # where the known part of a word with an ending ends


def in_words(letters: Document, language: Language) -> tuple[Document, tuple[Span, ...]]:
    """Give the text in words, with what the pack says of each; takes time linear in the letters."""
    letters = rewritten(letters, language.same_letters)
    cutter = _Cutter(letters, language)
    pieces = cutter.cut(frozenset())
    people = frozenset(
        "".join(token.folded for token in letters.tokens[piece.first : piece.last])
        for piece in pieces
        if piece.is_person
    )
    return _rebuilt(letters, cutter.cut(people) if people else pieces)


class _Cutter:
    """Cuts one text, as often as new names have been learnt."""

    def __init__(self, letters: Document, language: Language) -> None:
        self._letters = letters
        self._tokens = letters.tokens
        self._scripts = [script(token.text) for token in letters.tokens]
        self._particles = language.words("particles_behind")
        self._units = language.words("number_units")
        known = (language.lexicon.every(letters, index) for index in range(len(letters.tokens)))
        self._names_first = language.options.get("names_stand", ("behind",))[0] == "before"
        self._known = [[(last, tuple(entries)) for last, entries in found] for found in known]
        self._known_ends = frozenset(last for found in self._known for last, _ in found)
        self._offices = frozenset(
            first
            for first, found in enumerate(self._known)
            if any(entry.kind in _BEHIND_STRANGERS for _, entries in found for entry in entries)
        )
        self._lasting: dict[int, tuple[_Piece, ...]] = {}
        self._persons = PersonWords(letters, language, self._known)

    def cut(self, people: frozenset[str]) -> list[_Piece]:
        """Find the cheapest pieces that make up the text; `people` are names that it is known to hold."""
        size = len(self._tokens)
        begun = by_first(people)
        best: list[tuple[float, _Piece | None]] = [(0.0, None), *[(float("inf"), None)] * size]
        for first in range(size):
            spent = best[first][0]
            for piece in self._pieces(first, people, begun):
                if spent + piece.cost < best[piece.last][0]:
                    best[piece.last] = spent + piece.cost, piece
        return _traced(best)

    def _pieces(self, first: int, people: frozenset[str], begun: Mapping[str, list[str]]) -> Iterator[_Piece]:
        if first not in self._lasting:
            self._lasting[first] = tuple(self._without_people(first))
        yield from self._lasting[first]
        for last in self._persons.at(first, begun):
            cost = 0.9 if self._folded(first, last) in people else 1.3 - 0.02 * (last - first)
            yield _Piece(first, last, cost, is_person=True)

    def _without_people(self, first: int) -> Iterator[_Piece]:
        yield from self._strangers(first)
        if self._scripts[first] == "other":
            yield from self._numbers(first)
        for last, entries in self._known[first]:
            if self._may_be(first, last, entries):
                yield _Piece(first, last, self._cost(first, last), entries)

    def _folded(self, first: int, last: int) -> str:
        return "".join(token.folded for token in self._tokens[first:last])

    def _glued(self, index: int) -> bool:
        """Tell whether a letter stands close to the one before it."""
        return 0 < index < len(self._tokens) and not self._letters.gap(index - 1)

    def _starts(self, index: int) -> bool:
        """Tell whether a run of letters of one script begins here."""
        return not self._glued(index) or self._scripts[index - 1] != self._scripts[index]

    def _ends(self, index: int) -> bool:
        return index >= len(self._tokens) or self._starts(index)

    # ── what the pack knows ──────────────────────────────────────────────────────────────────────────

    def _may_be(self, first: int, last: int, entries: Sequence[Entry]) -> bool:
        """Tell whether a word of the pack may stand here: whole katakana words, Hangul at the head of a
        word or behind another known one, particles at its end.
        """
        kind = self._scripts[first]
        if kind == "katakana":
            return self._starts(first) and (self._ends(last) or self._scripts[last - 1] != "katakana")
        if kind != "hangul":
            return True
        if self._glued(first) and self._folded(first, last) in self._particles:
            return self._ends(last) and not self._is_of_name(first, last)
        if self._starts(first) and self._folded(first, last) in self._particles and not self._ends(last):
            return False
        if self._is_loose(first, last, entries) and not self._closes(last):
            return False
        if self._starts(first):
            return True
        if any(entry.kind in ("country", "adjective", "demonym") for entry in entries):
            return last - first > 2
        return last - first > 1 or any(entry.kind in _BEHIND_STRANGERS for entry in entries)

    def _is_loose(self, first: int, last: int, entries: Sequence[Entry]) -> bool:
        """Tell whether a word is so short or so often part of another that nothing unknown may follow."""
        return last - first == 1 or any(entry.kind in _WHOLE for entry in entries)

    def _closes(self, last: int) -> bool:
        """Tell whether a word may end here: nothing follows in its run, or something known."""
        return self._ends(last) or bool(self._known[last]) or self._rest(last) in self._particles

    def _rest(self, first: int) -> str:
        return self._folded(first, self._run_end(first)) if first < len(self._tokens) else ""

    def _is_of_name(self, first: int, last: int) -> bool:
        """Tell whether what looks like a particle ends a name: it hangs on a stranger before an office."""
        return last - first == 1 and last in self._offices and first not in self._known_ends

    def _cost(self, first: int, last: int) -> float:
        if (
            self._scripts[first] == "hangul"
            and self._glued(first)
            and self._folded(first, last) in self._particles
        ):
            return _PARTICLE
        return _KNOWN if last - first > 1 else _SINGLE

    def _numbers(self, first: int) -> Iterator[_Piece]:
        """Read "26日" and "1월" as one word."""
        if self._tokens[first].text.isdecimal() and self._unit(first + 1) and self._unit_ends(first + 2):
            yield _Piece(first, first + 2, _KNOWN)

    def _unit(self, index: int) -> bool:
        return self._glued(index) and self._tokens[index].folded in self._units

    def _unit_ends(self, last: int) -> bool:
        """Tell 3일 from 3일간."""
        return self._scripts[last - 1] != "hangul" or self._ends(last) or self._rest(last) in self._particles

    # ── what it does not ─────────────────────────────────────────────────────────────────────────────

    def _strangers(self, first: int) -> Iterator[_Piece]:
        kind = self._scripts[first]
        if kind == "hangul":
            yield from self._hangul(first)
        elif kind == "katakana":
            last = self._run_end(first)
            yield _Piece(first, last, _STRANGE[kind])
        else:
            yield _Piece(first, first + 1, _STRANGE[kind])
        if kind == "han":
            yield from self._han_numbers(first)
        if kind in ("han", "hangul"):
            yield from self._cities(first)

    def _run_end(self, first: int) -> int:
        last = first + 1
        while last < len(self._tokens) and not self._starts(last):
            last += 1
        return last

    def _hangul(self, first: int) -> Iterator[_Piece]:
        tail = not self._starts(first)
        for last in range(first + 1, min(self._run_end(first), first + _LONGEST) + 1):
            cost = (_TAIL if tail else _STRANGE["hangul"]) + _EACH * (last - first)
            yield _Piece(first, last, cost, is_tail=tail)
            if last == self._run_end(first):
                return

    def _han_numbers(self, first: int) -> Iterator[_Piece]:
        """Read "二十六日" as one word."""
        last = first
        while (
            last < min(first + 4, len(self._tokens)) and unicodedata.numeric(self._tokens[last].text, -1) >= 0
        ):
            last += 1
        if last > first:
            yield _Piece(first, last, _KNOWN)
            if self._unit(last):
                yield _Piece(first, last + 1, _KNOWN)

    def _cities(self, first: int) -> Iterator[_Piece]:
        start = self._tokens[first].start
        if self._scripts[first] == "hangul" and not self._starts(first):
            return
        if not gazetteer.may_begin(self._letters.raw[start : start + 2]):
            return
        for last in range(first + 2, min(first + _LONGEST_CITY, len(self._tokens)) + 1):
            if self._glued(last - 1) and self._scripts[last - 1] == self._scripts[first]:
                if not self._is_surname(last) and gazetteer.named(self._letters.slice(first, last)):
                    yield _Piece(first, last, _CITY, (Entry("town", ""),))
            else:
                return

    def _is_surname(self, last: int) -> bool:
        """Where names stand before offices, a town right before one is a family name: 福島検事総長."""
        return self._names_first and last in self._offices and self._glued(last)


def _traced(best: Sequence[tuple[float, _Piece | None]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = len(best) - 1
    while at > 0:
        piece = best[at][1]
        assert piece is not None  # noqa: S101  # every letter is at least a piece of its own
        pieces.append(piece)
        at = piece.first
    return pieces[::-1]


def _rebuilt(letters: Document, pieces: Sequence[_Piece]) -> tuple[Document, tuple[Span, ...]]:
    """Put strangers that touch, and words with their endings, together; number everything anew."""
    words = _joined(letters, pieces)
    tokens = tuple(_token(letters, word) for word in words)
    spans = [
        Span(entry.kind, entry.value, index, index + 1)
        for index, word in enumerate(words)
        for entry in (*word.entries, *((Entry("person", ""),) if word.is_person else ()))
    ]
    counted = [token.sentence for token in tokens]
    edges = [index for index in range(len(tokens)) if index == 0 or counted[index] != counted[index - 1]]
    sentences = tuple(zip(edges, [*edges[1:], len(tokens)], strict=True)) if edges else ()
    return replace(letters, tokens=tokens, sentences=sentences), tuple(spans)


def _token(letters: Document, word: _Piece) -> Token:
    first, last = letters.tokens[word.first], letters.tokens[word.last - 1]
    stem = letters.tokens[word.stem - 1] if word.stem and word.entries else last
    text, folded = letters.raw[first.start : last.end], letters.folded[first.start : stem.end]
    return Token(text, folded, first.start, last.end, first.sentence)


def _joined(letters: Document, pieces: Sequence[_Piece]) -> list[_Piece]:
    words: list[_Piece] = []
    for piece in pieces:
        before = words[-1] if words else None
        if before is not None and (piece.is_tail or _are_one(letters, before, piece)):
            words[-1] = replace(before, last=piece.last, stem=before.stem or before.last)
        else:
            words.append(piece)
    return words


def _goes_on(letters: Document, name: _Piece, piece: _Piece) -> bool:
    """Tell whether a foreign name may have a letter that seldom stands for a sound."""
    dotted = name.first > 0 and letters.gap(name.first - 1) in _DOTS and name.last - name.first < _FOREIGN
    return dotted or (name.last - name.first >= _FOREIGN and piece.last - piece.first == 1)


def _are_one(letters: Document, before: _Piece, piece: _Piece) -> bool:
    """Tell whether two pieces that nothing is known of are one word: they touch and are of one script."""
    if before.entries or piece.entries or piece.is_person or letters.gap(before.last - 1):
        return False
    if before.is_person and not _goes_on(letters, before, piece):
        return False
    one, other = (script(letters.tokens[index].text) for index in (before.last - 1, piece.first))
    return one == other != "other"
