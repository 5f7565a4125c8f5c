"""Scores reading and merging against a labelled corpus, for the command line's `score` alone."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import BadArticle, UsageError
from bot.scoring import outcomes, report
from bot.scoring.corpus import load

_SHOWN = 3  # bad lines named; --json lists them all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `score` understands."""
    parser.add_argument("corpus", type=Path, help="labelled articles, JSON Lines")
    parser.add_argument("--lang", help="only the articles labelled with this language")
    parser.add_argument("--errors", action="store_true", help="list every mistake before the figures")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")


def answer(args: argparse.Namespace, now: datetime | None = None) -> Iterator[str]:
    """Score a corpus and give the lines to print; UsageError when there is no such file.

    Lines that are no labelled articles are left out, and named by a BadArticle when everything is printed.
    """
    try:
        cases, bad = load(Path(args.corpus), args.lang)
    except OSError as error:
        raise UsageError(f"{args.corpus}: {error.strerror}") from None
    made = outcomes.run(cases, outcomes.reader(now or datetime.now(UTC)))
    ambiguous = sum(case.label == "ambiguous" for case in cases)
    mistakes = list(report.errors(made)) if args.errors else []
    if args.json:
        figures = report.as_json(made, ambiguous) | {"bad_lines": bad}
        yield json.dumps(figures | ({"errors": mistakes} if args.errors else {}), ensure_ascii=False)
    else:
        yield from (*mistakes, "") if mistakes else ()
        yield report.as_text(made, ambiguous)
    if bad:
        rest = f"; {len(bad) - _SHOWN} more" if len(bad) > _SHOWN else ""
        raise BadArticle(f"{args.corpus}: left out {'; '.join(bad[:_SHOWN])}{rest}")
