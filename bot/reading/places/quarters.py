"""Parts of a town, and houses, that are named before it: "in Silverton, Pretoria"."""

from __future__ import annotations

from bot.reading.words.scene import Scene

_PARTS = 3  # names before a place, each with its comma
_WORDS = 4  # words of such a name


def before_quarter(scene: Scene, index: int) -> int:
    """Step back to the "at" of "at the Palm Hotel, Grand Gaube, Mauritius"; without one stay where it is."""
    at = index
    for _ in range(_PARTS):
        last = at
        while (
            at > 0
            and last - at < _WORDS
            and (scene.tokens[at].is_capital or scene.document.gap(at - 1) == "-")
            and not scene.says(at, "place")
            and scene.document.gap(at - 1) in {" ", "-"}
        ):
            at -= 1
        if at < last and scene.says(at, "article") and scene.document.gap(at - 1) == " ":
            at -= 1
        if at < last and scene.says(at, "place"):
            return at
        if at == 0 or scene.document.gap(at - 1).strip() != ",":
            break
        at -= 1
    return index
