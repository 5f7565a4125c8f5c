"""Visits told in passing: by a minister, in a list far from its place, among other matters, in tweets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def stories(name: str) -> list[list[str]]:
    """Read the lines of a file beside this one, part by part."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|", 3)] for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    "story", stories("passing.txt"), ids=lambda story: f"{story[0]} {story[2]} {story[3][:20]}"
)
def test_what_is_told_in_passing(story: list[str]) -> None:
    """Who went where, as visitor>host; a "-" stands for nobody."""
    lang, newsroom, told, text = story
    text = text.replace("\\n", "\n")
    article = Article("", text, published="2026-10-05", publisher_country=newsroom, lang=lang)
    visits = read(article, now=NOW).visits
    assert {f"{one.visitor.country}>{one.host.country}" for one in visits} == set(told.split()) - {"-"}


def test_vietnamese_women_have_a_middle_name_in_chinese() -> None:
    article = Article("", "国会副主席武氏秋水会见古巴总检察长奥赫达。", publisher_country="VN", lang="zh")
    (visit,) = read(article, now=NOW).visits
    assert [person.name for person in visit.meetings] == ["武氏秋水"]


@pytest.mark.parametrize("story", stories("travellers.txt"), ids=lambda story: f"{story[0]} {story[2]}")
def test_who_travels(story: list[str]) -> None:
    """No verb, monument or host is taken for the traveller, and a foreign name is read to its end."""
    lang, newsroom, name, text = story
    article = Article("", text, published="2026-10-05", publisher_country=newsroom, lang=lang)
    assert [one.visitor.name or "-" for one in read(article, now=NOW).visits] == [name]
