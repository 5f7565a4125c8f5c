"""Putting notices into the outbox: one row each, the newer in place of the older."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, literal, or_, select, update

from bot.model import Notice, NoticeKind, Visit
from bot.storage import Tx, digests
from bot.storage.schema import messages
from bot.storage.schema import outbox as table
from bot.storage.sql import among, batches, insert, table_of
from bot.storage.types import Moment

# Alerts overtake edits. A reply and the edit before it share a rank, so they keep their order.
_RANKS: dict[NoticeKind, int] = {
    "alert": 1, "edit": 2, "reply": 2, "report": 3, "feeds": 3, "outage": 3, "digest": 3, "alive": 3,
    "post": 4,
}  # fmt: skip
_APART = timedelta(minutes=10)  # between two silent edits of one message
_Groups = dict[Notice, list[int]]  # the same notice but for its chat -> chats


async def put(tx: Tx, notices: Sequence[Notice], *, now: datetime) -> int:
    """Queue notices and give how many rows are new; the same notice twice is one row, and a line waits.

    A newer revision takes the place of a waiting older one of the same chat, visit and kind, and keeps its
    place in the queue; a reply goes on telling what is new since the revision that the older one began with.
    An edit or reply for a chat whose alert still waits only renews that alert. A silent edit waits until ten
    minutes after the last change of its message.
    """
    new = 0
    for notice, chat_ids in _grouped(notices).items():
        for chats in batches(chat_ids):
            if notice.kind == "line":
                new += await digests.gather(tx, notice.visit_id, chats)
                continue
            if notice.kind in ("edit", "reply"):
                done = await _renewed(tx, "alert", notice, chats)
                done |= await _renewed(tx, notice.kind, notice, chats, None if notice.silent else now)
                chats = [chat for chat in chats if chat not in done]
            new += await _insert(tx, notice, await _due_times(tx, notice, chats, now), now)
    return new


async def told_of(tx: Tx, visit_id: str, chats: Sequence[int]) -> set[int]:
    """Say which of these chats have a card of the visit, or an alert of it on its way."""
    cards = select(messages.c.chat_id).where(
        messages.c.visit_id == visit_id, messages.c.message_id.is_not(None), messages.c.chat_id.in_(chats)
    )
    waiting = select(table.c.chat_id).where(
        table.c.visit_id == visit_id, table.c.state.in_(["queued", "sending"]), table.c.chat_id.in_(chats)
    )
    return set((await tx.execute(cards.union(waiting))).scalars())


async def redirect(tx: Tx, gone: str, into: Visit, *, now: datetime) -> None:
    """Let alerts of a visit that have not left tell of the one that it is part of now, once to each chat."""
    waiting = (table.c.visit_id == gone, table.c.state == "queued")
    other = table.alias()
    has_it = or_(
        select(messages.c.chat_id)
        .where(messages.c.visit_id == into.id, messages.c.chat_id == table.c.chat_id)
        .exists(),
        select(other.c.id).where(other.c.visit_id == into.id, other.c.chat_id == table.c.chat_id).exists(),
    )
    alerts = (*waiting, table.c.kind == "alert", ~has_it)
    await tx.execute(update(table).where(*alerts).values(visit_id=into.id, revision=into.revision))
    end = {"state": "cancelled", "reason": "the visit is part of another", "ended_at": now}
    await tx.execute(update(table).where(*waiting).values(end))


def _grouped(notices: Sequence[Notice]) -> _Groups:
    groups: _Groups = defaultdict(list)
    for notice in notices:
        groups[replace(notice, chat_id=0)].append(notice.chat_id)
    return groups


async def _renewed(
    tx: Tx, kind: NoticeKind, notice: Notice, chats: Sequence[int], hurry: datetime | None = None
) -> set[int]:
    """Raise the waiting rows of these chats to the notice's revision, with `hurry` make them loud and due."""
    newest = case((table.c.revision < notice.revision, notice.revision), else_=table.c.revision)
    values: dict[str, Any] = {"revision": newest}
    if hurry is not None:
        sooner = case((table.c.put_off, table.c.due_at), else_=literal(hurry, Moment()))
        values |= {"silent": False, "due_at": sooner}
    raised = (
        update(table)
        .where(
            table.c.visit_id == notice.visit_id,
            table.c.kind == kind,
            table.c.ended_at.is_(None),
            table.c.state == "queued",
            among(tx, table.c.chat_id, chats),
        )
        .values(values)
    )
    return set((await tx.execute(raised.returning(table.c.chat_id))).scalars())


async def _due_times(tx: Tx, notice: Notice, chats: Sequence[int], now: datetime) -> dict[int, datetime]:
    """Say when each row is due; a message under way changes now, so what is silent waits from now on."""
    if not (notice.kind == "edit" and notice.silent):
        return dict.fromkeys(chats, now)
    due = dict.fromkeys(chats, now + _APART)
    leaving = select(table.c.chat_id).where(
        table.c.visit_id == notice.visit_id, table.c.kind != "reply", table.c.state == "sending"
    )
    changed = select(messages.c.chat_id, messages.c.sent_at).where(
        messages.c.visit_id == notice.visit_id,
        messages.c.chat_id.not_in(leaving),
        among(tx, messages.c.chat_id, chats),
    )
    return due | {row.chat_id: max(now, row.sent_at + _APART) for row in await tx.execute(changed)}


async def _insert(tx: Tx, notice: Notice, due: dict[int, datetime], now: datetime) -> int:
    """Make a row for each of these chats in one statement; gives how many there were not yet."""
    if not due:
        return 0
    same = {
        "visit_id": notice.visit_id,
        "revision": notice.revision,
        "kind": notice.kind,
        "silent": notice.silent,
        "since": notice.since,
        "thread_id": notice.thread,
        "rank": _RANKS[notice.kind],
        "state": "queued",
        "attempts": 0,
        "claims": 0,
        "again": False,
        "put_off": False,
        "queued_at": now,
    }
    chat_id, due_at, each = table_of(tx, due)
    values = [literal(value, table.c[name].type) for name, value in same.items()]
    rows = select(chat_id, due_at, *values).select_from(each).where(chat_id.is_not(None))
    statement = insert(tx, table).from_select(["chat_id", "due_at", *same], rows)
    key = ["chat_id", "visit_id", "revision", "kind"]
    return (await tx.execute(statement.on_conflict_do_nothing(index_elements=key))).rowcount
