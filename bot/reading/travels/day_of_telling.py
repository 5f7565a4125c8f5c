"""Days on which something was only told: "the office said on Friday"."""

from __future__ import annotations

from bot.reading.dates.when import When
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_LED = 2  # tokens from "during" to the visit
_QUOTED = 8  # tokens from "told" to a day with a quotation right behind
_QUOTES = (":", "«", "“", '"')


def is_of_report(story: Story, one: Candidate, when: When) -> bool:
    """ "The office said on Friday", "told the committee on Friday: …": the day of the telling, and not of the
    visit, unless he himself told it there.
    """
    sentence = story.scene.sentence(when.first)
    return _is_told(story, when, sentence) and not _is_told_there(story, one, when, sentence)


def _is_told(story: Story, when: When, sentence: int) -> bool:
    told = story.scene.within(sentence, "source")
    quoted = story.scene.document.gap(when.last - 1).strip()[:1] in _QUOTES
    if story.scene.language.options.get("told_behind", False):
        speaker = _is_of_speaker(story, when)
        told = [
            span for span in told if 0 <= span.first - when.last <= 1 or (span.first >= when.last and speaker)
        ]
    else:
        told = [span for span in told if 0 <= when.first - span.last <= (_QUOTED if quoted else 2)]
    of_today = when.is_relative or when.start == story.today.day
    return bool(told) and of_today and not (when.is_range or when.opens)


def _is_told_there(story: Story, one: Candidate, when: When, sentence: int) -> bool:
    """ "During his visit to Doha the guest announced on Monday": he was there when he told it."""
    scene = story.scene
    amid = scene.within(sentence, "during")
    during = [visit for visit in scene.within(sentence, "visit") if any(_leads(led, visit) for led in amid)]
    during += [span for span in scene.within(sentence, "travel") if span.value == "during"]
    here = any(scene.sentence(place.first) == sentence for place in one.locations)
    himself = any(scene.sentence(at) == sentence and at < when.first for at in one.visitor.seen)
    return himself and here and any(span.first < when.first for span in during)


def _leads(led: Span, visit: Span) -> bool:
    return 0 <= visit.first - led.last <= _LED


def _is_of_speaker(story: Story, when: When) -> bool:
    """ "ロシア検察庁は5日、…と発表した": the date right behind the office that tells."""
    scene, at = story.scene, when.first
    at -= at > 0 and (scene.says(at - 1, "ends_name") or scene.says(at - 1, "topic_mark"))
    return scene.ending(at, "body") is not None
