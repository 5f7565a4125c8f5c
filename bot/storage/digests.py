"""What waits for the next digest of a chat, and what each digest has told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, literal, select, update

from bot.hours import next_digest
from bot.storage import Tx
from bot.storage.schema import chats, lines, outbox, visits
from bot.storage.sql import insert, numbers
from bot.wishes import Chat, Habits, habits_of, written

_LONGEST = timedelta(days=9)  # no digest is further away; what is comes from a clock that was wrong


async def gather(tx: Tx, visit_id: str, chat_ids: Sequence[int]) -> int:
    """Let a visit wait for the next digest of these chats; gives for how many of them it did not yet."""
    chat_id, each = numbers(tx, chat_ids)
    rows = select(chat_id, literal(visit_id)).select_from(each).where(chat_id.is_not(None))
    statement = insert(tx, lines).from_select(["chat_id", "visit_id"], rows)
    again = statement.on_conflict_do_update(
        index_elements=["chat_id", "visit_id"], set_={"digest": None}, where=lines.c.digest.is_not(None)
    )
    return (await tx.execute(again)).rowcount


async def settle(tx: Tx, chat: Chat, habits: Habits, now: datetime) -> None:
    """Keep how a chat wishes to be told; what waits for a digest that will not come, comes now."""
    due = next_digest(habits, now)
    if habits.mode == "instant" and await waiting(tx, chat.id, 1):
        due = now
    values = {"habits": written(habits), "digest_at": due}
    await tx.execute(update(chats).where(chats.c.id == chat.id).values(values))


async def is_any_due(tx: Tx, now: datetime) -> bool:
    """Say whether any chat is to be looked at: one step in an index, for it is asked every second."""
    asked = select(chats.c.id).where(chats.c.digest_at <= now).limit(1)
    return (await tx.execute(asked)).one_or_none() is not None


async def claim(tx: Tx, now: datetime, limit: int) -> list[tuple[Chat, datetime]]:
    """Take chats whose time has come, each with that time, and set their next; no two processes take one."""
    asked = select(chats).where(chats.c.digest_at <= now).order_by(chats.c.digest_at).limit(limit)
    found = (await tx.execute(asked.with_for_update(skip_locked=True))).all()
    taken = []
    for row in found:
        habits = habits_of(row.habits)
        this = update(chats).where(chats.c.id == row.id)
        await tx.execute(this.values(digest_at=next_digest(habits, now)))
        if row.paused is None:
            taken.append((Chat(row.id, row.type, row.language, None, habits), row.digest_at))
    return taken


async def waiting(tx: Tx, chat_id: int, limit: int) -> list[str]:
    """List visits that wait for the chat's next digest, the farthest in time first."""
    asked = (
        select(lines.c.visit_id)
        .join(visits, visits.c.id == lines.c.visit_id)
        .where(lines.c.chat_id == chat_id, lines.c.digest.is_(None))
        .order_by(visits.c.first_day.desc(), visits.c.id)
        .limit(limit)
    )
    return list((await tx.execute(asked)).scalars())


async def number(tx: Tx, chat_id: int, visit_ids: Sequence[str] = ()) -> int:
    """Give the chat's next digest its number, under which it tells of these visits."""
    counted = func.coalesce(chats.c.digests, 0) + 1
    one = update(chats).where(chats.c.id == chat_id).values(digests=counted).returning(chats.c.digests)
    new: int = (await tx.execute(one)).scalar_one()
    told = (lines.c.chat_id == chat_id, lines.c.visit_id.in_(visit_ids))
    await tx.execute(update(lines).where(*told).values(digest=new))
    return new


async def told(tx: Tx, chat_id: int, digest: int) -> list[str]:
    """List the visits that a digest tells of."""
    asked = select(lines.c.visit_id).where(lines.c.chat_id == chat_id, lines.c.digest == digest)
    return list((await tx.execute(asked.order_by(lines.c.visit_id))).scalars())


async def was_told(tx: Tx, chat_id: int, since: datetime) -> bool:
    """Say whether anything about visits was queued for the chat since then."""
    news = outbox.c.kind.in_(["alert", "digest", "alive"])
    asked = select(outbox.c.id).where(outbox.c.chat_id == chat_id, outbox.c.queued_at > since, news).limit(1)
    return (await tx.execute(asked)).one_or_none() is not None


async def hasten(tx: Tx, now: datetime) -> None:
    """Bring near what a wrong clock has put too far off."""
    await tx.execute(update(chats).where(chats.c.digest_at > now + _LONGEST).values(digest_at=now))


async def forget(tx: Tx) -> None:
    """Forget what digests have told whose rows the outbox has forgotten."""
    row = select(outbox.c.id).where(
        outbox.c.chat_id == lines.c.chat_id, outbox.c.kind == "digest", outbox.c.revision == lines.c.digest
    )
    await tx.execute(delete(lines).where(lines.c.digest.is_not(None), ~row.exists()))
