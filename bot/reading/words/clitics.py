"""Small words that are written together with the next one, as Arabic writes "and in Riyadh" as one word.

A word is taken apart only where what is left is a word that the pack or the gazetteer knows, or that stands
alone elsewhere in the text; a word that is known as a whole stays whole. The patterns of the pack are taken
apart in the same way, so that both fit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

_SHORTEST = 2  # letters of what a small word stands before
_SHORTEST_KNOWN = 3  # of a word of the pack that makes a longer one of the pack a compound
_SHORTEST_NEW = 3  # of a word that nobody knows but that shows its article

Piece = tuple[int, str]  # letters of the text, and the word that they are, folded


class Clitics:
    """Takes words apart; each row is [as written, the small word, what it has swallowed of the next]."""

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        is_known: Callable[[str], bool],
        words: Collection[str] = (),
    ) -> None:
        """Take `is_known` for every word, and `words` for those of the pack, which may be compounds."""
        self._rows = sorted(((row[0], row[1], row[2]) for row in rows), key=lambda row: -len(row[0]))
        self._first = frozenset(row[0][0] for row in self._rows)
        self._order = {small: at for at, small in enumerate(dict.fromkeys(row[1] for row in rows))}
        self._is_known = is_known
        self._compounds = frozenset(word for word in words if self._is_compound(word, words))

    def _is_compound(self, word: str, words: Collection[str]) -> bool:
        return any(
            word.startswith(written)
            and len(word) >= len(written) + _SHORTEST_KNOWN
            and swallowed + word[len(written) :] in words
            for written, _, swallowed in self._rows
        )

    def split(self, word: str, told: Collection[str] = ()) -> list[Piece]:
        """Give the pieces of a folded word, itself alone where it is one; `told` are further known words."""
        if word[0] not in self._first or (self._is_known(word) and word not in self._compounds):
            return [(len(word), word)]
        return self._pieces(word, told) or [(len(word), word)]

    def _pieces(self, word: str, told: Collection[str], behind: int = -1) -> list[Piece]:
        """Small words stand in the order of the pack's rows: "and in Riyadh", never "in and Riyadh"."""
        for written, small, swallowed in self._rows:
            stem = word[len(written) :]
            if not word.startswith(written) or (len(stem) < _SHORTEST and not stem.isdigit()):
                continue  # "5 و6 مايو" is taken apart
            if self._order[small] <= behind:
                continue
            rest, length = swallowed + word[len(written) :], len(word) - len(small)
            if self._is_whole(rest, told) or (swallowed and len(word) >= len(written) + _SHORTEST_NEW):
                return [(len(small), small), (length, rest)]
            if not swallowed and (more := self._pieces(rest, told, self._order[small])):
                return [(len(small), small), *more]
        return []

    def _is_whole(self, word: str, told: Collection[str]) -> bool:
        return word in told or word.isdigit() or self._is_known(word)
