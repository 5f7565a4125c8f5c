"""What the visit was for: the event and the topics."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bot.model import Evidence
from bot.reading.names.caseless import is_caseless
from bot.reading.story import Story, leg_at
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.cases import is_in_case
from bot.reading.words.lexicon import Span
from bot.text import fold

_SUBJECT = 6  # words before an event that is the subject of its sentence
_LEAD = 6  # words in front of a quoted event
_THEME = 2  # words of an event that says no more than what kind of event it is
_PURPOSE = 10  # tokens from "to attend" to the event
_PURPOSE_BEHIND = 3  # tokens from the event to such a word where that follows: "törenleri için"
_LONGEST = 18  # words of an event's name


def occasion(story: Story, one: Candidate, legs: Collection[str] = ()) -> tuple[str, Evidence] | None:
    """Find the event that the visitor came for, as written; `legs` are the other countries of a tour."""
    scene = story.scene
    fitting = [
        span
        for span in scene.of("event")
        if _attended(story, one, span) and leg_at(story, span.first, {one.host, *legs}) not in legs
    ]
    for span in fitting:
        if (title := _quoted_before(story, span)) is not None:
            return scene.text(*title), scene.evidence(title[0], span.last)
        if (title := _quoted_behind(story, span)) is not None:
            return scene.text(*title), scene.evidence(span.first, title[1])
        first, last = _event(story, span)
        words = scene.text(first, last)
        if _is_named(story, span, first, last):
            return re.sub(r"\s+", " ", words), scene.evidence(first, last)
    return _numbered_in_title(story) if one.features.get("event_there") else None


def _numbered_in_title(story: Story) -> tuple[str, Evidence] | None:
    """ "The 4th Council of … was held in Tashkent", told with its number in the headline alone."""
    scene = story.scene
    for span in scene.of("event"):
        first, last = _event(story, span)
        words = scene.text(first, last)
        if scene.document.in_title(span.first) and last - first > 1 and any(map(str.isdigit, words)):
            return re.sub(r"\s+", " ", words), scene.evidence(first, last)
    return None


def _attended(story: Story, one: Candidate, span: Span) -> bool:
    scene = story.scene
    sentence = scene.sentence(span.first)
    if scene.document.in_title(span.first) or is_recalled(story, sentence):
        return False
    if _is_dedicated(story, span):
        return False
    verb_last = bool(scene.language.options.get("object_before"))  # "hat an der Tagung … teilgenommen"
    before = [
        a
        for a in scene.within(sentence, "attend")
        if verb_last or (a.first <= span.first) != scene.head_last or _is_predicate(story, span, a)
    ]
    first, last = scene.document.sentences[sentence]
    near = range(max(span.first - _PURPOSE, first), span.first)
    if scene.head_last:
        near = range(span.last, min(span.last + _PURPOSE_BEHIND, last))
    purpose = any(scene.says(index, "purpose") for index in near)
    return bool(before) or (sentence in one.sentences and (purpose or _is_during(story, span)))


def _is_during(story: Story, span: Span) -> bool:
    """ "Discussed at their ninth meeting in Doha": the event is where the news happened."""
    scene = story.scene
    if scene.head_last and is_in_case(scene, span.last - 1, "place"):
        return True
    return span.first > 0 and (
        scene.says(span.first - 1, "place") or scene.ending(span.first, "during") is not None
    )


def _is_dedicated(story: Story, span: Span) -> bool:
    """ "The opening of an exhibition dedicated to the anniversary": not the anniversary was attended."""
    scene = story.scene
    sentence = scene.sentence(span.first)
    for at in range(scene.document.sentences[sentence][0], span.first):
        if scene.says(at, "dedicated"):
            return not any(other.last <= at for other in scene.within(sentence, "event"))
    return False


def _is_predicate(story: Story, span: Span, attend: Span) -> bool:
    """ "The Specialised Meeting of … took place in Asunción"."""
    first = story.scene.document.sentences[story.scene.sentence(span.first)][0]
    return (
        attend.first > span.last
        and span.first - first <= _SUBJECT
        and story.scene.sentence(span.first) < story.scene.document.title_sentences + 2
    )


def _event(story: Story, span: Span) -> tuple[int, int]:
    """Stretch an event's name over its ordinal and adjectives to the left and its "of …" to the right."""
    scene = story.scene
    first = span.first
    while (
        first > 0
        and scene.same_sentence(first - 1, first)
        and (scene.document.gap(first - 1).strip() in {"", "-", "–", "/"} or _is_ordinal(story, first - 1))
    ):
        token = scene.tokens[first - 1]
        named = token.is_capital and not scene.says(first - 1, "not_a_name")
        if not (
            named
            or token.text[0].isdigit()
            or scene.ending(first, "ordinal")
            or scene.says(first - 1, "institution")
            or scene.says(first - 1, "event_lead")
        ):
            break
        first -= 1
    if first < span.first and len(scene.tokens[first].text) == 1 and scene.says(first, "not_a_name"):
        first += 1  # "O V Fórum …", where a letter of an ordinal is an article as well
    last = span.last
    for index in _right(story, span):
        last = index + 1
    while last > span.last and scene.says(last - 1, "title_link"):
        last -= 1
    return _quoted_from(story, first), last


