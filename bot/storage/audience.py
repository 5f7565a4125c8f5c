"""Who waits for a visit: its subscribers, page by page, put together by what they wish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Select, Text, bindparam, select

from bot.storage import Tx
from bot.storage.schema import chats, messages, outbox
from bot.storage.schema import subscriptions as table
from bot.storage.showing import there, under_way
from bot.storage.sql import pages
from bot.wishes import Wish, filters_of, habits_of

Audience = Mapping[Wish, Sequence[int]]


async def subscribers(
    tx: Tx, subjects: Collection[str], *, without: str | None = None, filtered: bool = False
) -> AsyncIterator[Audience]:
    """Give page by page which chats subscribe to one of these subjects, and what they wish.

    Every unpaused chat, once for each subscription, who came first goes first; not those where the visit
    `without` has a card already or an alert under way; `filtered`: only subscriptions with filters.
    Who is given stays until the transaction ends.
    """
    asked = _asked(leaves_out=without is not None, filtered=filtered)
    async for page in pages(tx, asked, {"subjects": list(subjects), "visit": without}):
        found: dict[Wish, list[int]] = defaultdict(list)
        same: dict[tuple[object, ...], list[int]] = {}
        for chat_id, *said in page:
            chat_ids = same.get(key := tuple(said))
            if chat_ids is None:
                chat_ids = same[key] = found[_wish(*key)]
            chat_ids.append(chat_id)
        yield found


@cache
def _asked(*, leaves_out: bool, filtered: bool) -> Select[*tuple[Any, ...]]:
    """Ask once for all visits; to build the statement takes longer than to run it."""
    visit = bindparam("visit", type_=Text)
    asked = (
        select(chats.c.id, table.c.subject, table.c.filters, table.c.thread_id, chats.c.habits)
        .join(table, table.c.chat_id == chats.c.id)
        .where(table.c.subject.in_(bindparam("subjects", expanding=True)), chats.c.paused.is_(None))
        .order_by(chats.c.created_at, chats.c.id, table.c.id)
        .with_for_update(read=True, key_share=True, of=chats)
    )
    if filtered:
        asked = asked.where(table.c.filters.is_not(None))
    if leaves_out:
        asked = asked.where(~there(visit).where(messages.c.chat_id == chats.c.id).exists())
        asked = asked.where(~under_way(visit).where(outbox.c.chat_id == chats.c.id).exists())
    return asked


@lru_cache(maxsize=4096)
def _wish(subject: str, filters: str | None, thread: int | None, habits: str | None) -> Wish:
    return Wish(subject, filters_of(filters), habits_of(habits).mode, thread)
