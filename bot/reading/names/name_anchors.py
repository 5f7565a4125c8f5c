"""Words behind which a name stands where capitals do not show it, besides the offices."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene


def leading(scene: Scene) -> Iterator[Span]:
    """ "Unter Leitung von Kim Min-ho": where at least nouns have capitals, a name may follow."""
    for span in scene.of("lead"):
        first = span.last
        while first < len(scene.tokens) and scene.says(first, "before_name"):
            first += 1
        if first < len(scene.tokens) and scene.tokens[first].is_capital:
            yield span


def listed(scene: Scene) -> Iterator[Span]:
    """ "The prosecutors general of Czechia, Stříž, and of Slovakia, Žilinka": a comma behind each country."""
    for plural in scene.of("office_plural"):
        for span in scene.within(scene.sentence(plural.first), "country"):
            if span.first >= plural.last and scene.document.gap(span.last - 1).strip() == ",":
                yield span
