"""`fix`: an operator's corrections on the command line; those of the chat do the same."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.commands.common import settings_of
from bot.commands.formats import when
from bot.correcting import Answer, Corrector
from bot.decisions import Cannot, Correction, Done, Waiting
from bot.errors import UsageError, VisitwireError
from bot.fixing import FIELDS, value_of
from bot.model import Visit
from bot.renderer.review import changed, refusal
from bot.storage import Store, corrections, reports, visits

_LISTED = 1000  # that wait; whoever has more begins with these


def reject(arguments: argparse.Namespace) -> int:
    """Call a visit a false alarm."""
    return _correct(arguments, lambda corrector, by: corrector.reject(arguments.visit, by=by))


def accept(arguments: argparse.Namespace) -> int:
    """Show a held visit."""
    return _correct(arguments, lambda corrector, by: corrector.accept(arguments.visit, by=by))


def keep(arguments: argparse.Namespace) -> int:
    """Settle the reports of a visit that is right."""
    return _correct(arguments, lambda corrector, _: corrector.keep(arguments.visit))


def set_field(arguments: argparse.Namespace) -> int:
    """Set one field."""
    value = " ".join(arguments.value)
    return _correct(
        arguments, lambda corrector, by: corrector.fix(arguments.visit, arguments.field, value, by=by)
    )


def merge(arguments: argparse.Namespace) -> int:
    """Make a visit part of another."""
    return _correct(arguments, lambda corrector, by: corrector.merge(arguments.visit, arguments.other, by=by))


def split(arguments: argparse.Namespace) -> int:
    """Let some sources tell of a visit of their own."""
    return _correct(
        arguments, lambda corrector, by: corrector.split(arguments.visit, arguments.numbers, by=by)
    )


def undo(arguments: argparse.Namespace) -> int:
    """Take the last correction back."""
    return _correct(arguments, lambda corrector, _: corrector.undo(arguments.visit))


def show(arguments: argparse.Namespace) -> int:
    """Print the fields and sources of a visit, and all that was ever decided about it."""
    asyncio.run(_show(arguments))
    return 0


def waiting(arguments: argparse.Namespace) -> int:
    """Print what waits for an operator."""
    asyncio.run(_list(arguments))
    return 0


def _correct(arguments: argparse.Namespace, ask: Callable[[Corrector, str], Awaitable[Answer]]) -> int:
    done = asyncio.run(_asked(arguments, ask))
    for line in _told(done):
        print(line)
    return 0


async def _asked(arguments: argparse.Namespace, ask: Callable[[Corrector, str], Awaitable[Answer]]) -> Done:
    async with _opened(arguments) as (store, operators):
        answer = await ask(Corrector(store, operators), f"command line, {getpass.getuser()}")
    if isinstance(answer, Cannot):
        wrong = UsageError if answer.why in ("value", "source", "whole", "itself") else VisitwireError
        raise wrong(refusal(answer, "en"))
    return answer


@asynccontextmanager
async def _opened(arguments: argparse.Namespace) -> AsyncIterator[tuple[Store, frozenset[int]]]:
    settings = settings_of(arguments, level="warning")
    store = Store.at(settings.database.url)
    try:
        await store.check(thorough=False)
        yield store, settings.telegram.operators
    finally:
        await store.close()


def _told(done: Done) -> list[str]:
    lines = [f"{name}: {old} → {new}" for name, old, new in changed(done)]
    one, other = done.after, done.other
    if other is not None:
        lines.append(f"{other.id}: {other.state}{f' into {other.into}' if other.into else ''}")
    sources = f"{len(one.sources)} source{'s' if len(one.sources) != 1 else ''}"
    return [*lines, f"{one.id}: {one.state}, {sources}"]


async def _show(arguments: argparse.Namespace) -> None:
    async with _opened(arguments) as (store, _), store.reading() as tx:
        visit = await visits.get(tx, arguments.visit)
        log = await corrections.log(tx, arguments.visit)
    if visit is None:
        raise VisitwireError(refusal(Cannot("unknown", arguments.visit), "en"))
    print(f"{visit.id}: {visit.state}{f' into {visit.into}' if visit.into else ''}")
    for name in FIELDS:
        print(f"  {name:<26} {value_of(visit.record, name)}")
    for number, source in enumerate(visit.sources, 1):
        print(f"  source {number}: {source.url or source.title}")
    for one in log:
        print(f"  {_decided(one)}")


def _decided(one: Correction) -> str:
    known = ("field", "value", "other")
    detail = " ".join(_plain(one.detail[name]) for name in known if name in one.detail)
    undone = f", undone {one.undone_at:%Y-%m-%d %H:%M}" if one.undone_at else ""
    return f"{one.made_at:%Y-%m-%d %H:%M} {one.kind} {detail} ({one.made_by}{undone})".replace("  ", " ")


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def _list(arguments: argparse.Namespace) -> None:
    async with _opened(arguments) as (store, _), store.reading() as tx:
        found = await reports.waiting(tx, _LISTED)
        number = await reports.number_waiting(tx)
    for one in found:
        print(_line(one))
    if not found:
        print("Nothing waits.")
    elif number > len(found):
        print(f"… and {number - len(found)} more")


def _line(one: Waiting) -> str:
    visit: Visit = one.visit
    record = visit.record
    said = ", ".join(f"{kind.replace('_', ' ')} {n}" for kind, n in sorted(one.reports.items()))
    why = said or visit.state
    places = f"{record.visitor.country or '?'} → {record.host.country or '?'}"
    title = visit.sources[0].title if visit.sources else ""
    return f"{visit.id}  {why}  {places}  {when(visit)}  {title}".rstrip()
