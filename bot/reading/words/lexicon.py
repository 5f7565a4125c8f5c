"""The words of a language pack as one trie of folded words, and the typed spans it finds in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from bot.countries import decoys, forms
from bot.gazetteer import named
from bot.languages import pack, plain
from bot.reading.words.calendar_words import months, weekdays
from bot.reading.words.clitics import Clitics
from bot.reading.words.parted import Part, parted
from bot.reading.words.tokens import SPACELESS, Document
from bot.text import fold

_PATTERN_WORD = re.compile(rf"[{SPACELESS}]|[^\W_{SPACELESS}]+\*?")
# Tables of a pack that other modules read.
_NO_WORDS = frozenset(("options", "months", "solar_months", "weekdays", "declension", "examples"))
_STEM = 3  # letters of the shortest stem, or name of a city, that is recognised behind a small word
WORD = "word"  # the kind of a word that is known and means nothing to us
# Options that are no words of the language, and those that are single letters out of which words are made.
_NO_TEXT = frozenset(("names_stand", "name_joins", "clitics"))
_LETTERS = frozenset(
    (
        "surnames",
        "never_in_names",
        "particle",
        "transliteration",
        "name_dots",
        "number_units",
        "verb_endings",
        "title_endings",
        "noun_tails",
        "after_consonant",
        "after_vowel",
        "common_words",
    )
)
_DEEDS = frozenset(("travel", "visit", "receive", "meet", "attend", "event", "sign", "leave", "guest"))
_ALSO = {"receiving": ("receive", "done"), "minister_of_justice": ("role", "minister")}  # words of two kinds
_COMMON = 20_000  # words whose first step is remembered
_JOINS = frozenset(" -'·・")  # what may stand between two words of one pattern, once folded


class Span(NamedTuple):
    """Words `first` to `last` (not included) of a document, and what they are: ("country", "BH")."""

    kind: str
    value: str
    first: int
    last: int


class Entry(NamedTuple):
    """What a word of the pack is: ("country", "BH")."""

    kind: str
    value: str


_NOWHERE: dict[str, _Node] = {}  # stays empty


class _Node:
    """A place in the trie; a key of `words` that ends in `*` is a stem."""

    __slots__ = ("found", "lengths", "words")

    def __init__(self) -> None:
        # Nine in ten words end their pattern and lead nowhere; empty tables for them would be most of a trie.
        self.words: dict[str, _Node] = _NOWHERE
        self.lengths: tuple[int, ...] = ()  # of the stems, so that few prefixes are tried
        self.found: tuple[Entry, ...] = ()

    def step(self, word: str) -> list[_Node]:
        node = self.words.get(word)
        reached = [node] if node is not None else []
        for length in self.lengths:
            if length <= len(word) and (node := self.words.get(f"{word[:length]}*")) is not None:
                reached.append(node)
        return reached

    def grow(self, word: str) -> _Node:
        """Give the place behind one more word, made where there is none."""
        if word.endswith("*"):
            self.lengths = tuple(sorted({*self.lengths, len(word) - 1}))
        if not self.words:
            self.words = {}
        node = self.words.get(word)
        if node is None:
            node = self.words[word] = _Node()
        return node

    def shared(self, ends: dict[tuple[Entry, ...], _Node]) -> _Node:
        """Give what stands for this place, once complete: of ends that mean the same one is enough."""
        if not self.words:
            return ends.setdefault(self.found, self)
        for word, node in self.words.items():
            self.words[word] = node.shared(ends)
        return self


class Lexicon:
    """All typed words of one language, folded; `scan` finds them, the longest first at every place."""

    def __init__(self, entries: Iterable[tuple[str, str, str]], nested: Iterable[str] = ()) -> None:
        self._nested = frozenset(nested)  # kinds that are kept inside longer patterns as well
        self._root = _Node()
        self._first = lru_cache(maxsize=_COMMON)(self._root.step)
        for kind, value, pattern in entries:
            node = self._root
            for word in _PATTERN_WORD.findall(pattern):
                node = node.grow(word)
            entry = Entry(kind, value)
            if node is not self._root and entry not in node.found:
                node.found += (entry,)
        self._root.shared({})

    def every(self, document: Document, first: int) -> Iterator[tuple[int, Sequence[Entry]]]:
        """List the ends of all patterns that begin at a word, the shortest first, and what they are."""
        return _matches(document, first, self._first(document.tokens[first].folded))

    def scan(self, document: Document) -> list[Span]:
        """List the spans in reading order; of patterns that begin at one word only the longest are kept."""
        spans: list[Span] = []
        idle = 0  # where a phrase ends that means nothing to us
        for index, token in enumerate(document.tokens):
            if begun := self._first(token.folded):
                last, found = _longest(document, index, begun)
                if index < idle:
                    found = [entry for entry in found if entry.kind not in _DEEDS]
                elif any(entry.kind == "idle" for entry in found):
                    idle = last
                spans.extend(Span(kind, value, index, last) for kind, value in found)
                if self._nested:
                    spans.extend(self._inside(document, index, last))
        return spans

    def _inside(self, document: Document, first: int, longest: int) -> Iterator[Span]:
        """ "Səfərini başa vurub" tells the end of a journey, and its first word is a visit all the same."""
        for last, found in self.every(document, first):
            if last < longest:
                yield from (Span(*entry, first, last) for entry in found if entry.kind in self._nested)


def _longest(document: Document, first: int, reached: list[_Node]) -> tuple[int, Sequence[Entry]]:
    best: tuple[int, Sequence[Entry]] = (first, ())
    for best in _matches(document, first, reached):  # noqa: B007  # the last one is the longest
        pass
    return best


def _matches(document: Document, first: int, reached: list[_Node]) -> Iterator[tuple[int, Sequence[Entry]]]:
    last = first + 1
    found: Sequence[Entry]
    while reached:
        found = reached[0].found if len(reached) == 1 else [e for node in reached for e in node.found]
        if found:
            yield last, found
        if last >= len(document.tokens) or not _joined(document, last):
            return
        word = document.tokens[last].folded
        reached = [following for node in reached for following in node.step(word)]
        last += 1


def _joined(document: Document, index: int) -> bool:
    before, start = document.tokens[index - 1], document.tokens[index].start
    between = document.folded[before.end : start]
    if between[:1] == "." and len(before.text) == 1:
        between = between[1:]  # "U.S."
    return len(between) <= 3 and _JOINS.issuperset(between)


@dataclass(frozen=True, slots=True)
class Language:
    """What reading needs of one pack, ready to use."""

    code: str
    lexicon: Lexicon
    abbreviations: frozenset[str]
    options: Mapping[str, Any]  # [reading.options] of the pack
    sets: Mapping[str, frozenset[str]]  # the lists of single words among the options, folded
    same_letters: Mapping[int, str] = field(
        default_factory=dict
    )  # variants of a letter -> the one in the pack
    keeps_marks: bool = False  # accents make other words
    clitics: Clitics | None = None  # where small words are written together with the next
    parts: Mapping[str, Sequence[Part]] = field(default_factory=dict)  # of verbs that stand apart

    def words(self, name: str) -> frozenset[str]:
        """Give a set of folded single words out of the options; empty where the pack has none."""
        return self.sets.get(name, frozenset())


@cache
def language(code: str) -> Language:
    """Build the reading part of a pack; KeyError for a language without one."""
    reading = pack(code)["reading"]
    options, write = reading.get("options", {}), plain(code)
    same = {ord(pair[0]): pair[1] for pair in options.get("same_letters", "").split()}
    entries, parts = parted(_entries(reading))
    written = [
        *entries,
        *_countries(code),
        *(_plain_words(code, options) if is_spaceless(options) else ()),
    ]
    sets = {
        name: frozenset(write(word).translate(same) for word in words)
        for name, words in options.items()
        if isinstance(words, list) and name not in _NO_TEXT
    }
    clitics = _clitics(code, written, sets) if "clitics" in options else None
    return Language(
        code=code,
        lexicon=Lexicon(
            ((kind, value, _apart(write(text).translate(same), clitics)) for kind, value, text in written),
            options.get("nested", ()),
        ),
        abbreviations=frozenset(_dotted(options)),
        options=options,
        sets=sets,
        same_letters=same,
        keeps_marks=bool(options.get("keeps_marks")),
        clitics=clitics,
        parts=parts,
    )


def _apart(folded: str, clitics: Clitics | None) -> str:
    """Part the small words of a pattern from those that they are written together with."""
    if clitics is None:
        return folded
    return " ".join(piece for word in _PATTERN_WORD.findall(folded) for _, piece in clitics.split(word))


def _dotted(options: Mapping[str, Any]) -> Iterator[str]:
    """List what a dot does not end: abbreviations and, with the dot, what a number with a dot counts."""
    yield from (fold(word).rstrip(".") for word in options.get("abbreviations", ()))
    yield from ("." + fold(word) for word in options.get("after_ordinal", ()))


def _clitics(
    code: str, written: Iterable[tuple[str, str, str]], sets: Mapping[str, frozenset[str]]
) -> Clitics:
    """Know for taking words apart every word of the pack, of the calendar and of the gazetteer."""
    words = {word for _, _, pattern in written for word in _PATTERN_WORD.findall(fold(pattern))}
    stems = frozenset(word[:-1] for word in words if word.endswith("*"))
    words.update(*sets.values(), *(name.split() for name in (*months(code), *weekdays(code))))

    def is_known(word: str) -> bool:
        begun = any(word[:size] in stems for size in range(_STEM, len(word) + 1))
        return begun or word in words or (len(word) > _STEM and bool(named(word)))

    given = {name for name in sets.get("given_name", ()) if len(name) > _STEM}
    return Clitics(
        [list(map(fold, row)) for row in pack(code)["reading"]["options"]["clitics"]],
        lru_cache(maxsize=_COMMON)(is_known),
        words - given,  # Firas is no "then a head"
    )


def is_spaceless(options: Mapping[str, Any]) -> bool:
    """Tell whether a pack says that its words must be put together out of letters."""
    return bool(options.get("letters_to_words", False))


def _plain_words(code: str, options: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """List the words that the options, the months and the weekdays name, to cut a text into."""
    texts = {
        text for name, found in options.items() if name not in _NO_TEXT | _LETTERS for text in _texts(found)
    }
    for text in sorted(texts | {*months(code), *weekdays(code)}):
        yield WORD, "", text


def _texts(option: object) -> Iterable[str]:
    return (text for text in option if isinstance(text, str)) if isinstance(option, list | dict) else ()


def _entries(reading: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Walk [reading.*]: a list is a kind without values, a table gives each its value."""
    for kind, content in reading.items():
        if kind in _NO_WORDS:
            continue
        for value, patterns in content.items() if isinstance(content, Mapping) else (("", content),):
            for pattern in patterns:
                yield from ((*each, pattern) for each in ((kind, value), _ALSO.get(kind)) if each)


def _countries(code: str) -> Iterator[tuple[str, str, str]]:
    for form in forms(code):
        yield "country" if form.kind == "name" else form.kind, form.code, form.text
    for phrase in decoys(code):
        yield "decoy", "", phrase
