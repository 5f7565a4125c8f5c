"""The day or year that belongs to a document, of all that a sentence names."""

from __future__ import annotations

from bot.reading.dates.when import When
from bot.reading.story import Story
from bot.reading.words.lexicon import Span

_DATE_REACH = 12
_FOR_YEARS = ("programme", "action_plan")
_OF_TERM = 2  # tokens between the years of a programme and its name


def date_of(story: Story, span: Span, sentence: int) -> When | None:
    """Find the date that belongs to the document: the nearest that follows, or stands right before it."""
    _, last = story.scene.document.sentences[sentence]
    here = [
        when
        for when in story.dates_in(sentence)
        if not when.is_relative and not (_is_term(story, when, span) or _is_since(story, when))
    ]
    others = [other for other in story.scene.within(sentence, "agreement") if other.first > span.first]
    stop = min((other.first for other in others), default=last + 2)
    after = [
        when
        for when in here
        if 0 <= when.first - span.last <= _DATE_REACH and when.first < stop and not 0 <= stop - when.last <= 1
    ]
    before = [when for when in here if 0 <= span.first - when.last <= 3 and when.has_year]
    opening = [when for when in here if when.has_year and _opens_signing(story, when, span)]
    return min(opening or after or before, key=lambda when: abs(when.first - span.last), default=None)


def _opens_signing(story: Story, when: When, span: Span) -> bool:
    """ "In 2004 both offices signed the memorandum": the year, the verb and the paper are of one clause."""
    scene = story.scene
    signs = scene.within(scene.sentence(span.first), "sign")
    between = [sign for sign in signs if when.last <= sign.first < span.first]
    parted = any("," in scene.document.gap(at) for at in range(when.last, span.first - 1))
    return bool(between) and when.precision != "day" and not parted


def _is_term(story: Story, when: When, span: Span) -> bool:
    """ "The programme for 2026 and 2027", "2026年至2027年合作计划": the years in which it holds, not the day
    of its signature.
    """
    scene, before, behind = story.scene, when.first - 1, when.last
    if when.precision == "year" and span.value in _FOR_YEARS and 0 <= span.first - when.last <= _OF_TERM:
        return True
    while behind < len(scene.tokens) and (
        scene.tokens[behind].text.isdigit() or scene.says(behind, "ordinal_mark")
    ):
        behind += 1
    if when.precision == "year" and behind < len(scene.tokens) and scene.says(behind, "term_after"):
        return True
    while before > 0 and (
        scene.tokens[before].text.isdigit() or scene.says(before, "and") or scene.says(before, "range")
    ):
        before -= 1
    return when.precision == "year" and before >= 0 and scene.says(before, "term")


def _is_since(story: Story, when: When) -> bool:
    """ "In preparation since 2021" dates the preparation."""
    return (
        when.first > 0
        and story.scene.says(when.first - 1, "since")
        and not story.scene.says(when.first - 1, "of")
    )
