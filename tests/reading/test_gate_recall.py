"""The headline gate, measured as docs/benchmarks.md tells it."""

from __future__ import annotations

from pathlib import Path

from bot.scoring.corpus import load
from tests.gate_recall import recalled

CORPORA = Path(__file__).parents[1] / "corpus"


def test_the_gate_loses_next_to_no_visit() -> None:
    """Of the development articles that tell of visits 995 in 1,000 are candidates by title and summary."""
    cases = [case for path in CORPORA.glob("dev*.jsonl") for case in load(path)[0]]
    visits = [case for case in cases if case.label not in ("not_visit", "ambiguous")]
    assert len(recalled(visits, 300)) >= 0.995 * len(visits) > 0
