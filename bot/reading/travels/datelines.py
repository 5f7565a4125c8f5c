"""Days of the telling at the head of a text: "LUANDA, 24 April –"."""

from __future__ import annotations

from bot.reading.dates.when import When
from bot.reading.story import Story

_HEADING = 6  # tokens of a source and a place before the day of the telling


def is_in_dateline(story: Story, when: When) -> bool:
    """Tell whether a date stands beside the place in front of the first sentence."""
    place = story.dateline
    if story.scene.sentence(when.first) != story.scene.document.title_sentences:
        return False
    return _is_before_dash(story, when) or (place is not None and when.first - place.last <= 4)


def _is_before_dash(story: Story, when: When) -> bool:
    """ "(AGI) Roma, 22 mag –": the day of the telling at the head of the text, whatever stands around it."""
    head = story.scene.document.sentences[story.scene.sentence(when.first)][0]
    gap = story.scene.document.gap(when.last - 1).strip(" .)")
    told = not when.is_relative and when.precision == "day" and when.start == story.today.day
    return told and when.first - head <= _HEADING and gap[:1] in {"–", "—"}
