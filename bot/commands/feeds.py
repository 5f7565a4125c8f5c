"""`feeds list|check|add|remove|enable|disable`: looks after feeds.toml and what is known of each feed."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.commands import feedlist
from bot.commands.common import load_feeds, settings_and_feeds, settings_of
from bot.errors import StorageError, UsageError
from bot.feeds.check import Report, format_report
from bot.feeds.check import check as check_feed
from bot.feeds.fetch import Fetcher
from bot.feeds.workers import Workers
from bot.model import Feed
from bot.settings import Settings
from bot.storage import Store
from bot.storage import feeds as feed_states
from bot.storage.feeds import FeedState

_CHECKS_AT_ONCE = 8


def list_feeds(arguments: argparse.Namespace) -> int:
    """Print every feed with its state; status 0 also when some are failing."""
    settings, feeds = settings_and_feeds(arguments, level="error")
    states = asyncio.run(_states(settings))
    now = datetime.now(UTC)
    width = max((len(feed.name) for feed in feeds), default=0)
    for feed in feeds:
        place = "/".join(filter(None, (feed.country, feed.language))) or "-"
        print(f"{feed.name:<{width}}  {place:<5}  {_health(feed, states.get(feed.name), now)}  {feed.url}")
    return 0


async def _states(settings: Settings) -> Mapping[str, FeedState]:
    store = Store.at(settings.database.url)
    try:
        await store.check(thorough=False)
        async with store.reading() as tx:
            return await feed_states.states(tx)
    except StorageError:
        return {}  # before the first run there is no store, and the list is of use all the same
    finally:
        await store.close()


def _health(feed: Feed, state: FeedState | None, now: datetime) -> str:
    if not feed.enabled:
        return "disabled"
    if state is None or (state.last_ok_at is None and not state.failures):
        return "never polled"
    if state.failures:
        return f"failing ×{state.failures}: {state.last_error}"
    minutes = (now - state.last_ok_at).total_seconds() / 60 if state.last_ok_at else 0
    return f"ok {minutes:.0f} min ago"


def check(arguments: argparse.Namespace) -> int:
    """Say what feeds give; status 1 when one of them gives nothing."""
    settings = settings_of(arguments, level="error")
    reports = asyncio.run(_check(settings, _to_check(settings, arguments.feeds)))
    print("\n\n".join(format_report(report) for report in reports))
    return int(not all(report.is_usable for report in reports))


def _to_check(settings: Settings, wanted: Sequence[str]) -> list[Feed]:
    """Take addresses as they are and look names up; without either, every feed."""
    if wanted and all("://" in word for word in wanted):
        return [Feed(word, word) for word in wanted]
    known = {feed.name: feed for feed in load_feeds(settings)}
    for word in wanted:
        if "://" not in word and word not in known:
            raise UsageError(f"there is no feed {word!r}; give an address, or a name of visitwire feeds list")
    return [known.get(word) or Feed(word, word) for word in wanted] or list(known.values())


async def _check(settings: Settings, feeds: Sequence[Feed]) -> list[Report]:
    places = asyncio.Semaphore(_CHECKS_AT_ONCE)
    options = settings.feeds
    fetching = Fetcher(allow_private=options.allow_private_addresses, contact=options.contact)
    async with fetching as fetcher, Workers() as workers:

        async def one(feed: Feed) -> Report:
            async with places:
                return await check_feed(
                    fetcher, workers, feed.url, user_agent=feed.user_agent, kind=feed.kind
                )

        return await asyncio.gather(*(one(feed) for feed in feeds))


def add(arguments: argparse.Namespace) -> int:
    """Append a feed to feeds.toml, if it gives anything."""
    settings = settings_of(arguments, level="error")
    name = arguments.name or (urlsplit(arguments.url).hostname or "").removeprefix("www.")
    if not name:
        raise UsageError(f"{arguments.url} is no address; write it as https://host/path")
    (report,) = asyncio.run(_check(settings, [Feed(name, arguments.url)]))
    if not report.is_usable:
        print(format_report(report))
        return 1
    feed = Feed(name, report.moved_to or arguments.url, arguments.country, arguments.language)
    _rewrite(settings, lambda text: feedlist.added(text, feed))
    print(f"added {name}; its news of today will be the baseline, alerts begin with what comes after")
    return 0


def remove(arguments: argparse.Namespace) -> int:
    """Take a feed out of feeds.toml."""
    return _change(arguments, feedlist.removed, "removed")


def enable(arguments: argparse.Namespace) -> int:
    """Poll a feed again."""
    return _change(arguments, lambda text, name: feedlist.switched(text, name, on=True), "enabled")


def disable(arguments: argparse.Namespace) -> int:
    """Poll a feed no more."""
    return _change(arguments, lambda text, name: feedlist.switched(text, name, on=False), "disabled")


def _change(arguments: argparse.Namespace, change: feedlist.Change, done: str) -> int:
    settings = settings_of(arguments, level="error")
    if arguments.name not in {feed.name for feed in load_feeds(settings)}:
        raise UsageError(f"there is no feed {arguments.name!r}; see visitwire feeds list")
    _rewrite(settings, lambda text: change(text, arguments.name))
    print(f"{done} {arguments.name}; a running bot takes it up at its next start")
    return 0


def _rewrite(settings: Settings, change: feedlist.Rewrite) -> None:
    """Change feeds.toml in one step, and only into one that can be read."""
    from bot.feeds.catalogue import load

    path = settings.feeds.file
    draft = Path(f"{path}.new")
    try:
        draft.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        load(draft)
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be changed: {error.strerror}; is it your own copy?") from error
    finally:
        draft.unlink(missing_ok=True)
