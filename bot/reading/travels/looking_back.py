"""Sentences that tell of no journey of now: they look back, ask, doubt, or only hold an invitation."""

from __future__ import annotations

from datetime import timedelta

from bot.reading.dates.when import When
from bot.reading.people.mention import in_offices
from bot.reading.story import Story
from bot.reading.travels.anniversaries import keeps_anniversary
from bot.reading.words.lexicon import Span, is_spaceless

_OLD = timedelta(days=60)
_SWORN = 1  # tokens between "last month" and "appointed"
_PAPER = 8  # tokens from a document to the date that is its own
_ASKED = 8  # tokens from an invitation to "to visit"
_DOUBT = 6  # tokens from a doubt to the journey
_DOUBTED = 3  # tokens from a journey to the doubt behind it, where verbs stand last
_QUESTIONS = frozenset("?？")


def is_recalled(story: Story, sentence: int) -> bool:
    """Tell whether a sentence looks back: it says so, or dates itself to a time before this news."""
    known = story.recalled.get(sentence)
    if known is None:
        known = story.recalled[sentence] = _looks_back(story, sentence)
    return known


def _looks_back(story: Story, sentence: int) -> bool:
    recalled = [span for span in recalls(story, sentence) if not _is_of_oath(story, span)]
    if recalled or _is_replaced(story, sentence) or keeps_anniversary(story, sentence):
        return True
    if story.article.published is None:
        return False  # a story without a day cannot tell what is old
    if any(_is_of_old_year(story, span) for span in story.scene.within(sentence, "visit")):
        return True
    first, last = story.scene.document.sentences[sentence]
    here = [when for when in story.dates if first <= when.first < last and not _is_of_paper(story, when)]
    return bool(here) and all(when.end < story.today.day - _OLD for when in here)


def recalls(story: Story, sentence: int) -> list[Span]:
    """List the words by which a sentence looks back; not those of a visit that is only answered."""
    shifts = story.scene.within(sentence, "shift")  # "a day before the forum"
    return [
        span
        for span in story.scene.within(sentence, "recall")
        if not is_answered(story, span) and not any(one.first < span.last <= one.last for one in shifts)
    ]


def is_answered(story: Story, span: Span | When) -> bool:
    """ "In return for last year's visit of his colleague to Bishkek, he came": the earlier visit."""
    scene = story.scene
    for one in scene.within(scene.sentence(span.first), "reply"):
        ends = scene.head_last or is_spaceless(scene.language.options)
        low, high = (span, one) if ends else (one, span)
        behind = high.first - 1 if ends else high.first  # "…, and now she came"
        parted = any("," in scene.document.gap(at) for at in range(low.last - 1, behind))
        if low.first <= high.first and not parted:
            return True
    return False


def _is_of_oath(story: Story, span: Span) -> bool:
    """ "Appointed last month, she …": how long somebody is in office, and not when he travelled."""
    sworn = story.scene.within(story.scene.sentence(span.first), "appoint")
    return any(max(span.first - one.last, one.first - span.last) <= _SWORN for one in sworn)


def _is_of_old_year(story: Story, visit: Span) -> bool:
    """ "The 2017 trip of the Prosecutor General to Tbilisi"; a year that ends a date says nothing."""
    before = visit.first - 1
    year = story.scene.tokens[before].text if before >= 0 else ""
    dated = any(when.first <= before < when.last for when in story.dates)
    return year.isdecimal() and len(year) == 4 and 1900 <= int(year) < story.today.day.year and not dated


def _is_replaced(story: Story, sentence: int) -> bool:
    """ "The visit planned for spring fell through, so that they spoke by video": news of a call, unless the
    head of the story is that a visit is off.
    """
    scene = story.scene
    if not scene.within(sentence, "cancel") or not scene.within(sentence, "remote"):
        return False
    return not any(scene.within(at, "cancel") for at in range(scene.document.lead + 1))


def _is_of_paper(story: Story, when: When) -> bool:
    """The date of a treaty dates the treaty, not the sentence: "a plan for the MoU concluded in 2022"; but
    "signed in May during the visit of …" dates both.
    """
    sentence = story.scene.sentence(when.first)
    papers = story.scene.within(sentence, "agreement")
    both = any(
        0 <= during.first - when.last <= _PAPER and during.last <= visit.first <= during.last + 2
        for during in story.scene.within(sentence, "during")
        for visit in story.scene.within(sentence, "visit")
    )
    return not both and any(0 <= when.first - paper.last <= _PAPER for paper in papers)


def is_question(story: Story, sentence: int) -> bool:
    """ "Holiday or work?": a headline that asks says nothing yet."""
    _, last = story.scene.document.sentences[sentence]
    return not _QUESTIONS.isdisjoint(story.scene.document.gap(last - 1))


def is_unsure(story: Story, span: Span) -> bool:
    """ "May travel to Baku", "is said to think of a trip"; and of "Will he go to Baku?" a headline asks."""
    scene, sentence = story.scene, story.scene.sentence(span.first)
    if scene.document.in_title(span.first) and span.value in ("plan", "now") and is_question(story, sentence):
        return True
    for doubt in scene.within(sentence, "unsure"):
        apart = span.first - doubt.last - in_offices(story.mentions, doubt.last, span.first)
        behind = scene.head_last and span.last <= doubt.first <= span.last + _DOUBTED
        if behind or (doubt.first <= span.first and apart <= _DOUBT):
            return True
    return False


def is_only_invited(story: Story, sentence: int) -> bool:
    """ "Invited his colleague to visit Minsk": nobody is there yet."""
    invited = story.scene.within(sentence, "invite_next")
    travels = story.scene.within(sentence, "travel")
    if invited and story.scene.language.options.get("tenseless"):
        travels = [span for span in travels if span.first < invited[0].first]
    if is_only_asked(story, sentence):
        return True
    told = any(span.value and span.value != "plan" for span in travels)
    return bool(invited) and not told and not is_accepted(story, sentence)


def is_accepted(story: Story, sentence: int) -> bool:
    """ "Accepted the invitation and will be in Quito on 9 April": a day is set."""
    scene = story.scene
    taken = scene.within(sentence, "accept")
    ahead = [span for span in scene.within(sentence, "travel") if span.value == "plan"]
    dated = any(
        when.precision == "day" and when.end >= story.today.day and when.first > taken[0].first
        for when in (story.dates_in(sentence) if taken else ())
    )
    return dated and any(span.first >= taken[0].last for span in ahead)


def is_only_asked(story: Story, sentence: int) -> bool:
    """ "Received an invitation from his colleague to visit Djibouti", and nobody is said to have gone."""
    scene = story.scene
    asked = scene.within(sentence, "invite")
    if not asked or any(span.value for span in scene.within(sentence, "travel")):
        return False
    return any(
        0 < visit.first - span.last <= _ASKED and scene.says(visit.first - 1, "asked_to")
        for span in asked
        for visit in scene.within(sentence, "visit")
    )
