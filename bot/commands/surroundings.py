"""What `doctor` finds around the program: feeds in trouble, disk, backups, others who use the token."""

from __future__ import annotations

import asyncio
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import AlreadyRunning, VisitwireError
from bot.health import Health, health
from bot.outputs import health as telegram
from bot.settings import Settings
from bot.storage import Store, chats, feeds, reports
from bot.storage.feeds import FeedState

_LISTED = 20  # feeds
_FAILURES = 3  # in a row; one or two are the weather of the web
_ROOM = 500e6  # bytes that should be free, or once more what the store takes
_BACKUP_AGE = 2 * 86400.0  # seconds; they are made every day
_LISTEN = 3  # seconds; who polls comes back within one or two when his wait is ended
_LEAD = 1.0  # seconds in which the lead is had where nobody else has it


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` says what to do where it is not well."""

    subject: str
    fact: str
    advice: str = ""


async def troubled(store: Store, settings: Settings) -> list[Finding]:
    """List the feeds that fail, have ended or are silent, those that are in trouble the longest first."""
    from bot.commands.common import load_feeds

    async with store.reading() as tx:
        states = await feeds.states(tx)
    now = datetime.now(UTC)
    seen = [health(feed, states.get(feed.name), now) for feed in load_feeds(settings)]
    bad = [(one.since or now, said) for one in seen if one.state and (said := _trouble(one, one.state))]
    bad.sort(key=lambda pair: pair[0])
    found = [finding for _, finding in bad[:_LISTED]]
    if len(bad) > _LISTED:
        found.append(Finding("feeds", f"{len(bad) - _LISTED} more", "visitwire feeds list shows all"))
    return found


def _trouble(one: Health, state: FeedState) -> Finding | None:
    check = f"try: visitwire feeds check {state.url}"
    last = f"last read {state.last_ok_at:%Y-%m-%d %H:%M} UTC" if state.last_ok_at else "never read"
    match one.standing:
        case "failing" if state.failures >= _FAILURES:
            fact = f"{state.name} has failed {state.failures} times in a row, {last}"
            return Finding("feeds", fact, f"{state.last_error}; {check}")
        case "stopped":
            fact = f"{state.name} was ended by its publisher, {last}"
            return Finding("feeds", fact, "look for its successor, or: visitwire feeds remove")
        case "silent":
            fact = f"{state.name} has brought nothing since {one.since:%Y-%m-%d}, longer than it ever rests"
            return Finding("feeds", fact, check)
    return None


async def waiting(store: Store, settings: Settings) -> list[Finding]:
    """Count the visits that wait for an operator, and name the operators who cannot be told of it."""
    async with store.reading() as tx:
        number = await reports.number_waiting(tx)
        known = {operator: await chats.get(tx, operator) for operator in settings.telegram.operators}
    advice = "visitwire fix list, or /review in the chat" if number else ""
    found = [Finding("review", f"{number} visits wait for an operator", advice)]
    for operator, chat in sorted(known.items()):
        if chat is None or chat.paused is not None:
            fact = f"operator {operator} cannot be told of reports"
            found.append(Finding("review", fact, "this person has to send /start to the bot"))
    return found


def disk(settings: Settings) -> list[Finding]:
    """Say how much room the store's disk has; a server looks after its own."""
    path = Store.at(settings.database.url).path
    if path is None:
        return []
    folder = next(one for one in path.absolute().parents if one.is_dir())
    size = sum(one.stat().st_size for one in folder.glob(f"{path.name}*") if one.is_file())
    free = shutil.disk_usage(folder).free
    fact = f"{free / 1e9:.1f} GB free in {folder}, the store takes {size / 1e6:.1f} MB"
    return [Finding("disk", fact, "make room" if free < max(_ROOM, size) else "")]


def backups(settings: Settings) -> list[Finding]:
    """Say how old the newest backup is, where the folder is known."""
    folder = settings.database.backups
    if folder is None:
        return [Finding("backups", "not looked at; name their folder: VISITWIRE_DATABASE__BACKUPS")]
    files = [one for one in folder.glob("*") if one.is_file()] if folder.is_dir() else []
    if not files:
        return [Finding("backups", f"none in {folder}", f"visitwire backup {folder / 'FILE.db'}")]
    return [_newest(max(files, key=lambda one: one.stat().st_mtime))]


def _newest(file: Path) -> Finding:
    age = time.time() - file.stat().st_mtime
    advice = "make one every day: visitwire backup FILE" if age > _BACKUP_AGE else ""
    return Finding("backups", f"the newest is {file}, {age / 3600:.0f} hours old", advice)


async def pollers(settings: Settings) -> Finding:
    """Say who listens to Telegram with this token; asked only where it cannot be the bot of this store."""
    token = settings.telegram.token
    if token is None or await _has_a_bot(settings.database.url):
        return Finding("telegram", "a bot runs on this store; its log says if another one polls")
    if await telegram.is_polled(settings.telegram.base_url, token, _LISTEN):
        return Finding("telegram", "another program polls with this token", "end it, or get another token")
    return Finding("telegram", "nobody polls with this token")


async def _has_a_bot(url: str) -> bool:
    """Tell whether a bot runs on the store; where that cannot be found out, it may."""
    store = Store.at(url)
    try:
        store.lock()
        lead = store.leadership()
        async with asyncio.timeout(_LEAD):
            await lead.won()
        await lead.resign()
        return False
    except (AlreadyRunning, TimeoutError, VisitwireError):
        return True
    finally:
        await store.close()
