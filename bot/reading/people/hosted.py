"""Where something happens that is told only by who hosts it: "Başsavcı Aliyev'in ev sahipliğinde"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_BESIDE = 2  # tokens from a host to the word that says so, an ending behind an apostrophe among them


def hosted(scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]) -> list[Place]:
    """Make a place of every word of hosting, unless the text puts something else into the host's country."""
    known = {place.country for place in places if place.is_location}
    return [
        Place(country, None, span.first, span.last, True)
        for span in scene.of("hosted")
        if (country := _host(scene, span.first, mentions, places)) is not None and country not in known
    ]


def _host(scene: Scene, at: int, mentions: Sequence[Mention], places: Sequence[Place]) -> str | None:
    """Name the country of the official, or the country itself, right before a word of hosting."""
    for mention in mentions:
        last = mention.name.last if mention.name is not None else mention.last
        if mention.country and 0 <= at - last <= _BESIDE and scene.same_sentence(last - 1, at):
            return mention.country
    return next(
        (p.country for p in places if 0 <= at - p.last <= 1 and scene.same_sentence(p.first, at)), None
    )
