"""Digests: a chat whose hour has come is told in one message what has waited, at times that nothing has."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.hours import is_for_life
from bot.model import Notice, NoticeKind
from bot.storage import Store, Tx, digests, outbox
from bot.wishes import Chat

_AT_ONCE = 100  # chats in one transaction; the rest a second later
_LINES = 20  # of one message: the longest of them fit
_MANY = 200  # visits in one go
_QUIET_FOR = timedelta(days=6, hours=12)  # a sign of life says that a week has brought nothing


async def queue_digests(store: Store, now: datetime) -> int:
    """Queue what is due, each chat's in the transaction that notes it as told; gives how many messages."""
    async with store.reading() as tx:
        if not await digests.is_any_due(tx, now):
            return 0
    async with store.writing() as tx:
        return sum([await _queue(tx, chat, due, now) for chat, due in await digests.claim(tx, now, _AT_ONCE)])


async def _queue(tx: Tx, chat: Chat, due: datetime, now: datetime) -> int:
    waiting = await digests.waiting(tx, chat.id, _MANY)
    for start in range(0, len(waiting), _LINES):
        await _put(
            tx, chat, "digest", await digests.number(tx, chat.id, waiting[start : start + _LINES]), now
        )
    if waiting:
        return -(-len(waiting) // _LINES)
    if is_for_life(chat.habits, due) and not await digests.was_told(tx, chat.id, now - _QUIET_FOR):
        await _put(tx, chat, "alive", await digests.number(tx, chat.id), now)
        return 1
    return 0


async def _put(tx: Tx, chat: Chat, kind: NoticeKind, number: int, now: datetime) -> None:
    await outbox.put(tx, [Notice(chat.id, "", number, kind, thread=chat.habits.thread)], now=now)
