"""Titles that go on with a noun of their own: "مدير الأكاديمية" heads the academy and is no Mr Academy."""

from __future__ import annotations

from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_LONGEST = 4  # words of such an institution


def past_construct(scene: Scene, span: Span) -> int:
    """Step over the words with an article that follow a role without one, up to a given name."""
    article = scene.language.options.get("definite")
    index = span.last
    if article is None or span.kind != "role" or scene.tokens[index - 1].folded.startswith(article):
        return index
    while (
        index < len(scene.tokens)
        and index - span.last < _LONGEST
        and scene.document.gap(index - 1) == " "
        and scene.tokens[index].folded.startswith(article)
        and not scene.says(index, "given_name")
        and scene.starting(index, "adjective", "country", "honorific", "source", "speech") is None
    ):
        index += 1
    return index
