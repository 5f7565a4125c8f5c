"""`doctor`: looks at everything the bot needs and says what to do about each finding."""

from __future__ import annotations

import argparse
import asyncio

from bot.commands import surroundings
from bot.commands.surroundings import Finding
from bot.errors import SettingsError, UsageError, VisitwireError
from bot.outputs import health
from bot.settings import Settings, examine
from bot.storage import Store, outbox

_LISTED = 100  # rows of the outbox
_CLOCK_MAY_BE_OFF = 120.0  # seconds; a minute or two harms no date of a visit


def doctor(arguments: argparse.Namespace) -> int:
    """Print the findings; status 1 when there is something to do."""
    settings, mistakes = examine(arguments.config)
    findings = [Finding("settings", str(settings.folder))] if not mistakes else []
    findings += [Finding("settings", "mistake", mistake) for mistake in mistakes]
    findings += asyncio.run(_examined(settings))
    for one in findings:
        said = ": ".join(filter(None, (one.fact, one.advice)))
        print(f"{'!!' if one.advice else 'ok'}  {one.subject:<9} {said}")
    return int(any(one.advice for one in findings))


async def _examined(settings: Settings) -> list[Finding]:
    found = [*_feeds(settings), *await _database(settings), *surroundings.disk(settings)]
    return [*found, *surroundings.backups(settings), *await _telegram(settings)]


def _feeds(settings: Settings) -> list[Finding]:
    from bot.commands.common import load_feeds

    try:
        feeds = load_feeds(settings)
    except SettingsError as error:
        return [Finding("feeds", "mistake", mistake) for mistake in error.mistakes]
    polled = sum(feed.enabled for feed in feeds)
    if not polled:
        return [Finding("feeds", "none is polled", "visitwire feeds add URL")]
    return [Finding("feeds", f"{polled} polled, {len(feeds) - polled} disabled ({settings.feeds.file})")]


async def _database(settings: Settings) -> list[Finding]:
    try:
        store = Store.at(settings.database.url)
    except UsageError as error:
        return [Finding("database", "cannot be opened", str(error))]
    try:
        await store.check()
        sound = Finding("database", "sound and up to date")
        waiting = await surroundings.waiting(store, settings)
        return [sound, *await surroundings.troubled(store, settings), *await _outbox(store), *waiting]
    except VisitwireError as error:
        return [Finding("database", "not ready", str(error))]
    finally:
        await store.close()


async def _outbox(store: Store) -> list[Finding]:
    """List what ended badly: dead for a reason, or parked because nobody knows whether it has arrived."""
    async with store.reading() as tx:
        counts, failed = await outbox.tally(tx), await outbox.failed(tx, _LISTED)
    found = [Finding("outbox", f"{counts.get('queued', 0)} to send, {counts.get('sent', 0)} sent")]
    for one in failed:
        notice = one.notice
        what = f"{notice.kind} of visit {notice.visit_id}" if notice.visit_id else notice.kind
        where = f"{one.state}: {what} to chat {notice.chat_id}"
        found.append(Finding("outbox", where, one.reason))
    if (more := counts.get("dead", 0) + counts.get("uncertain", 0) - len(failed)) > 0:
        found.append(Finding("outbox", f"{more} more like these", "the newest are listed"))
    return found


async def _telegram(settings: Settings) -> list[Finding]:
    if settings.telegram.token is None:
        return [
            Finding("telegram", "no token", "set TELEGRAM_BOT_TOKEN (from @BotFather), or use the sandbox")
        ]
    answer = await health.ask(settings.telegram.base_url, settings.telegram.token)
    if answer.problem == "unknown token":
        said = Finding("telegram", "the token is not known", "copy it again from @BotFather")
    elif answer.problem:
        said = Finding("telegram", answer.problem, "check the network and VISITWIRE_TELEGRAM__BASE_URL")
    else:
        said = Finding("telegram", f"the bot is @{answer.username}; {answer.pending} updates wait")
    found = [said, *_clock(answer.clock_off)]
    if answer.webhook:
        advice = "another program uses this token; this one takes the webhook away when it starts"
        return [*found, Finding("telegram", f"a webhook sends updates to {answer.webhook}", advice)]
    return found if answer.problem else [*found, await surroundings.pollers(settings)]


def _clock(off: float | None) -> list[Finding]:
    if off is None:
        return []
    if abs(off) > _CLOCK_MAY_BE_OFF:
        where = "fast" if off > 0 else "slow"
        return [Finding("clock", f"{abs(off):.0f} s {where}", "switch on time synchronisation (NTP)")]
    return [Finding("clock", "right")]
