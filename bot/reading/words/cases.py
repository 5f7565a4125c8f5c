"""The cases of places in languages that hang endings on the last word: Bakıya, Ankara'da, Türkiyənin."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.countries import suffixes
from bot.reading.words.scene import Scene
from bot.text import fold

_JOINTS = {"'", "’", "ʼ", "‘", "-", "‑"}
_ENDING = range(2, 5)  # letters by which a common noun shows its case


def joined_case(scene: Scene, index: int) -> str | None:
    """Name the case of an ending that stands as a token of its own behind an apostrophe or a hyphen."""
    table = suffixes(scene.language.code)
    if table is None or not 0 < index < len(scene.tokens) or scene.document.gap(index - 1) not in _JOINTS:
        return None
    if scene.tokens[index].text[:1].isupper() and not scene.tokens[index - 1].text.isupper():
        return None
    found = table.tails.get(scene.tokens[index].folded)
    return found[0] if found else None


def place_case(scene: Scene, first: int, last: int, basic: Collection[str]) -> tuple[str | None, int]:
    """Name the case of a place, None in the dictionary form, and give where it ends with its ending.

    `basic` are the folded dictionary forms that the place may have.
    """
    if (case := joined_case(scene, last)) is not None:
        return case, last + 1
    table = suffixes(scene.language.code)
    text = scene.text(first, last)
    if table is None or fold(text) in basic:
        return None, last
    return next((case for base, case in table.loose_bases(text) if fold(base) in basic), None), last


def is_in_case(scene: Scene, index: int, case: str) -> bool:
    """Tell whether a common noun may stand in a case, by its ending alone."""
    table = suffixes(scene.language.code)
    if table is None:
        return False
    word = scene.tokens[index].folded
    return any(case in table.tails.get(word[-cut:], ()) for cut in _ENDING)


def case_of_noun(scene: Scene, index: int, cases: Sequence[str]) -> str | None:
    """Name the first of some cases in which a common noun may stand, by its ending alone."""
    return next((case for case in cases if is_in_case(scene, index, case)), None)
