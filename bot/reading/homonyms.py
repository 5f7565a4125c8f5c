"""Words that are noun and verb alike ("visita" is "visit" and "visits"): the word before tells which."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.lexicon import Language, Span
from bot.reading.tokens import Document


def nouns_settled(document: Document, language: Language, spans: Sequence[Span]) -> Sequence[Span]:
    """Drop the verb where an article or the like stands before a word that is a visit and to visit."""
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
