"""Scores reading and merging against a labelled corpus, for the command line's `score` alone."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import BadArticle, UsageError
from bot.scoring import outcomes, report
from bot.scoring.corpus import Case, load

_SHOWN = 3  # bad lines named; --json lists them all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `score` understands."""
    parser.add_argument(
        "corpus", type=Path, nargs="+", metavar="CORPUS", help="labelled articles, JSON Lines"
    )
    parser.add_argument("--lang", help="only the articles labelled with this language")
    parser.add_argument("--errors", action="store_true", help="list every mistake before the figures")
    parser.add_argument(
        "--leave-one-out", action="store_true",
        help="also read each language by weights trained without it (needs a checkout)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")


def answer(args: argparse.Namespace, now: datetime | None = None) -> Iterator[str]:
    """Score corpora together and give the lines to print; UsageError when there is no such file.

    Lines that are no labelled articles are left out, and named by a BadArticle when everything is printed.
    """
    now = now or datetime.now(UTC)
    cases, bad = _load(args.corpus, args.lang)
    made = outcomes.run(cases, outcomes.reader(now))
    left_out = _left_out(cases, now) if args.leave_one_out else []
    ambiguous = sum(case.label == "ambiguous" for case in cases)
    mistakes = list(report.errors(made)) if args.errors else []
    if args.json:
        figures = report.as_json(made, ambiguous, left_out) | {"bad_lines": bad}
        yield json.dumps(figures | ({"errors": mistakes} if args.errors else {}), ensure_ascii=False)
    else:
        yield from (*mistakes, "") if mistakes else ()
        yield report.as_text(made, ambiguous, left_out)
    if bad:
        rest = f"; {len(bad) - _SHOWN} more" if len(bad) > _SHOWN else ""
        raise BadArticle(f"left out {'; '.join(bad[:_SHOWN])}{rest}")


def _load(paths: Sequence[Path], lang: str | None) -> tuple[list[Case], list[str]]:
    cases: list[Case] = []
    bad: list[str] = []
    for path in paths:
        try:
            good, wrong = load(path, lang)
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}") from None
        cases += good
        bad += [f"{path}: {one}" for one in wrong]
    return cases, bad


def _left_out(cases: Sequence[Case], now: datetime) -> list[outcomes.Outcome]:
    try:
        return outcomes.run_left_out(cases, now)
    except FileNotFoundError as error:
        raise UsageError(str(error)) from None
