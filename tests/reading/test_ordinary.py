"""Ordinary news, counted as docs/benchmarks.md tells it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ordinary import articles, counted

_VISIT = ("The Prosecutor General of Kazakhstan arrived in Baku", "He will meet his counterpart on Friday.")
_COURT = ("Court postpones hearing", "The prosecutor general's office declined to comment on the case.")


def test_items_of_both_kinds_of_file_are_read_and_counted(tmp_path: Path) -> None:
    """Of a line with a tab and of JSON lines each item counts once, and a line that is no article never."""
    plain, lines = tmp_path / "plain.tsv", tmp_path / "lines.jsonl"
    plain.write_text("\t".join(_COURT) + "\nRain in the north\n", "utf-8")
    objects = [{"title": title, "text": text} for title, text in (_VISIT, _COURT)]
    lines.write_text("".join(f"{json.dumps(one)}\n" for one in [*objects, {"title": 3}]), "utf-8")
    tallies = [counted(articles(file)) for file in (plain, lines)]
    assert [(tally.items, tally.candidates) for tally in tallies] == [(2, 1), (2, 2)]
    assert [article.title for tally in tallies for article, _ in tally.flagged] == [_VISIT[0]]
