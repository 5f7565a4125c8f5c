"""`explain`, `take-in` and `score`: what the program makes of articles that are handed to it."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.commands.inputs import BadLine, Item, read
from bot.commands.progress import Bar
from bot.errors import StorageError, UsageError
from bot.model import Article
from bot.records import verdict_to_json


def explain(arguments: argparse.Namespace) -> int:
    """Print a verdict for each article; opens no database and no network."""
    from bot import reading
    from bot.commands.layout import laid_out

    failed = False
    for item in _items(arguments.file):
        if isinstance(item, BadLine):
            failed = True
            _tell_bad(item, arguments.json)
            continue
        verdict = reading.read(item, now=datetime.now(UTC))
        if arguments.json:
            _print_json(verdict_to_json(verdict))
        else:
            print(laid_out(item, verdict), flush=True)
    return int(failed)


def take_in(arguments: argparse.Namespace) -> int:
    """Put articles through the pipeline and print what became of each."""
    from bot.commands.common import settings_of

    settings = settings_of(arguments, level="warning")
    if arguments.history:
        return asyncio.run(_remember(settings))
    return asyncio.run(_take_in(settings, arguments))


async def _remember(settings: Any) -> int:
    """Take in the starter history; what the store knows of it already is left as it is."""
    from bot.app import opened_store, remember

    async with opened_store(settings) as store:
        print(f"{await remember(store, only_first=False)} reports of past visits taken in")
    return 0


async def _take_in(settings: Any, arguments: argparse.Namespace) -> int:
    from bot.app import opened_store
    from bot.intake import Intake

    failed = False
    archive = _Archive(arguments.file) if _is_watched(arguments) else None
    async with opened_store(settings) as store:
        intake = Intake(store)
        for item in _items(arguments.file, lines_only=True):
            taken = await _taken_in(intake, item, arguments)
            failed |= taken is None
            if archive is not None:
                archive.add(taken)
            elif taken is not None:
                _tell_taken(item, taken, arguments.json)
    if archive is not None:
        archive.end()
    return int(failed)


def _is_watched(arguments: argparse.Namespace) -> bool:
    """Who brings in an archive at a terminal wants to see how far it is, and not every line of it."""
    is_archive = arguments.quiet and not arguments.json and arguments.file != "-"
    return is_archive and sys.stdout.isatty()


class _Archive:
    """Tells people how far an archive is, and at its end what was in it."""

    def __init__(self, name: str) -> None:
        self._bar = Bar(_lines(name), sys.stderr)
        self._tally: Counter[str] = Counter(articles=0)

    def add(self, taken: Any) -> None:
        self._tally.update(
            ("failed",) if taken is None else ("articles", *(kind for _, kind in taken.visits))
        )
        self._bar.advance(" ".join(f"{kind} {number}" for kind, number in self._tally.items()))

    def end(self) -> None:
        self._bar.end()
        print(", ".join(f"{kind} {number}" for kind, number in self._tally.items()))


def _lines(name: str) -> int:
    try:
        with Path(name).open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError as error:
        raise UsageError(f"cannot read {name}: {error.strerror or error}") from error


async def _taken_in(intake: Any, item: Item, arguments: argparse.Namespace) -> Any:
    """Take an article in; None when that failed, which is told."""
    if isinstance(item, BadLine):
        _tell_bad(item, arguments.json)
        return None
    try:
        return await intake.take_in(item, quiet=arguments.quiet)
    except StorageError:
        raise
    except Exception as error:  # one article must not keep the others out
        _tell_bad(BadLine(item.id, 0, f"{type(error).__name__}: {error}"), arguments.json)
        return None


def _tell_taken(item: Any, taken: Any, as_json: bool) -> None:
    if as_json:
        visits = [{"id": id_, "change": change} for id_, change in taken.visits]
        _print_json({"id": taken.id, "label": taken.label, "score": taken.score, "visits": visits})
        return
    changes = ", ".join(f"{change} {id_}" for id_, change in taken.visits)
    arrow = "  → " if changes else ""
    print(f"{taken.label} {taken.score:.2f}  {_name(item)}{arrow}{changes}", flush=True)


def score(arguments: argparse.Namespace) -> int:
    """Measure the reading against a labelled corpus."""
    from bot.scoring import answer

    for line in answer(arguments):
        print(line, flush=True)
    return 0


def _items(name: str, *, lines_only: bool = False) -> Iterator[Item]:
    if name == "-" and sys.stdin.isatty():
        print("visitwire: reading from the keyboard; end with Ctrl-D", file=sys.stderr)
    return read(name, lines_only=lines_only)


def _tell_bad(bad: BadLine, as_json: bool) -> None:
    if as_json:
        _print_json({"id": bad.id, "error": bad.error})
    else:
        where = f"line {bad.line}: " if bad.line else ""
        print(f"visitwire: {where}{bad.error}", file=sys.stderr, flush=True)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _name(article: Article) -> str:
    return article.title or article.url or article.text[:60].replace("\n", " ")
