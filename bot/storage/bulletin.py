"""How the program did within the last day, as the store tells it: what was read and sent, and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Table, func, select

from bot.storage import Tx
from bot.storage.overview import Overview, overview
from bot.storage.schema import articles, chats, feeds, outbox

_DAY = timedelta(days=1)
_BACK = 200_000  # rows looked at, the newest: a day has fewer, and a table may have millions


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What came to pass within the last day, and how it stands now."""

    standing: Overview
    feeds: int  # that answered
    polled_at: datetime | None  # when the last of them did
    articles: Mapping[str, int]  # that were read, by label
    messages: Mapping[str, int]  # that came to an end, by state
    chats: int  # that can be reached
    paused: int


async def bulletin(tx: Tx, now: datetime) -> Bulletin:
    """Count what happened within the last day."""
    since = now - _DAY
    polled = select(func.count(), func.max(feeds.c.last_ok_at)).where(feeds.c.last_ok_at > since)
    answered = (await tx.execute(polled)).one()
    people = (await tx.execute(select(func.count(), func.count(chats.c.paused)).select_from(chats))).one()
    read = _newest(articles, select(articles.c.label, func.count())).where(articles.c.seen_at > since)
    ended = _newest(outbox, select(outbox.c.state, func.count())).where(outbox.c.ended_at > since)
    return Bulletin(
        standing=await overview(tx, now),
        feeds=answered[0],
        polled_at=answered[1],
        articles=await _counts(tx, read.group_by(articles.c.label)),
        messages=await _counts(tx, ended.group_by(outbox.c.state)),
        chats=people[0] - people[1],
        paused=people[1],
    )


def _newest(table: Table, asked: Select[Any]) -> Select[Any]:
    return asked.where(table.c.id > select(func.max(table.c.id) - _BACK).scalar_subquery())


async def _counts(tx: Tx, asked: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in await tx.execute(asked)}
