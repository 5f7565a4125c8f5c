"""Countries whose short names people bear as well: "Tổng Công tố Nga" is Russia's, Trần Thị Nga a woman; and
their initials, "the RA Prosecutor General".
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.words.lexicon import Language, Span
from bot.reading.words.tokens import Document

_OWNED = ("office", "deputy_office", "role", "body", "counterpart")


def with_short_states(document: Document, language: Language, spans: Sequence[Span]) -> Sequence[Span]:
    """Add the countries of the pack's `short_states` where an office or a small word leads up to them."""
    states: dict[str, str] = language.options.get("short_states", {})
    if not states:
        return spans
    owned = {span.last for span in spans if span.kind in _OWNED}
    owners = {span.first - 1 for span in spans if span.kind in _OWNED}
    titles = {span.last for span in spans if span.kind == "honorific"}
    known = {span.first for span in spans if span.kind == "country"}
    found: dict[int, Span] = {}
    for index, token in enumerate(document.tokens):
        initials = states.get(token.text) if token.text.isupper() else None
        code = initials or states.get(token.folded)
        if code is None or not token.is_capital or index in known:
            continue
        gap = document.gap(index - 1).strip() if index else ""
        listed = gap == "(" or (index - 1 in found and gap == ",")
        beside = index in owned or (initials is not None and index in owners)
        if beside or listed or (index not in titles and _is_led_up_to(document, index)):
            found[index] = Span("country", code, index, index + 1)
    return sorted([*spans, *found.values()], key=lambda span: span.first) if found else spans


def _is_led_up_to(document: Document, index: int) -> bool:
    """ "Thăm Nga", not Nguyễn Thị Nga, nor the district of Đức Thọ."""
    tokens = document.tokens
    first = index == 0 or tokens[index].sentence != tokens[index - 1].sentence
    goes_on = index + 1 < len(tokens) and document.gap(index) == " " and tokens[index + 1].is_capital
    return not goes_on and (first or tokens[index - 1].text[0].islower())
