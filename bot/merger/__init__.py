"""Merging: which visit a sighting tells of, what all its sightings add up to, and what that changed."""

from __future__ import annotations

from bot.merger.changes import change
from bot.merger.clusters import cluster
from bot.merger.compose import compose
from bot.merger.copies import is_copy, shingles
from bot.merger.edits import places
from bot.merger.lapse import PATIENCE, as_of
from bot.merger.relations import are_related
from bot.merger.sorting import impossible, merge, resort, summed_up

__all__ = [
    "PATIENCE", "are_related", "as_of", "change", "cluster", "compose", "impossible", "is_copy", "merge",
    "places", "resort", "shingles", "summed_up",
]  # fmt: skip
