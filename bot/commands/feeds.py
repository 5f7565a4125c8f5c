"""`feeds list|check|add|remove|enable|disable`: looks after feeds.toml and what is known of each feed."""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.commands import feedlist
from bot.commands.checking import checked
from bot.commands.common import load_feeds, settings_and_feeds, settings_of
from bot.commands.feedhealth import TROUBLED, by_need, in_all, listing, to_json
from bot.commands.feedreport import GATHERED, overview, screen
from bot.commands.guessing import free_name, guessed
from bot.commands.rewriting import rewrite
from bot.errors import StorageError, UsageError
from bot.feeds.catalogue import from_values
from bot.feeds.check import Report
from bot.feedstate import FeedState
from bot.health import health
from bot.links import canonical
from bot.model import Feed
from bot.settings import Settings
from bot.storage import Store
from bot.storage import feeds as feed_states

_SCREENS = 3  # feeds that get a screen each; more get a line each


def list_feeds(arguments: argparse.Namespace) -> int:
    """Print how each feed does, those in need of a hand first; status 0 also when some are failing."""
    settings, feeds = settings_and_feeds(arguments, level="error")
    states = asyncio.run(_states(settings))
    now = datetime.now(UTC)
    known = [health(feed, states.get(feed.name), now) for feed in feeds]
    lines = [one for one in by_need(known) if not arguments.failing or one.standing in TROUBLED]
    if arguments.json:
        for line in lines:
            print(json.dumps(to_json(line), ensure_ascii=False))
    else:
        print("\n".join((*listing(lines, now, shutil.get_terminal_size().columns), *in_all(known))))
    return 0


async def _states(settings: Settings) -> Mapping[str, FeedState]:
    async with _known_store(settings) as store:
        if store is None:
            return {}
        async with store.reading() as tx:
            return await feed_states.states(tx)


@asynccontextmanager
async def _known_store(settings: Settings) -> AsyncIterator[Store | None]:
    """Open the store as it is; None before the first run, when feeds can be looked after all the same."""
    store = Store.at(settings.database.url)
    try:
        try:
            await store.check(thorough=False)
        except StorageError:
            yield None
        else:
            yield store
    finally:
        await store.close()


def check(arguments: argparse.Namespace) -> int:
    """Say what feeds give; status 1 when one of them gives nothing."""
    settings = settings_of(arguments, level="error")
    feeds = _to_check(settings, arguments.feeds)
    if arguments.user_agent:
        feeds = [replace(feed, user_agent=arguments.user_agent) for feed in feeds]
    is_screen = bool(arguments.feeds) and len(feeds) <= _SCREENS
    reports = asyncio.run(checked(settings, feeds, thorough=is_screen))
    columns = shutil.get_terminal_size().columns
    if is_screen:
        print("\n\n".join(screen(one, feed, columns) for feed, one in zip(feeds, reports, strict=True)))
    else:
        print("\n".join(overview(list(zip(feeds, reports, strict=True)), columns)))
    return int(not all(report.is_usable for report in reports))


def _to_check(settings: Settings, wanted: Sequence[str]) -> list[Feed]:
    """Take addresses as they are and look names up; without either, every feed that is polled."""
    if wanted and all("://" in word for word in wanted):
        return [Feed("", word) for word in wanted]
    known = {feed.name: feed for feed in load_feeds(settings)}
    for word in wanted:
        if "://" not in word and word not in known:
            raise UsageError(f"there is no feed {word!r}; give an address, or a name of visitwire feeds list")
    every = [feed for feed in known.values() if feed.enabled]
    return [known.get(word) or Feed("", word) for word in wanted] or every


def add(arguments: argparse.Namespace) -> int:
    """Append a feed to feeds.toml, if it gives anything; of a web page, the feed that it names."""
    settings = settings_of(arguments, level="error")
    known = load_feeds(settings)
    url = arguments.url if "://" in arguments.url else f"https://{arguments.url}"
    _refuse_twin(known, "url", url, canonical)
    if arguments.name:
        _refuse_twin(known, "name", arguments.name, str.casefold)
    wanted = _wanted(arguments, url)
    report = asyncio.run(_found(settings, wanted))
    if not report.is_usable:
        print(screen(report, wanted, shutil.get_terminal_size().columns))
        print("not added")
        return 1
    feed = guessed(report, wanted)
    _refuse_twin(known, "url", feed.url, canonical)
    feed = replace(feed, name=free_name(feed, {one.name.casefold() for one in known}))
    rewrite(settings, lambda text: feedlist.added(text, [feed]))
    if feed.url != arguments.url:
        print(f"took {feed.url}")
    if feed.kind != wanted.kind:
        print(GATHERED)
    print(f"{feedlist.table(feed)}\n")
    print(f"added to {settings.feeds.file}; a running bot takes it up within a minute: its news of today")
    print("will be the baseline, and alerts begin with what comes after")
    return 0


def _wanted(arguments: argparse.Namespace, url: str) -> Feed:
    """Make a feed of what was given; UsageError with all that is wrong with it."""
    asked = {key: getattr(arguments, key) for key in ("country", "language", "user_agent")}
    settings = {key: value for key, value in asked.items() if value}
    feed = from_values({"name": arguments.name or "new", "url": url, **settings})
    if not isinstance(feed, Feed):
        raise UsageError("\n".join(feed))
    return replace(feed, name=arguments.name or "")


async def _found(settings: Settings, feed: Feed) -> Report:
    """Look at an address, and where it is a web page at the feeds that it names, until one gives anything."""
    (first,) = await checked(settings, [feed])
    for other in first.other_feeds:
        (report,) = await checked(settings, [replace(feed, url=other)])
        if report.is_usable:
            return report
    return first


def _refuse_twin(known: Sequence[Feed], key: str, value: str, level: Callable[[str], str]) -> None:
    for feed in known:
        if level(getattr(feed, key)) == level(value):
            raise UsageError(f"{feed.name} ({feed.url}) is in the list already; see visitwire feeds list")


def remove(arguments: argparse.Namespace) -> int:
    """Take a feed out of feeds.toml."""
    return _change(arguments, feedlist.removed, "removed")


def enable(arguments: argparse.Namespace) -> int:
    """Poll a feed again, also one that its publisher had ended."""
    status = _change(arguments, lambda text, name: feedlist.switched(text, name, on=True), "enabled")
    asyncio.run(_resume(settings_of(arguments, level="error"), arguments.name))
    return status


async def _resume(settings: Settings, name: str) -> None:
    async with _known_store(settings) as store:
        if store is not None:
            async with store.writing() as tx:
                await feed_states.resume(tx, name)


def disable(arguments: argparse.Namespace) -> int:
    """Poll a feed no more."""
    return _change(arguments, lambda text, name: feedlist.switched(text, name, on=False), "disabled")


def _change(arguments: argparse.Namespace, change: feedlist.Change, done: str) -> int:
    settings = settings_of(arguments, level="error")
    if arguments.name not in {feed.name for feed in load_feeds(settings)}:
        raise UsageError(f"there is no feed {arguments.name!r}; see visitwire feeds list")
    rewrite(settings, lambda text: change(text, arguments.name))
    print(f"{done} {arguments.name}; a running bot takes it up within a minute")
    return 0
