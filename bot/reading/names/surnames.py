"""Words of a map that are a family's name here: "Ana Guerrero", "Javier Salazar received the envoy"."""

from __future__ import annotations

from bot.reading.words.scene import Scene

_HARMLESS = ("person", "word")  # spans that a given name may have
_SMALL = ("not_a_name", "institution", "article", "place", "of", "and", "particle", "before_place")


def is_behind_name(scene: Scene, at: int) -> bool:
    """Tell whether a word with a capital follows an unknown one inside a sentence, as surnames do."""
    before = at - 1
    if before < 0 or not scene.same_sentence(before, at) or scene.document.gap(before) != " ":
        return False
    first, word = scene.document.sentences[scene.sentence(at)][0], scene.tokens[before]
    capitals = word.is_capital and scene.tokens[at].is_capital and not scene.tokens[at].text.isupper()
    if (
        before == first
        or not capitals
        or word.text.isupper()
        or any(scene.says(before, one) for one in _SMALL)
    ):
        return False
    known = (span for span in scene.spans if span.first <= before < span.last)
    return all(span.kind in _HARMLESS for span in known)
