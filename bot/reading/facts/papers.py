"""The words for documents in a story, and what each document is called there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.reading.story import Story
from bot.reading.words.lexicon import Span

_DRAFT = 2  # tokens from a draft to the paper that it is of
_TITLE = 14  # words
_OF = ("of", "article", "possessive", "title_link")  # what joins a programme to the visit that it is of


def papers(story: Story) -> list[Span]:
    """List the words for documents; the "accord" in "protocole d'accord" is none of its own, nor is the
    programme of a visit one.
    """
    found: list[Span] = []
    for span in story.scene.of("agreement"):
        if (not found or not _is_of_paper(story, found[-1], span)) and not _is_schedule(story, span):
            found.append(span)
    return found


def _is_of_paper(story: Story, paper: Span, span: Span) -> bool:
    """ "A protocol to the agreement of 2019" is one document."""
    to, scene = paper.last, story.scene
    near = paper.value == "protocol" and span.first - to in (1, 2)
    linked = near and scene.says(to, "title_link") and not scene.says(to, "and")
    return span.last <= paper.last or linked


def _is_schedule(story: Story, span: Span) -> bool:
    """ "The programme of his visit", "programa de la visita", "ziyaret programı"."""
    scene = story.scene
    if span.value != "programme":
        return False
    at, last = span.last, len(scene.tokens)
    while at < last and scene.same_sentence(at, span.first) and any(scene.says(at, word) for word in _OF):
        at += 1
    follows = at < last and scene.same_sentence(at, span.first) and scene.starting(at, "visit")
    return bool(follows) or (scene.head_last and scene.ending(span.first, "visit") is not None)


def title(story: Story, span: Span) -> str:
    """Write the document as the text calls it, up to the first word that is no longer its name."""
    scene = story.scene
    first, last = span.first, span.last
    while (
        first > 0
        and scene.same_sentence(first - 1, span.first)
        and scene.document.gap(first - 1) in {" ", "-", "–"}
    ):
        token = scene.tokens[first - 1]
        if not (scene.says(first - 1, "title_lead") or re.fullmatch(r"(19|20)\d\d", token.text)):
            break
        first -= 1
    for index in _words_of(story, span):
        last = index + 1
    while last > span.last and scene.says(last - 1, "title_link"):
        last -= 1
    return re.sub(r"\s+", " ", scene.text(first, last))


def _words_of(story: Story, span: Span) -> Iterator[int]:
    scene = story.scene
    dated = {index for when in story.dates if when.is_relative for index in range(when.first - 1, when.last)}
    dated |= {place.first - 1 for place in story.places if place.is_location}
    for index in range(span.last, min(span.last + _TITLE, len(scene.tokens))):
        gap = scene.document.gap(index - 1)
        stops = (
            scene.says(index, "clause")
            or scene.says(index, "predicate")
            or scene.starting(index, "sign", "travel", "meet", "source", "status")
            or index in dated
            or (scene.says(index, "and") and _is_paper_next(story, index + 1))
        )
        if not scene.same_sentence(index, span.first) or any(mark in gap for mark in ',;:.()"“”') or stops:
            return
        if index == span.last and not (
            scene.says(index, "title_link") or scene.language.options.get("bare_genitive", False)
        ):
            return
        yield index


def _is_paper_next(story: Story, index: int) -> bool:
    """ "A letter of intent and a joint declaration" are two."""
    scene = story.scene
    at = index + (index < len(scene.tokens) and scene.says(index, "article"))
    return scene.starting(at, "agreement") is not None


def is_of_next(story: Story, sign: Span, span: Span) -> bool:
    """ "Signed a memorandum and handed over the draft of a protocol": the draft is the protocol's."""
    if story.scene.head_last or sign.value != "plan" or sign.first < span.last:
        return False
    papers = story.scene.within(story.scene.sentence(span.first), "agreement")
    return any(0 <= paper.first - sign.last <= _DRAFT for paper in papers)
