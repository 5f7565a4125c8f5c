"""Scores reading and merging against a labelled corpus, for the command line's `score` alone."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import UsageError
from bot.scoring import outcomes, report
from bot.scoring.corpus import load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `score` understands."""
    parser.add_argument("corpus", type=Path, help="labelled articles, JSON Lines")
    parser.add_argument("--lang", help="only the articles labelled with this language")
    parser.add_argument("--errors", action="store_true", help="list every mistake before the figures")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")


def answer(args: argparse.Namespace, now: datetime | None = None) -> Iterator[str]:
    """Score a corpus and give the lines to print; BadArticle for a bad line, UsageError for no such file."""
    try:
        cases = load(args.corpus, args.lang)
    except OSError as error:
        raise UsageError(f"{args.corpus}: {error.strerror}") from None
    made = outcomes.run(cases, outcomes.reader(now or datetime.now(UTC)))
    ambiguous = sum(case.label == "ambiguous" for case in cases)
    if args.json:
        figures = report.as_json(made, ambiguous)
        if args.errors:
            figures["errors"] = list(report.errors(made))
        yield json.dumps(figures, ensure_ascii=False)
        return
    if args.errors:
        yield from report.errors(made)
        yield ""
    yield report.as_text(made, ambiguous)
