"""What was signed in this visit, and what was only discussed, planned or recalled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from bot.model import Agreement, AgreementKind, Evidence
from bot.reading.when import When
from bot.reading.lexicon import Span
from bot.reading.story import Story

_SIGN_REACH = 16  # tokens between a document and the word that says it was signed
_DATE_REACH = 12
_TITLE = 14  # words
_OLD = timedelta(days=21)  # a signature longer ago than this belongs to another visit


def agreements(story: Story, start: str | None, elsewhere: frozenset[str] = frozenset()) -> list[tuple[Agreement, Evidence]]:
    """List the documents of a story, each once, in the order of the text; not those of the other countries of a tour."""
    found: list[tuple[Agreement, Evidence]] = []
    for span in story.scene.of("agreement"):
        agreement = None if _is_elsewhere(story, span, elsewhere) else _agreement(story, span, start)
        if agreement is None:
            continue
        twin = next((i for i, (other, _) in enumerate(found) if _is_same(other, agreement)), None)
        entry = agreement, story.scene.evidence(max(span.first - 5, 0), span.last + 8)
        if twin is None:
            found.append(entry)
        elif agreement.signed and not found[twin][0].signed:
            found[twin] = entry
    return found


def _is_elsewhere(story: Story, span: Span, elsewhere: frozenset[str]) -> bool:
    sentence = story.scene.sentence(span.first)
    here = {place.country for place in story.places if place.is_location and story.scene.sentence(place.first) == sentence}
    return bool(here) and here <= elsewhere


def _is_same(one: Agreement, other: Agreement) -> bool:
    """A document told of twice: of one kind, and not of two different days."""
    return one.kind == other.kind and (one.date == other.date or not (one.date and other.date)) and (one.signed == other.signed or not (one.date or other.date))


def _agreement(story: Story, span: Span, start: str | None) -> Agreement | None:
    scene = story.scene
    sentence = scene.sentence(span.first)
    signs = sorted(scene.within(sentence, "sign"), key=lambda sign: _distance(sign, span))
    near = [sign for sign in signs if _distance(sign, span) <= _SIGN_REACH]
    when = _date(story, span, sentence)
    if not near and span.value != "memorandum":
        return None
    if not near and scene.tokens[span.first].text.islower() and not when:
        return None
    signed = _is_signed(near, when, story.today.day, start)
    cut = _cut(when) if when is not None and not signed else None
    return Agreement(cast(AgreementKind, span.value), _title(story, span), signed, cut)


def _distance(one: Span, other: Span) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _is_signed(near: list[Span], when: When | None, today: date, start: str | None) -> bool:
    """Signed now: a signing word in the past tense, none about plans or old papers closer, and no older date."""
    if not near or near[0].value != "done":
        return False
    if any(sign.value != "done" and sign.first <= near[0].first and near[0].last <= sign.last for sign in near):
        return False
    if when is None:
        return True
    began = date.fromisoformat(start) if start and len(start) == 10 else today
    return when.end >= min(began, today) - _OLD and when.start <= today


def _date(story: Story, span: Span, sentence: int) -> When | None:
    """Find the date that belongs to the document: the nearest that follows, or stands right before it."""
    first, last = story.scene.document.sentences[sentence]
    here = [when for when in story.dates if first <= when.first < last and not when.is_relative and not _is_term(story, when)]
    others = [other for other in story.scene.within(sentence, "agreement") if other.first > span.first]
    stop = min((other.first for other in others), default=last)
    after = [when for when in here if 0 <= when.first - span.last <= _DATE_REACH and when.first < stop]
    before = [when for when in here if 0 <= span.first - when.last <= 3 and when.has_year]
    return min(after or before, key=lambda when: abs(when.first - span.last), default=None)


def _is_term(story: Story, when: When) -> bool:
    """ "The programme for 2026 and 2027": the years in which it holds, not the day of its signature."""
    scene, before = story.scene, when.first - 1
    while before > 0 and (scene.tokens[before].text.isdigit() or scene.says(before, "and") or scene.says(before, "range")):
        before -= 1
    return when.precision == "year" and before >= 0 and scene.says(before, "term")


def _cut(when: When) -> str:
    length = {"day": 10, "month": 7, "year": 4}[when.precision]
    return when.start.isoformat()[:length]


def _title(story: Story, span: Span) -> str:
    """Write the document as the text calls it, up to the first word that is no longer its name."""
    scene = story.scene
    first, last = span.first, span.last
    while first > 0 and scene.same_sentence(first - 1, span.first) and scene.document.gap(first - 1) in {" ", "-", "–"}:
        token = scene.tokens[first - 1]
        if not (scene.says(first - 1, "title_lead") or re.fullmatch(r"(19|20)\d\d", token.text)):
            break
        first -= 1
    for index in _name_words(story, span):
        last = index + 1
    while last > span.last and scene.says(last - 1, "title_link"):
        last -= 1
    return re.sub(r"\s+", " ", scene.text(first, last))


def _name_words(story: Story, span: Span) -> Iterator[int]:
    scene = story.scene
    for index in range(span.last, min(span.last + _TITLE, len(scene.tokens))):
        gap = scene.document.gap(index - 1)
        stops = scene.says(index, "clause") or scene.starting(index, "sign", "travel", "meet", "source", "status")
        if not scene.same_sentence(index, span.first) or any(mark in gap for mark in ",;:.()\"“”") or stops:
            return
        if index == span.last and not (scene.says(index, "title_link") or scene.language.options.get("bare_genitive", False)):
            return
        yield index
