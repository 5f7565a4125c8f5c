"""What corrections and reports put into the outbox, page by page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot import matcher
from bot.days import minute_of
from bot.freshness import is_fresh
from bot.model import Notice, Visit
from bot.storage import Tx, chats, outbox, queueing, reports

_ENOUGH = 50  # reported visits that wait for operators; then /review says more than another message would


async def strike(tx: Tx, visit: Visit, now: datetime) -> None:
    """Let every card of a visit that is not shown any more say so; whoever has none will get none."""
    await outbox.withdraw(tx, visit.id, f"the visit is {visit.state}", now=now)
    await restore(tx, visit, now)


async def restore(tx: Tx, visit: Visit, now: datetime) -> None:
    """Let every card of a visit say what it is now, at once and without a sound, however old the visit."""
    async for shown in outbox.shown(tx, visit.id):
        edits = [Notice(chat, visit.id, visit.revision, "edit") for chat, there in shown.items() if there]
        await outbox.put(tx, edits, now=now)


async def follow(tx: Tx, visit: Visit, now: datetime) -> None:
    """Let the cards that are still edited say what the visit is now, without a sound and without hurry."""
    async for shown in outbox.shown(tx, visit.id):
        await outbox.put(tx, matcher.match("minor", visit, {}, shown, now=now), now=now)


async def hand_over(tx: Tx, part: Visit, whole: Visit, now: datetime) -> None:
    """Strike the cards of a visit that became part of another, whose card its readers get in silence.

    Its alerts that have not left tell of the whole, and what readers report of it is about the whole.
    """
    await queueing.redirect(tx, part.id, whole, now=now)
    await reports.move(tx, part.id, whole.id, now=now)
    if whole.state == "shown" and is_fresh(whole, now):
        known = {chat async for shown in outbox.shown(tx, whole.id) for chat in shown}
        async for shown in outbox.shown(tx, part.id):
            missing = [chat for chat, there in shown.items() if there and chat not in known]
            alerts = [Notice(chat, whole.id, whole.revision, "alert", silent=True) for chat in missing]
            await outbox.put(tx, alerts, now=now)
    await strike(tx, part, now)


async def tell_operators(tx: Tx, visit: Visit, operators: Sequence[int], now: datetime) -> None:
    """Send every operator who can be reached the reported visit, once until somebody has looked at it."""
    if await reports.number_reported(tx) > _ENOUGH:
        return
    looked_at = await reports.closed(tx, visit.id)
    notices = [Notice(chat, visit.id, looked_at, "report") for chat in await _there(tx, operators)]
    await outbox.put(tx, notices, now=now)


async def tell_of_feeds(tx: Tx, operators: Collection[int], now: datetime) -> None:
    """Send operators what was noted of feeds this minute."""
    notices = [Notice(chat, "", minute_of(now), "feeds") for chat in await _there(tx, operators)]
    await outbox.put(tx, notices, now=now)


async def tell_of_outage(
    tx: Tx, operators: Collection[int], began: datetime, ended: datetime | None, now: datetime
) -> None:
    """Send operators that most feeds fail by our fault, or that it is over."""
    since = minute_of(began) if ended else None
    notices = [
        Notice(chat, "", minute_of(ended or began), "outage", since=since)
        for chat in await _there(tx, operators)
    ]
    await outbox.put(tx, notices, now=now)


async def _there(tx: Tx, operators: Iterable[int]) -> list[int]:
    """Give the operators who can be reached."""
    known = [await chats.get(tx, operator) for operator in operators]
    return [chat.id for chat in known if chat is not None and chat.paused is None]
