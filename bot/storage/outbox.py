"""The outbox: what is due to which chat, written with the visit, claimed before it is sent, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, text, true, update

from bot.model import Notice
from bot.storage import Tx
from bot.storage.due import Due
from bot.storage.outcomes import Finished, cancel_behind, finish, finish_many, recover
from bot.storage.queueing import put
from bot.storage.schema import chats, messages
from bot.storage.schema import outbox as table
from bot.storage.showing import shown
from bot.storage.sql import AnyRow, clock
from bot.wishes import Chat, habits_of

__all__ = [
    "Due", "Failed", "Finished", "claim", "failed", "finish", "finish_many", "forget_message", "hasten",
    "put", "recount", "recover", "shown", "tally", "withdraw",
]  # fmt: skip

LEASE = timedelta(seconds=60)
_HOLD_UP = timedelta(minutes=10)  # a row put off for longer lets those behind it pass


@dataclass(frozen=True, slots=True)
class Failed:
    """A row that ended badly, for the operator."""

    id: int
    notice: Notice
    state: str  # dead or uncertain
    reason: str


async def claim(tx: Tx, limit: int, now: datetime, lease: timedelta = LEASE) -> list[Due]:
    """Take what may be sent now: one a chat at most, none to a chat with one under way, alerts first.

    Commit before sending: the rows say 'sending' and the attempt is counted. A row put off blocks those
    behind it in its chat for ten minutes at most, so that the order holds.
    """
    paused = select(chats.c.id).where(chats.c.id == table.c.chat_id, chats.c.paused.is_not(None))
    ready = (
        select(table.c.id)
        .where(table.c.ended_at.is_(None), table.c.state == "queued", table.c.due_at <= now)
        .where(~_has_one_before(now), ~paused.exists())
        .order_by(table.c.rank, table.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("ready")  # PostgreSQL runs this once, and a subquery as often as it likes
    )
    taken = (
        update(table)
        .where(table.c.id.in_(select(ready.c.id)))
        .values(
            state="sending",
            attempts=table.c.attempts + 1,
            claims=table.c.claims + 1,
            lease_until=clock(tx, lease),
        )
        .returning(table.c.id)
    )
    ids = list((await tx.execute(taken)).scalars())
    return await _due(tx, ids) if ids else []


def _has_one_before(now: datetime) -> ColumnElement[bool]:
    """Say that the chat has a row under way, or one that goes first and is due or only put off."""
    other = table.alias()
    goes_first = or_(other.c.rank < table.c.rank, and_(other.c.rank == table.c.rank, other.c.id < table.c.id))
    waits = or_(other.c.due_at <= now, and_(other.c.put_off, other.c.due_at <= now + _HOLD_UP))
    before = or_(other.c.state == "sending", and_(goes_first, waits))
    return (
        select(true())
        .select_from(other)
        .where(
            other.c.chat_id == table.c.chat_id,
            other.c.ended_at.is_(None),
            other.c.id != table.c.id,
            before,
        )
        .correlate(table)
        .exists()
    )


async def _due(tx: Tx, ids: Sequence[int]) -> list[Due]:
    shown_there = and_(messages.c.chat_id == table.c.chat_id, messages.c.visit_id == table.c.visit_id)
    found = await tx.execute(
        select(
            table, chats.c.type, chats.c.language, chats.c.paused, chats.c.habits,
            messages.c.message_id.label("card"), messages.c.rendered, messages.c.thread_id.label("topic"),
        )
        .join(chats, chats.c.id == table.c.chat_id)
        .outerjoin(messages, shown_there)
        .where(table.c.id.in_(ids))
        .order_by(table.c.rank, table.c.id)
    )  # fmt: skip
    return [
        Due(
            id=row.id,
            notice=_notice(row),
            chat=Chat(row.chat_id, row.type, row.language, row.paused, habits_of(row.habits)),
            attempt=row.attempts,
            claim=row.claims,
            again=row.again,
            message_id=row.card,
            rendered=row.rendered,
            thread=row.thread_id or row.topic,
        )
        for row in found
    ]


def _notice(row: AnyRow) -> Notice:
    return Notice(row.chat_id, row.visit_id, row.revision, row.kind, row.silent, row.since, row.thread_id)


async def forget_message(tx: Tx, chat_id: int, visit_id: str, *, now: datetime) -> None:
    """Note that the card can no longer be edited there (deleted, too old); it is not sent again."""
    this = and_(messages.c.chat_id == chat_id, messages.c.visit_id == visit_id)
    await tx.execute(update(messages).where(this).values(message_id=None, rendered=None))
    await cancel_behind(tx, [(chat_id, visit_id)], "the message is gone", now)


async def recount(tx: Tx) -> None:
    """Let a server count its rows anew, after a broadcast was queued: plans for claims go by these counts.

    It does so by itself within a minute or so; with 50,000 rows queued a claim takes 190 ms until then and
    7 ms afterwards, and counting takes 90 ms.
    """
    if tx.dialect.name == "postgresql":
        await tx.execute(text("ANALYZE outbox"))


async def withdraw(tx: Tx, visit_id: str, reason: str, *, now: datetime) -> None:
    """Cancel the alerts and replies about a visit that wait; its edits may go."""
    waiting = and_(table.c.visit_id == visit_id, table.c.state == "queued", table.c.ended_at.is_(None))
    values = {"state": "cancelled", "reason": reason, "ended_at": now}
    await tx.execute(update(table).where(waiting, table.c.kind.in_(["alert", "reply"])).values(values))


async def hasten(tx: Tx, now: datetime, beyond: timedelta) -> int:
    """Let what waits for longer than `beyond` wait no more: such times come from a clock that was wrong."""
    far = and_(table.c.ended_at.is_(None), table.c.state == "queued", table.c.due_at > now + beyond)
    return (await tx.execute(update(table).where(far).values(due_at=now))).rowcount


async def tally(tx: Tx) -> dict[str, int]:
    """Count rows by state."""
    asked = select(table.c.state, func.count().label("number")).group_by(table.c.state)
    return {row.state: row.number for row in await tx.execute(asked)}


async def failed(tx: Tx, limit: int = 100) -> list[Failed]:
    """List rows that ended dead or uncertain, newest first."""
    asked = select(table).where(table.c.state.in_(["dead", "uncertain"])).order_by(table.c.id.desc())
    found = await tx.execute(asked.limit(limit))
    return [Failed(row.id, _notice(row), row.state, row.reason or "") for row in found]
