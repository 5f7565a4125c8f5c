"""Pieces of a text cut into words, and the text put together of them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.reading.words.lexicon import Entry, Span
from bot.reading.words.tokens import Document, Token, script

_DOTS = frozenset("·・‧•")
_ODD = 2  # letters in a row that may belong to a foreign name though they seldom stand for a sound
_FOREIGN = 4  # letters of a name to which a letter of an unknown sound may belong


class Piece(NamedTuple):
    """Letters `first` to `last` as one word; `entries` are what the pack knows of it."""

    first: int
    last: int
    cost: float
    entries: tuple[Entry, ...] = ()
    is_tail: bool = False
    is_person: bool = False
    stem: int = 0  # where the known part of a word with an ending ends


def rebuilt(letters: Document, pieces: Sequence[Piece]) -> tuple[Document, tuple[Span, ...]]:
    """Put strangers that touch, and words with their endings, together; number everything anew."""
    words = _joined(letters, pieces)
    tokens, title = _numbered(letters, [_token(letters, word) for word in words])
    spans = [
        Span(entry.kind, entry.value, index, index + 1)
        for index, word in enumerate(words)
        for entry in (*word.entries, *((Entry("person", ""),) if word.is_person else ()))
    ]
    counted = [token.sentence for token in tokens]
    edges = [index for index in range(len(tokens)) if index == 0 or counted[index] != counted[index - 1]]
    sentences = tuple(zip(edges, [*edges[1:], len(tokens)], strict=True)) if edges else ()
    return replace(letters, tokens=tokens, sentences=sentences, title_sentences=title), tuple(spans)


def _numbered(letters: Document, tokens: Sequence[Token]) -> tuple[tuple[Token, ...], int]:
    """Number the sentences anew, and count those of the title: one whose only word went to the one before
    is none.
    """
    kept = sorted({token.sentence for token in tokens})
    if len(kept) == len(letters.sentences):
        return tuple(tokens), letters.title_sentences
    number = {old: new for new, old in enumerate(kept)}
    title = sum(old < letters.title_sentences for old in kept)
    return tuple(token._replace(sentence=number[token.sentence]) for token in tokens), title


def _token(letters: Document, word: Piece) -> Token:
    first, last = letters.tokens[word.first], letters.tokens[word.last - 1]
    if first is last:
        return first
    stem = letters.tokens[word.stem - 1] if word.stem and word.entries else last
    text, folded = letters.raw[first.start : last.end], letters.folded[first.start : stem.end]
    return Token(text, folded, first.start, last.end, first.sentence)


def _joined(letters: Document, pieces: Sequence[Piece]) -> list[Piece]:
    words: list[Piece] = []
    for at, piece in enumerate(pieces):
        before = words[-1] if words else None
        odd = before is not None and before.is_person and not piece.is_person
        if odd and _strangers(letters, pieces, at) > _ODD:
            words.append(piece)
        elif before is not None and (piece.is_tail or _are_one(letters, before, piece)):
            words[-1] = before._replace(last=piece.last, stem=before.stem or before.last)
        else:
            words.append(piece)
    return words


def _strangers(letters: Document, pieces: Sequence[Piece], at: int) -> int:
    """Count the pieces from one on that nothing is known of and that touch, up to one more than matters."""
    last = at
    while last < len(pieces) and last - at <= _ODD and not (pieces[last].entries or pieces[last].is_person):
        last += 1
        if letters.gap(pieces[last - 1].last - 1):
            break
    return last - at


def _goes_on(letters: Document, name: Piece, piece: Piece) -> bool:
    """Tell whether a foreign name may have a letter that seldom stands for a sound."""
    dotted = name.first > 0 and letters.gap(name.first - 1) in _DOTS and name.last - name.first < _FOREIGN
    return dotted or (name.last - name.first >= _FOREIGN and piece.last - piece.first == 1)


def _are_one(letters: Document, before: Piece, piece: Piece) -> bool:
    """Tell whether two pieces that nothing is known of are one word: they touch and are of one script."""
    if before.entries or piece.entries or letters.gap(before.last - 1):
        return False
    if piece.is_person and not (before.is_person and _goes_on(letters, before, piece)):
        return False
    if before.is_person and not _goes_on(letters, before, piece):
        return False
    one, other = (script(letters.tokens[index].text) for index in (before.last - 1, piece.first))
    return one == other != "other"
