"""Journeys of those who are no prosecutors: ombudsmen, detectives, film crews, members of parliament."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 4, 16, tzinfo=UTC)
LABELS = {"N": "not_visit", "V": "visit", "D": "delegation_visit"}
STORIES = [
    [part.strip() for part in line.split("|", 3)]
    for line in (Path(__file__).parent / "strangers.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story[0]} {story[1]} {story[2]}")
def test_a_journey_is_its_subjects(story: list[str]) -> None:
    """Who travels is the subject of the journey, and a head who speaks or is met at home has not gone."""
    lang, label, title, text = story
    assert read(Article(title, text, published="2026-04-15", lang=lang), now=NOW).label == LABELS[label]
