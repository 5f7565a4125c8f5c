"""Verbs whose first part stands far behind them: "reiste am Donnerstag wieder ab" is a departure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.reading.words.tokens import Document
from bot.text import fold

_GAP = "…"  # in a pattern: "reiste … ab"
_REACH = 22  # tokens from a verb to the part of it that ends the clause

Written = tuple[str, str, str]  # kind, value, pattern


class Part(NamedTuple):
    """What a verb is if this word ends its clause: ("ab", "leave", "done")."""

    word: str
    kind: str
    value: str


def parted(written: Iterable[Written]) -> tuple[list[Written], dict[str, list[Part]]]:
    """Take the patterns with a gap out of those of a pack, by the verb with which they begin."""
    whole: list[Written] = []
    found: dict[str, list[Part]] = {}
    for kind, value, pattern in written:
        verb, gap, end = pattern.partition(f" {_GAP} ")
        if gap:
            found.setdefault(fold(verb), []).append(Part(fold(end), kind, value))
        else:
            whole.append((kind, value, pattern))
    return whole, found


def part_behind(document: Document, index: int, parts: Mapping[str, Sequence[Part]]) -> Part | None:
    """Find the part of a verb that ends its clause; None where the verb stands alone."""
    wanted = parts.get(document.tokens[index].folded, ())
    if not wanted:
        return None
    sentence = document.tokens[index].sentence
    for at in range(index + 1, min(index + _REACH, len(document.tokens))):
        if document.tokens[at].sentence != sentence:
            return None
        part = next((part for part in wanted if part.word == document.tokens[at].folded), None)
        if part is not None and _ends_clause(document, at):
            return part
    return None


def _ends_clause(document: Document, index: int) -> bool:
    behind = index + 1
    if behind == len(document.tokens) or document.tokens[behind].sentence != document.tokens[index].sentence:
        return True
    following = document.tokens[behind].text  # where letters have no case, verbs end clauses of themselves
    return document.gap(index).strip() != "" or following.islower() or following == following.swapcase()
