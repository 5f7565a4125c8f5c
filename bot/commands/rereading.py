"""`reread`: what a better reading would make of the articles in the store; shown first, changed on demand."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from bot import days, history
from bot.app import opened_rereader, opened_store
from bot.commands.common import settings_and_feeds
from bot.commands.progress import Bar
from bot.countries import flag
from bot.errors import UsageError
from bot.model import Feed, Visit
from bot.rederiving import Difference, rederive
from bot.rereading import Notes, Reread
from bot.settings import Settings
from bot.storage import Store, rereads
from bot.storage.rereads import Stored


def reread(arguments: argparse.Namespace) -> int:
    """Read stored articles again and print what that would change; with `--apply` it is changed."""
    settings, feeds = settings_and_feeds(arguments, level="warning")
    return asyncio.run(_reread(settings, feeds, arguments))


async def _reread(settings: Settings, feeds: Sequence[Feed], arguments: argparse.Namespace) -> int:
    notes = Notes(arguments.notes)
    async with opened_store(settings) as store:
        since = _since(arguments.since)
        troubles = await _read(settings, feeds, await _stored(store, since), notes)
        anew = [
            (one, note.verdict, note.shingles)
            for one in await _stored(store, since)  # as it is now, for fetching takes its time
            if (note := notes.known.get(one.key)) and note.verdict
        ]
        found = await rederive(store, anew, apply=arguments.apply, now=datetime.now(UTC))
    if arguments.apply:
        notes.close()
    tell = _tell_json if arguments.json else _tell
    tell(found, troubles, len(anew), is_applied=arguments.apply)
    return 0


async def _stored(store: Store, since: date | None) -> list[Stored]:
    async with store.reading() as tx:
        return await rereads.stored(tx, since=since, besides=history.FEED)


def _since(text: str | None) -> date | None:
    try:
        return None if text is None else days.span(text)[0]
    except ValueError:
        raise UsageError(f"--since cannot be {text!r}; write a day, month or year: 2026-01-24") from None


async def _read(
    settings: Settings, feeds: Sequence[Feed], known: Sequence[Stored], notes: Notes
) -> list[Reread]:
    """Read what the notes do not hold yet, with a progress bar; gives what could not be read."""
    left = [one for one in known if one.key not in notes.known]
    troubles: list[Reread] = []
    bar = Bar(len(left), sys.stderr)

    def on_read(note: Reread) -> None:
        bar.advance(note.url)
        if note.verdict is None:
            troubles.append(note)
        notes.add(note)

    async with opened_rereader(settings, feeds) as rereader:
        await rereader.read(left, on_read)
    bar.end()
    return troubles


def _tell(found: Sequence[Difference], troubles: Sequence[Reread], read: int, *, is_applied: bool) -> None:
    for one in found:
        for line in _lines(one, is_applied=is_applied):
            print(line)
    for trouble in troubles:
        print(f"not read  {trouble.url}  ({trouble.trouble})")
    counts = {kind: sum(1 for one in found if one.kind == kind) for kind in ("new", "dropped", "changed")}
    print(
        f"articles {read} read again, {len(troubles)} not; visits "
        + ", ".join(f"{number} {kind}" for kind, number in counts.items())
    )
    if found and not is_applied:
        print("nothing is changed yet; visitwire reread --apply does what stands here")


def _lines(one: Difference, *, is_applied: bool) -> list[str]:
    visit = one.visit
    name = visit.id if is_applied or one.before is not None else "-" * len(visit.id)
    head = f"{one.kind:<8}  {name}  {_route(visit)}  {visit.record.start or '?'}  {visit.record.status}"
    if one.kind != "changed":
        return [head, *(f"          {source.url}" for source in visit.sources)]
    return [head, *(f"          {path}: {_short(a)} → {_short(b)}" for path, (a, b) in one.fields.items())]


def _route(visit: Visit) -> str:
    home, host = visit.record.visitor.country, visit.record.host.country
    return f"{flag(home)} {home} → {flag(host)} {host}"


def _short(value: object) -> str:
    return "nothing" if value in (None, []) else json.dumps(value, ensure_ascii=False)


def _tell_json(
    found: Sequence[Difference], troubles: Sequence[Reread], read: int, *, is_applied: bool
) -> None:
    for one in found:
        print(json.dumps(_row(one, is_applied=is_applied), ensure_ascii=False))
    for trouble in troubles:
        print(json.dumps({"url": trouble.url, "error": trouble.trouble}, ensure_ascii=False))
    print(json.dumps({"articles": read, "not_read": len(troubles), "applied": is_applied}))


def _row(one: Difference, *, is_applied: bool) -> Mapping[str, object]:
    visit = one.visit
    return {
        "change": one.kind,
        "id": visit.id if is_applied or one.before is not None else None,
        "visitor": visit.record.visitor.country,
        "host": visit.record.host.country,
        "start": visit.record.start,
        "status": visit.record.status,
        "fields": {path: {"before": a, "after": b} for path, (a, b) in one.fields.items()},
        "sources": [source.url for source in visit.sources],
    }
