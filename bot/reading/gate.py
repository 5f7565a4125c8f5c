"""The gate: a quick look for any word of prosecution, in every language at once."""

from __future__ import annotations

from functools import cache
from itertools import chain

import ahocorasick  # type: ignore[import-not-found]  # a C module, no stubs

from bot.languages import codes, pack
from bot.text import fold

_KINDS = ("office", "deputy_office", "office_plural", "body")
_LETTERS = str.maketrans({"-": " ", "'": " "})


def speaks_of_prosecution(folded: str) -> bool:
    """Tell whether a folded text names a prosecutor's office or service in any language that has a pack."""
    return next(_automaton().iter(folded.translate(_LETTERS)), None) is not None


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for code in codes():
        for pattern in _patterns(code):
            words = fold(pattern).translate(_LETTERS).replace("*", "").split()
            # The first two words are enough to be let in; what stands behind the gate looks closely.
            automaton.add_word(" ".join(words[:2]), True)
    automaton.make_automaton()
    return automaton


def _patterns(code: str) -> list[str]:
    reading = pack(code)["reading"]
    groups = (reading.get(kind, ()) for kind in _KINDS)
    lists = (group.values() if isinstance(group, dict) else (group,) for group in groups)
    return [pattern for part in chain.from_iterable(lists) for pattern in part]
