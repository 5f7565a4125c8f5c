"""Ministers of justice who head the prosecution of their country: "US-Justizminister Garland"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.reading.words.lexicon import Language, Span
from bot.reading.words.tokens import Document

_STATES = ("country", "adjective")
_BETWEEN = ("of", "article", "before_place", "before_office", "inside_office", "owned")
_REACH = 3  # small words between "minister of justice" and his country


def ministers_settled(
    document: Document, language: Language, spans: Sequence[Span], states: Collection[str]
) -> Sequence[Span]:
    """Read the minister of justice of one of `states` as the head that he is; all others stay ministers."""
    ministers = {(span.first, span.last) for span in spans if span.kind == "minister_of_justice"}
    if not ministers or not states:
        return spans
    own = [span for span in spans if span.kind in _STATES and span.value in states]
    small = frozenset().union(*map(language.words, _BETWEEN))
    heads = {
        one for one in ministers if any(_are_joined(document, small, *sorted((one, at[2:]))) for at in own)
    }
    return [
        Span("office", "minister_of_justice", span.first, span.last)
        if span.kind == "role" and (span.first, span.last) in heads
        else span
        for span in spans
    ]


def _are_joined(
    document: Document, small: Collection[str], before: tuple[int, int], behind: tuple[int, int]
) -> bool:
    """Tell whether nothing but small words stands between a minister and a country."""
    between = range(before[1], behind[0])
    if len(between) > _REACH or before[1] > behind[0]:
        return False
    whole = all(not set(document.gap(at)) & set(",;:()—–") for at in range(before[1] - 1, behind[0]))
    return whole and all(document.tokens[at].folded in small for at in between)
