"""Words that a page has run together where its lines were joined ("Leprocureur", "duLaos", "HanoiAna"), or
left parted where they were cut: "Prose-cutions".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from bot.countries import forms
from bot.gazetteer import named
from bot.languages import pack, plain
from bot.reading.words.calendar_words import months, weekdays
from bot.reading.words.lexicon import Language, is_spaceless
from bot.reading.words.tokens import WORD, Document, Token

_EVIDENCE = 3  # words run together that show what has become of a page
_DENSE = 45  # words of the page to one of them at most
_LONG = 4  # letters of a piece that is no word of the commonest
_SHORTEST = 2  # letters of a piece
_CAPITAL = 2  # words that one with a capital inside counts for
_REMEMBERED = 50_000  # words
_CUT = 6  # letters of a word that a hyphen has cut
_NUMBER = re.compile(r"(?<=[^\W\d_]{3})(?=\d)|(?<=\d)(?=[^\W\d_]{3})")


class Glue:
    """Tells where a word falls into two: of those that mean something to reading (`telling`), of the
    commonest (`common`) and of others that the pack lists (`listed`).
    """

    def __init__(self, telling: Iterable[str], listed: Collection[str], common: Collection[str]) -> None:
        words = frozenset(telling)
        self._stems = frozenset(word[:-1] for word in words if word.endswith("*"))
        self._telling = frozenset(word for word in words if len(word) >= _LONG)
        self._whole = words.union(listed)
        self._pieces = self._telling.union(common, (word for word in listed if len(word) >= _LONG))
        self.cut: Callable[[str], int] = lru_cache(maxsize=_REMEMBERED)(self._cut)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word stands in the pack."""
        return word in self._whole or any(word[:size] in self._stems for size in range(3, len(word) + 1))

    def _cut(self, word: str) -> int:
        """Give the length of the first of two words, 0 where a folded word is one or unknown."""
        if self.knows(word):
            return 0
        cuts = [
            at
            for at in range(1, len(word) - _SHORTEST + 1)
            if word[:at] in self._pieces
            and word[at:] in self._pieces
            and (word[:at] in self._telling or word[at:] in self._telling)
        ]
        return max(cuts, key=lambda at: max(at, len(word) - at), default=0)

    def is_piece(self, word: str) -> bool:
        """Tell whether a folded word is one that may stand glued: of the pack, or a place."""
        return word in self._pieces or self.knows(word) or bool(named(word))


@cache
def _glue(code: str) -> Glue | None:
    """Know the words of a language; None where words are long of themselves, or written without spaces."""
    whole = pack(code)
    reading, options = whole["reading"], whole["reading"].get("options", {})
    if "suffixes" in whole or "clitics" in options or is_spaceless(options):
        return None
    write = plain(code)
    kinds = (content for kind, content in reading.items() if kind not in ("options", "examples"))
    telling = [text for kind in kinds for text in _texts(kind)] + [form.text for form in forms(code)]
    listed = [*_texts(options), *months(code), *weekdays(code)]
    common = options.get("common_words", ())
    return Glue(_words(map(write, telling)), set(_words(map(write, listed))), set(map(write, common)))


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in (*content, *content.values()):
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (word + "*" if text[at : at + 1] == "*" else word for word, at in _found(text))


def _found(text: str) -> Iterator[tuple[str, int]]:
    return ((word.group(), word.end()) for word in WORD.finditer(text))


def unglued(document: Document, language: Language) -> Document:
    """Part the words of a page that has run many together; a lone one is more often a name or a compound."""
    glue = _glue(language.code)
    if glue is None:
        return document
    document = _rejoined(document, glue)
    if not _is_glued(document, glue):
        return document
    return _with_tokens(document, tuple(piece for token in document.tokens for piece in _parted(token, glue)))


def _rejoined(document: Document, glue: Glue) -> Document:
    """Join the halves of words that were cut at the end of a line: "Direc-tor"."""
    if "-" not in document.raw:
        return document
    cut = {at for at in range(len(document.tokens) - 1) if _is_cut(document, at, glue)}
    if not cut:
        return document
    joined = [
        _joined(token, document.tokens[at + 1]) if at in cut else token
        for at, token in enumerate(document.tokens)
        if at - 1 not in cut
    ]
    return _with_tokens(document, tuple(joined))


def _is_cut(document: Document, at: int, glue: Glue) -> bool:
    """Tell whether two halves that mean nothing make a word of the pack; "co-operation" has one that does."""
    one, other = document.tokens[at], document.tokens[at + 1]
    if other.start != one.end + 1 or document.gap(at) != "-" or not other.text.islower():
        return False
    whole = one.folded + other.folded
    return len(whole) >= _CUT and glue.knows(whole) and not glue.is_piece(other.folded)


def _joined(one: Token, other: Token) -> Token:
    return one._replace(text=one.text + other.text, folded=one.folded + other.folded, end=other.end)


def _with_tokens(document: Document, tokens: tuple[Token, ...]) -> Document:
    """Give a document other words, each of the sentence that it says."""
    counted = [token.sentence for token in tokens]
    edges = [at for at in range(len(tokens)) if at == 0 or counted[at] != counted[at - 1]]
    return replace(
        document, tokens=tokens, sentences=tuple(zip(edges, [*edges[1:], len(tokens)], strict=True))
    )


def _is_glued(document: Document, glue: Glue) -> bool:
    """Tell a page with many of them, not all of them of two long words, as compounds are."""
    cuts: dict[Token, int] = {}
    seen: set[str] = set()
    for token in document.tokens:
        if len(token.folded) > _SHORTEST and token.folded not in seen:
            seen.add(token.folded)
            if at := _seam(token, glue):
                cuts[token] = at
    short = any(min(at, len(token.folded) - at) < _LONG for token, at in cuts.items())
    count = sum(1 if token.text.islower() else _CAPITAL for token in cuts)
    return short and count >= _EVIDENCE and len(document.tokens) <= _DENSE * count


def _seam(token: Token, glue: Glue) -> int:
    """Give where a token surely falls into two words: "YouTube" is one, "avenir" as well."""
    if token.text.islower():
        at = glue.cut(token.folded) if len(token.folded) >= _SHORTEST + _LONG else 0
        return at if at >= _SHORTEST else 0
    at = _hump(token.text)
    left, right = token.folded[:at], token.folded[at:]
    known = glue.knows(left) if token.text[:at].islower() else bool(named(left))
    return at if at and known and (at >= _SHORTEST or glue.is_piece(right)) else 0


def _hump(text: str) -> int:
    """Give the place of the capital letter inside a word, 0 where there is none."""
    if text[1:].islower() or text.isupper():
        return 0
    places = (at for at in range(1, len(text) - 1) if text[at].isupper() and text[at + 1].islower())
    return next((at for at in places if text[at - 1].islower()), 0)


def _parted(token: Token, glue: Glue) -> Iterator[Token]:
    """Give the words of a token, each with its place."""
    number = _NUMBER.search(token.text)
    at = number.start() if number else _hump(token.text) or glue.cut(token.folded)
    if not at:
        yield token
        return
    middle = token.start + at
    yield token._replace(text=token.text[:at], folded=token.folded[:at], end=middle)
    yield from _parted(token._replace(text=token.text[at:], folded=token.folded[at:], start=middle), glue)