def _quoted_before(story: Story, span: Span) -> tuple[int, int] | None:
    """Give the name in quotation marks right before its event: “Qadın hüquqları” konfransında."""
    scene, last = story.scene, span.first
    while (
        scene.head_last and last > 1 and scene.says(last - 1, "event_lead") and not _has_mark(story, last - 1)
    ):
        last -= 1  # “Adolat yoʻlida” xalqaro konferensiyasi
    if not scene.head_last or last == 0 or not _has_mark(story, last - 1):
        return None
    for index in range(last - 1, max(last - _LONGEST, 0), -1):
        if scene.same_sentence(index, last) and _has_mark(story, index - 1):
            return (index, last) if last - index > 1 else None
    return None


def _quoted_behind(story: Story, span: Span) -> tuple[int, int] | None:
    """Give the name in quotation marks right behind its event: the conference “Justice Without Borders”."""
    scene = story.scene
    gap = fold(scene.document.gap(span.last - 1))
    if scene.head_last or not gap.startswith(" ") or gap.strip() not in ('"', "'"):
        return None
    for last in range(span.last, min(span.last + _LONGEST, len(scene.tokens))):
        if not scene.same_sentence(last, span.first):
            return None
        if _has_mark(story, last):
            return (span.last, last + 1) if last > span.last else None
    return None


def _is_ordinal(story: Story, index: int) -> bool:
    """The 4 of "4. Şurası"."""
    scene = story.scene
    return scene.tokens[index].text.isdigit() and scene.document.gap(index).strip() == "."


def _has_mark(story: Story, index: int) -> bool:
    return '"' in fold(story.scene.document.gap(index))


def _quoted_from(story: Story, first: int) -> int:
    """Take in the first words of a name in quotation marks: the “United for Justice Conference”."""
    scene = story.scene
    if not scene.is_quoted(first):
        return first
    for index in range(first, max(first - _LEAD, 0), -1):
        if not scene.same_sentence(index, first):
            break
        if any(mark in scene.document.gap(index - 1) for mark in '"“«„'):
            return index
    return first


def _right(story: Story, span: Span) -> Iterator[int]:
    scene = story.scene
    for index in range(span.last, min(span.last + _LONGEST, len(scene.tokens))):
        gap = scene.document.gap(index - 1)
        if not scene.same_sentence(index, span.first) or any(mark in gap for mark in ',;:.()"“”'):
            return
        if scene.says(index, "clause") or scene.starting(index, "travel", "attend"):
            return
        if index > span.last and scene.starting(index, "meet", "source"):
            return
        if scene.says(index, "place") or scene.starting(index, "sign"):
            return
        if scene.head_last and scene.starting(index, "country", "adjective", "office"):
            return
        if index == span.last and not (
            scene.says(index, "title_link")
            or scene.language.options.get("bare_genitive", False)
            or (scene.language.options.get("adjectives_follow", False) and scene.says(index, "event_lead"))
        ):
            return
        yield index


def _is_named(story: Story, span: Span, first: int, last: int) -> bool:
    """An event worth its name has an ordinal, a capital or a theme; "a meeting" has not."""
    scene = story.scene
    tokens = scene.tokens[first:last]
    numbered = any(token.text[0].isdigit() for token in tokens) or any(
        scene.starting(index, "ordinal") is not None for index in _where_ordinals_stand(story, first, last)
    )
    if is_caseless(scene):
        heads = any(scene.starting(index, "office_plural") for index in range(first, last))
        return numbered or heads or (last - first > _THEME and not scene.starting(span.first, "meet"))
    capital = any(token.is_capital for token in tokens) and last - first > 1
    # "Meeting" is an event of its own where it is written like a name: "the Specialised Meeting of …".
    proper = scene.tokens[span.first].is_capital and first < span.first
    return last - first > 1 and (numbered or (capital and (proper or not scene.starting(span.first, "meet"))))


def _where_ordinals_stand(story: Story, first: int, last: int) -> range:
    """ "Third conference", or "conference third" where adjectives follow."""
    follow = story.scene.language.options.get("adjectives_follow", False)
    return range(first, last if follow else first + 1)


def topics(story: Story, one: Candidate) -> list[tuple[str, Evidence]]:
    """List the topics of a visit, each with the first words that name it; of a tour not another leg's."""
    found: dict[str, Evidence] = {}
    for span in story.scene.of("topic"):
        # "The director of Combating Corruption" was there, and corruption was not talked about.
        titled = any(mention.first <= span.first < mention.last for mention in story.mentions)
        if (
            not titled
            and not story.scene.document.in_title(span.first)
            and not _is_elsewhere(story, one, span)
        ):
            found.setdefault(span.value, story.scene.evidence(max(span.first - 3, 0), span.last))
    return list(found.items())


def _is_elsewhere(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether a tour is at another stop where the word stands; what a paragraph tells before the first
    of them, or of several at once, is everybody's.
    """
    scene, here = story.scene, story.scene.sentence(span.first)
    if not one.legs or scene.within(here, "tour"):
        return False  # "in both capitals"
    first = here
    while first > scene.document.title_sentences and "\n" not in _gap_before(story, first):
        first -= 1
    for sentence in range(here, first - 1, -1):
        legs = {place.country for place in story.places_in(sentence)} & {one.host, *one.legs}
        if legs:
            return one.host not in legs
    return False


def _gap_before(story: Story, sentence: int) -> str:
    return story.scene.document.gap(story.scene.document.sentences[sentence][0] - 1)
