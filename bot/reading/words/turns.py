"""Sentences that look back and then turn to the news: "last year he was in Kyiv, now she comes to Skopje"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.words.lexicon import Language, Span
from bot.reading.words.tokens import Document

_BEFORE = 2  # tokens over which the comma stands before "now": ", and now"


def turned(document: Document, language: Language, spans: Sequence[Span]) -> Document:
    """Part each sentence before its "now" (`turn`), where what stands before it looks back."""
    words = language.words("turn")
    back = [span.first for span in spans if span.kind == "recall"] if words else []
    ends = {at for first in back if (at := _turn(document, first, words)) is not None}
    if not ends:
        return document
    starts = sorted(ends.union(first for first, _ in document.sentences))
    bounds = tuple(zip(starts, [*starts[1:], len(document.tokens)], strict=True))
    of = [at for at, (first, last) in enumerate(bounds) for _ in range(first, last)]
    tokens = tuple(token._replace(sentence=at) for token, at in zip(document.tokens, of, strict=True))
    title = sum(first < document.sentences[document.title_sentences - 1][1] for first, _ in bounds)
    return replace(
        document, tokens=tokens, sentences=bounds, title_sentences=title if document.title_sentences else 0
    )


def _turn(document: Document, first: int, words: frozenset[str]) -> int | None:
    """Give the first "now" behind a comma in the sentence of a token, from the comma on."""
    _, last = document.sentences[document.tokens[first].sentence]
    for at in range(first + 1, last):
        if document.tokens[at].folded in words:
            behind = (now for now in range(at, max(at - _BEFORE, first), -1) if "," in document.gap(now - 1))
            return next(behind, None)
    return None
