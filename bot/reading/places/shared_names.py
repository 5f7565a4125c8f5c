"""Words that name two places: عمان is Oman and, where the text speaks of Jordan, Amman."""

from __future__ import annotations

from bot import gazetteer
from bot.gazetteer import City
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_TELLING = ("country", "adjective", "demonym")


def shared_with(scene: Scene, span: Span) -> City | None:
    """Give the capital of another country that a country's name means here, by the pack's `shared_names`.

    A row is the word as folded with the other country's code and, where the script may leave signs out, the
    word with those signs. Without them what else the text says of the two countries decides.
    """
    rows = scene.language.options.get("shared_names")
    if not rows or span.kind != "country" or span.last - span.first > 1:
        return None
    row = rows.get(scene.tokens[span.first].folded)
    if row is None:
        return None
    other, *signed = row
    told = {one.value for one in scene.of(*_TELLING) if (one.first, one.last) != (span.first, span.last)}
    marked = any(word in scene.document.text for word in signed)
    kinds = _TELLING[:1] if marked else _TELLING  # "the Omani prosecutor in عمّان": the sign tells
    own = any(
        one.value == span.value and scene.tokens[one.first].folded not in rows for one in scene.of(*kinds)
    )
    return gazetteer.capital(other) if not own and (marked or other in told) else None


def capital_behind(scene: Scene, span: Span) -> City | None:
    """Read "the capital" behind a country's name, as languages with adjectives behind nouns write it."""
    behind = span.last
    follows = (
        bool(scene.language.options.get("adjectives_follow", False))
        and span.kind == "country"
        and behind < len(scene.tokens)
        and scene.says(behind, "capital")
        and scene.document.gap(behind - 1) == " "
    )
    return gazetteer.capital(span.value) if follows else None
