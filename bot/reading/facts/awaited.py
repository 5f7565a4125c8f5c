"""Visits that are awaited by the last verb of every sentence that tells of them."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate


def is_awaited(story: Story, one: Candidate) -> bool:
    """ "Bursa'ya gelip Vali ile görüşmesi bekleniyor": where verbs stand last the last one tells the time."""
    scene = story.scene
    return (
        scene.head_last
        and bool(one.sentences)
        and all(
            any(ahead.last == scene.document.sentences[at][1] for ahead in scene.within(at, "future"))
            for at in one.sentences
        )
    )
