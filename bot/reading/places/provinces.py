"""Provinces that no list names, between a country and a town, where no spaces part them."""

from __future__ import annotations

from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene


def of_province(scene: Scene, index: int) -> Span | None:
    """ "在越南广南省会安市": give the country before the province whose last word is at `index`."""
    if index < 2 or not is_spaceless(scene.language.options) or not scene.says(index, "place_suffix"):
        return None
    named = any(span.last == index for span in scene.within(scene.sentence(index), "office", "body"))
    return None if named else scene.ending(index - 1, "country")
