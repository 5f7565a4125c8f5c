"""How well the reports of one event are put together, on events told several times in many languages."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.scoring.corpus import Case, load
from bot.scoring.measures import Measure
from bot.scoring.merging import merge_measures, merge_mistakes
from bot.scoring.outcomes import Outcome, reader, run

CORPUS = Path(__file__).parents[1] / "corpus" / "groups-dev.jsonl"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def cases() -> tuple[Case, ...]:
    good, bad = load(CORPUS)
    assert bad == []
    return tuple(good)


@cache
def outcomes() -> tuple[Outcome, ...]:
    return tuple(run(cases(), reader(NOW)))


@cache
def figures() -> dict[str, Measure]:
    return {one.name: one for one in merge_measures(outcomes())}


def test_events_are_many_and_told_in_many_languages() -> None:
    """At least forty events are told two to seven times each, in eight languages or more."""
    told = Counter(case.group for case in cases() if case.has_event)
    assert len(told) >= 40
    assert set(told.values()) <= set(range(2, 8))
    assert len({case.article.lang for case in cases()}) >= 8


@pytest.mark.parametrize("order", ["in order", "shuffled"])
@pytest.mark.parametrize("kind", ["as read", "labelled records"])
def test_one_visit_is_one_event(kind: str, order: str) -> None:
    """As read and by the labels, in order and shuffled: precision .98, recall .94, F1 .96, 1.05 alerts."""
    found = figures()
    for name, least in (("P", 0.98), ("R", 0.94), ("F1", 0.96)):
        assert found[f"BCubed {name}, {kind}, {order}"].value >= least
    assert found[f"alerts per event, {kind}, {order}"].value <= 1.05
    assert found[f"order sensitivity, {kind}"].value == pytest.approx(0, abs=1e-9)


def test_no_copy_alerts_and_no_events_are_joined() -> None:
    """In order of publication a reprint is never news, and no two events become one visit."""
    assert figures()["copies that alerted, as read, in order"].value == 0
    assert not [line for line in merge_mistakes(outcomes()) if "joined" in line]
