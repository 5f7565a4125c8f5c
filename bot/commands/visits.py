"""`visits`: asks the store and writes a table, JSON Lines, CSV or a calendar."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import get_args

from bot import countries, days
from bot.commands import formats
from bot.commands.common import settings_of
from bot.errors import UsageError
from bot.model import Status, Visit
from bot.settings import Settings
from bot.storage import Store
from bot.storage import visits as stored

_PAGE = 500


def visits(arguments: argparse.Namespace) -> int:
    """Print the visits that fit, newest first."""
    question = asked(arguments)
    settings = settings_of(arguments, level="warning")
    asyncio.run(_print(settings, question, arguments.format))
    return 0


def asked(arguments: argparse.Namespace) -> stored.Filter:
    """Read the question; UsageError tells all its mistakes."""
    mistakes: list[str] = []
    codes = tuple(_country(word, mistakes) for word in arguments.countries)
    start, end = _day(arguments.start, 0, "--from", mistakes), _day(arguments.end, 1, "--to", mistakes)
    known: tuple[Status, ...] = get_args(Status)
    for status in arguments.status or ():
        if status not in known:
            mistakes.append(f"--status {status}: write one of {', '.join(known)}")
    if start and end and start > end:
        mistakes.append(f"--from {arguments.start} is after --to {arguments.end}")
    if mistakes:
        raise UsageError("\n".join(mistakes))
    return stored.Filter(
        codes, len(set(codes)) == 2, start=start, end=end, statuses=tuple(arguments.status or ())
    )


def _country(word: str, mistakes: list[str]) -> str:
    found = countries.lookup(word)
    if len(found) == 1:
        return found[0]
    alike = found or countries.suggest(word)
    named = " or ".join(f"{code} ({countries.name(code, 'en')})" for code in alike[:3])
    hint = f"did you mean {named}?" if named else "no country has this name; write a code such as BH"
    mistakes.append(f"{word}: {hint}")
    return ""


def _day(text: str | None, side: int, option: str, mistakes: list[str]) -> date | None:
    """Read a day, month or year: its first day for `--from`, its last for `--to`."""
    if text is None:
        return None
    try:
        return days.span(text)[side]
    except ValueError:
        mistakes.append(f"{option} {text}: write a day, month or year such as 2026-01-24, 2026-01 or 2026")
        return None


async def _print(settings: Settings, question: stored.Filter, form: str) -> None:
    store = Store.at(settings.database.url)
    try:
        await store.check(thorough=False)
        write = formats.WRITERS[form](sys.stdout)
        async for visit in _found(store, question):
            write.visit(visit)
        write.end()
    finally:
        await store.close()


async def _found(store: Store, question: stored.Filter) -> AsyncIterator[Visit]:
    """Walk through the answer page by page, so that a store of any size fits."""
    last: str | None = None
    async with store.reading() as tx:
        while True:
            page: Sequence[Visit] = await stored.query(tx, question, limit=_PAGE, after=last)
            for visit in page:
                yield visit
            if len(page) < _PAGE:
                return
            last = page[-1].id
