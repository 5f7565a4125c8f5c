"""Sentences that tell when an event ended, or when the visit of the sentence before began."""

from __future__ import annotations

from bot.reading.dates.when import When
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate

_REACH = 18  # tokens between "ended" and its day
_HEAD = 3  # tokens at the head of a sentence among which "it had begun" stands


def closes_event(story: Story, when: When) -> bool:
    """ "Yesterday the three-day forum came to its end": the day beside "ended" whose subject is an event,
    and no visit.
    """
    scene, sentence = story.scene, story.scene.sentence(when.first)
    events, visits = scene.within(sentence, "event"), scene.within(sentence, "visit")
    first, last = scene.document.sentences[sentence]
    ends = [(span.first, span.last) for span in scene.within(sentence, "travel") if span.value == "over"]
    ends += [(at, at + 1) for at in range(first, last) if scene.says(at, "ended")]
    if not events or not ends or when.opens or when.is_range:
        return False
    end = min(ends, key=lambda one: _between(one, when.first, when.last))
    near = min(_between(end, event.first, event.last) for event in events)
    if any(_between(end, visit.first, visit.last) <= near for visit in visits):
        return False
    others = (other for other in story.dates_in(sentence) if other is not when)
    own = _between(end, when.first, when.last)
    opens = (at for at in range(first, last) if scene.says(at, "opening"))
    if own > _REACH or any(_between((at, at + 1), when.first, when.last) < own for at in opens):
        return False
    return not any(_between(end, other.first, other.last) < own for other in others)


def begins_visit_before(story: Story, one: Candidate, sentence: int) -> bool:
    """ "The visit ended on the 14th. It had begun on the 11th": what is begun is the visit told before."""
    scene, (first, last) = story.scene, story.scene.document.sentences[sentence]
    begins = any(scene.says(at, "opening") for at in range(first, min(first + _HEAD, last)))
    told = sentence - 1 in one.sentences and scene.within(sentence - 1, "visit")
    return begins and bool(told) and not scene.within(sentence, "event") and not story.actors_in(sentence)


def _between(one: tuple[int, int], first: int, last: int) -> int:
    return max(first - one[1], one[0] - last, 0)
