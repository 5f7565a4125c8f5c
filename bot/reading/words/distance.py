"""How far apart the words of a text stand."""

from __future__ import annotations

from typing import Protocol


class Words(Protocol):
    """Whatever stands in a text: a span, a place, a date, a mention."""

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


def apart(one: Words, other: Words) -> int:
    """Count the tokens between two words; below nought where they overlap."""
    return max(one.first - other.last, other.first - one.last)


def distance(one: Words, other: Words) -> int:
    """Count the tokens between two words; nought where they overlap."""
    return max(apart(one, other), 0)
