"""`feeds import|export`: the list of feeds from and to other readers, as OPML."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bot.commands import feedlist
from bot.commands.checking import checked
from bot.commands.common import load_feeds, settings_of
from bot.commands.guessing import free_name
from bot.commands.rewriting import rewrite
from bot.errors import UsageError
from bot.feeds import opml
from bot.feeds.catalogue import from_values
from bot.feeds.check import Report
from bot.feeds.outline import Refused
from bot.feeds.prescan import MAX_BODY
from bot.links import canonical
from bot.model import Feed
from bot.settings import Settings

_SAID = 300  # characters of what is wrong with one feed


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one feed of the list, and why."""

    line: int
    what: Literal["added", "known", "refused"]
    feed: Feed | None = None
    why: str = ""


def import_feeds(arguments: argparse.Namespace) -> int:
    """Add the feeds of an OPML list to feeds.toml; status 1 when one of them was refused."""
    settings = settings_of(arguments, level="error")
    outlines = _read(arguments.file)
    fates = list(decide(outlines, load_feeds(settings)))
    if arguments.check:
        fates = asyncio.run(_tried(settings, fates))
    new = [fate.feed for fate in fates if fate.feed]
    if new and not arguments.dry_run:
        rewrite(settings, lambda text: feedlist.added(text, new))
    _tell(fates, outlines.broken, would=arguments.dry_run)
    return int(bool(outlines.broken) or any(fate.what == "refused" for fate in fates))


def _read(name: str) -> opml.Outlines:
    try:
        if name == "-":
            body = sys.stdin.buffer.read(MAX_BODY + 1)
        else:
            with Path(name).open("rb") as file:
                body = file.read(MAX_BODY + 1)
        return opml.read(body)
    except OSError as error:
        raise UsageError(f"cannot read {name}: {error.strerror or error}") from error
    except Refused as refused:
        raise UsageError(f"{name}: {str(refused).replace('the feed has', 'the list has')}") from refused


def decide(outlines: opml.Outlines, known: Iterable[Feed]) -> Iterator[Fate]:
    """Say of each feed of a list whether it is new, there already, or cannot be."""
    names = {feed.name.casefold() for feed in known}
    addresses = {canonical(feed.url): feed.name for feed in known}
    for outline in outlines.found:
        feed = from_values(outline.settings)
        if not isinstance(feed, Feed):
            yield Fate(outline.line, "refused", why="; ".join(feed))
        elif there := addresses.get(canonical(feed.url)):
            yield Fate(outline.line, "known", why=f"{feed.name} has the address of {there}")
        else:
            feed = replace(feed, name=free_name(feed, names))
            names.add(feed.name.casefold())
            addresses[canonical(feed.url)] = feed.name
            yield Fate(outline.line, "added", feed)


async def _tried(settings: Settings, fates: Iterable[Fate]) -> list[Fate]:
    """Fetch each feed that would be added; one that gives nothing is refused."""
    decided = list(fates)
    reports = iter(await checked(settings, [fate.feed for fate in decided if fate.feed]))
    return [_judged(fate, next(reports)) if fate.feed else fate for fate in decided]


def _judged(fate: Fate, report: Report) -> Fate:
    if report.is_usable:
        return fate
    return Fate(fate.line, "refused", why=f"{report.url} gives nothing: {report.kind} {report.message}")


def _tell(fates: Sequence[Fate], broken: str, *, would: bool) -> None:
    for fate in fates:
        if fate.why:
            print(f"line {fate.line}: {fate.what}: {fate.why[:_SAID]}")
    if broken:
        print(f"visitwire: the list is broken, what follows could not be read: {broken}", file=sys.stderr)
    counts = Counter(fate.what for fate in fates)
    done = "would be added" if would else "added"
    print(f"{done} {counts['added']}, known already {counts['known']}, refused {counts['refused']}")


def export(arguments: argparse.Namespace) -> int:
    """Write the list of feeds as OPML."""
    text = opml.write(load_feeds(settings_of(arguments, level="error")))
    if arguments.file == "-":
        print(text, end="")
        return 0
    try:
        Path(arguments.file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {arguments.file}: {error.strerror or error}") from error
    return 0
