"""Where something happens told only by who hosts it: "Başsavcı Aliyev'in ev sahipliğinde", "hosted by"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_BESIDE = 2  # tokens from a host to the word that says so, an ending behind an apostrophe among them


def hosted(scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]) -> list[Place]:
    """Make a place of every word of hosting, unless the text has put something into the host's country."""
    return [
        Place(country, None, span.first, span.last, True)
        for span in scene.of("hosted")
        if (country := _host(scene, span, mentions, places)) is not None
        and not _is_told_before(scene, span, country, places)
    ]


def _is_told_before(scene: Scene, span: Span, country: str, places: Sequence[Place]) -> bool:
    last = scene.sentence(span.first)
    return any(p.is_location and p.country == country and scene.sentence(p.first) <= last for p in places)


def _host(scene: Scene, span: Span, mentions: Sequence[Mention], places: Sequence[Place]) -> str | None:
    """Name the country of the official, or the country itself, right beside a word of hosting."""
    for mention in mentions:
        last = mention.name.last if mention.name is not None else mention.last
        apart = scene.onward(span, mention.first, last)
        if mention.country and 0 <= apart <= _BESIDE and scene.same_sentence(last - 1, span.first):
            return None if mention.kind == "role.envoy" else mention.country
    beside = (p for p in places if 0 <= scene.onward(span, p.first, p.last) <= 1)
    return next((p.country for p in beside if scene.same_sentence(p.first, span.first)), None)
