"""False alarms on ordinary news: `python -m tests.ordinary [--near] FILE…`.

A FILE holds real news as it came, unlabelled: JSON lines as `visitwire explain` takes them, or a title a line
with its text behind a tab. For each file it tells how many items were read, how many of them the gate let
through, how many came out as visits and how many items a second that took; then it lists what came out as a
visit. Which of these are visits indeed a person must say.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import BadArticle
from bot.model import Article, Verdict
from bot.reading import might_matter, prepare, read
from bot.reading.words.tokens import READ_AT_MOST
from bot.records import article_from_json

_NEAR = 0.3  # of a score: what comes so close may be flagged tomorrow


@dataclass(slots=True)
class Tally:
    """What became of the items of one file."""

    items: int = 0
    candidates: int = 0
    flagged: list[tuple[Article, Verdict]] = field(default_factory=list)
    near: list[tuple[Article, Verdict]] = field(default_factory=list)

    def take(self, article: Article, now: datetime) -> None:
        """Read one item and count it."""
        self.items += 1
        if not might_matter(article.title, article.text[:READ_AT_MOST]):
            return
        self.candidates += 1
        verdict = read(article, now=now)
        if verdict.visits:
            self.flagged.append((article, verdict))
        elif verdict.score >= _NEAR:
            self.near.append((article, verdict))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--near", action="store_true", help=f"list also what scores {_NEAR} or more")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    wanted = parser.parse_args()
    prepare()
    tallies = []
    print(f"{'':32}{'items':>9}{'gate':>9}{'flagged':>9}{'items/s':>9}")
    for file in wanted.files:
        start = time.perf_counter()
        tally = counted(articles(file))
        took = time.perf_counter() - start
        print(_row(file.stem, tally, took), flush=True)
        tallies.append(tally)
    for tally in tallies:
        for article, verdict in tally.flagged + (tally.near if wanted.near else []):
            print(_told(article, verdict))


def articles(file: Path) -> Iterator[Article]:
    """Give the items of a file; a line that is no article is passed over."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("{"):
                title, _, text = line.rstrip("\n").partition("\t")
                yield Article(title, text)
                continue
            try:
                yield article_from_json(json.loads(line))
            except (ValueError, BadArticle):
                continue


def counted(items: Iterable[Article]) -> Tally:
    """Read all items; one without a date of its own counts as published now."""
    tally, now = Tally(), datetime.now(UTC)
    for article in items:
        tally.take(article, now)
    return tally


def _row(name: str, tally: Tally, took: float) -> str:
    flagged = len(tally.flagged)
    return f"{name[:31]:32}{tally.items:9}{tally.candidates:9}{flagged:9}{tally.items / max(took, 1e-9):9.0f}"


def _told(article: Article, verdict: Verdict) -> str:
    pairs = ", ".join(f"{visit.visitor.country}→{visit.host.country}" for visit in verdict.visits)
    return (
        f"\n{verdict.score:.2f} {verdict.label} {verdict.lang} {pairs}\n  {article.title}\n  {article.text}"
    )


if __name__ == "__main__":
    main()
