"""Whose an office is by words that only one country has: "vrhovni javni tužilac" is Serbia's."""

from __future__ import annotations

from collections import Counter

from bot.reading.people.actors import Actor
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene


def shown(scene: Scene, actor: Actor) -> str | None:
    """Tell by the institutions around a title whose it is: of "Attorney General …" and "the Justice
    Department" the country goes without saying.
    """
    told = scene.of("shows")
    values = (span.value.split() for span in own_shows(scene, actor) or told)
    counts = Counter(country for country, title in values if title == actor.title)
    return counts.most_common(1)[0][0] if counts else None


def own_shows(scene: Scene, actor: Actor) -> list[Span]:
    """List the words of somebody's own title that only one country has."""
    return [
        span
        for span in scene.of("shows")
        if any(mention.first <= span.first < mention.last for mention in actor.mentions)
    ]
