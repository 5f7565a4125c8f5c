"""Merge scores: how well the merger puts the reports of one visit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from bot.scoring.measures import Measure
from bot.scoring.outcomes import Outcome


def bcubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Give BCubed precision, recall and F1 (Bagga and Baldwin 1998) of two labellings of the same items."""
    if not gold:
        return 0.0, 0.0, 0.0
    both, meant, made = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(size * size / made[cluster] for (_, cluster), size in both.items()) / len(gold)
    recall = sum(size * size / meant[event] for (event, _), size in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def merge_measures(outcomes: Sequence[Outcome]) -> list[Measure]:
    return []
