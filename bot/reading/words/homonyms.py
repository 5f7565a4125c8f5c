"""Words that are several things, and what tells which: the word before ("la visita") or the end of the
clause ("reist … ab").
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.words.lexicon import Language, Span
from bot.reading.words.parted import part_behind
from bot.reading.words.tokens import Document

_NO_PAPER = ("future",)
_APOSTROPHES = ("'", "’", "`", "´")
_TO_HANDS = 14  # tokens from "received" to "from the hands of"


def nouns_settled(document: Document, language: Language, spans: Sequence[Span]) -> Sequence[Span]:
    """Drop the verb where an article or the like stands before a word that is a visit and to visit."""
    spans = _marks_settled(document, language, spans)
    spans = _gifts_settled(_names_settled(document, language, _letters_settled(_papers_settled(spans))))
    leads = language.words("noun_lead")
    if not leads:
        return spans
    nouns = {(span.first, span.last) for span in spans if span.kind == "visit"}
    return [
        span
        for span in spans
        if not (
            span.kind == "travel"
            and (span.first, span.last) in nouns
            and span.first > 0
            and document.tokens[span.first - 1].folded in leads
        )
    ]


def verbs_settled(document: Document, language: Language, spans: Sequence[Span]) -> Sequence[Span]:
    """Take a verb together with the part of it that ends its clause, whatever it is alone."""
    if not language.parts:
        return spans
    found = {
        index: part
        for index in range(len(document.tokens))
        if (part := part_behind(document, index, language.parts)) is not None
    }
    if not found:
        return spans
    kept = [span for span in spans if span.first not in found or span.last > span.first + 1]
    told = [Span(part.kind, part.value, index, index + 1) for index, part in found.items()]
    return sorted([*kept, *told], key=lambda span: span.first)


def _marks_settled(document: Document, language: Language, spans: Sequence[Span]) -> Sequence[Span]:
    """Drop "è in" out of "a Roma e in Sicilia": the mark tells, or the apostrophe typed for it."""
    marked = language.words("marked")

    def is_other(span: Span) -> bool:
        word = document.tokens[span.first]
        if word.folded not in marked or span.last - span.first < 2:
            return False
        return word.text.lower() == word.folded and document.gap(span.first)[:1] not in _APOSTROPHES

    return [span for span in spans if not is_other(span)] if marked else spans


def _names_settled(document: Document, language: Language, spans: Sequence[Span]) -> Sequence[Span]:
    """Drop the Iraqi out of "İrakli Şotadze", and Mauritius out of "Mauricio Macri": before a capitalised
    stranger the word is a given name.
    """
    given = language.words("given_name")
    known = {span.first for span in spans} if given else set()

    def is_name(span: Span) -> bool:
        follows = document.tokens[span.last] if span.last < len(document.tokens) else None
        stranger = follows is not None and follows.is_capital and span.last not in known
        return stranger and document.tokens[span.first].folded in given

    states = ("adjective", "country")
    return [span for span in spans if span.kind not in states or not is_name(span)] if given else spans


def _gifts_settled(spans: Sequence[Span]) -> Sequence[Span]:
    """Drop the reception out of "recebeu em Maputo, das mãos de …, a medalha": a thing was received."""
    hands = [span.first for span in spans if span.kind == "handing"]
    return [
        span
        for span in spans
        if span.kind != "receive" or not any(0 <= at - span.last <= _TO_HANDS for at in hands)
    ]


def _letters_settled(spans: Sequence[Span]) -> Sequence[Span]:
    """Drop the letter out of "niyet mektubu": of a paper of intent nothing is told over a distance."""
    inside = {at for span in spans if span.kind == "agreement" for at in range(span.first, span.last)}
    return [span for span in spans if span.kind != "remote" or span.first not in inside]


def _papers_settled(spans: Sequence[Span]) -> Sequence[Span]:
    """Drop the paper out of "in programma dal 7 al 9 aprile": the longer words speak of what is to come."""
    ahead = [span for span in spans if span.kind in _NO_PAPER and span.last - span.first > 1]
    if not ahead:
        return spans
    inside = {at for span in ahead for at in range(span.first + 1, span.last)}
    return [span for span in spans if span.kind != "agreement" or span.first not in inside]
