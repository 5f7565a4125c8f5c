"""Merging: which visit a sighting tells of, what all its sightings add up to, and what that changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.model import Change, Conflict, Known, Merge, Sighting, Told


def merge(told: Told, candidates: Sequence[Known]) -> Merge:
    """Decide where a sighting belongs among the stored visits near it, and what the visit says then."""
    raise NotImplementedError


def same_event(sighting: Sighting, day: date, known: Known) -> str | None:
    """Say why this is not the same event, or None when nothing speaks against it."""
    raise NotImplementedError


def compose(told: Sequence[Told]) -> tuple[Sighting, tuple[Conflict, ...]]:
    """Add up what was told of one visit, field by field; the order of `told` makes no difference."""
    raise NotImplementedError


def change(before: Sighting | None, after: Sighting) -> Change:
    """Say what kind of news lies between two states of a visit: new, material, minor or none."""
    raise NotImplementedError


def shingles(text: str) -> frozenset[int]:
    """Hash the three-word runs of a text without its dateline and source line; the same on every machine."""
    raise NotImplementedError


def is_copy(of: frozenset[int], others: Iterable[frozenset[int]]) -> bool:
    """Say whether a text is a syndicated copy of one of the others (Jaccard at least .5)."""
    raise NotImplementedError
