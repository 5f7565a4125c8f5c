"""Chats and what they subscribe to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Update, delete, or_, select, update

from bot.errors import StorageError
from bot.storage import Tx, belongings
from bot.storage.schema import chats, lines, messages, outbox
from bot.storage.schema import subscriptions as table
from bot.storage.sql import AnyRow, insert
from bot.wishes import Chat, Filters, Subject, Subscription, filters_of, habits_of, subject_of, written

# What goes along when a chat moves; the rest is about its old messages.
TRAVELS = ("alert", "digest", "alive", "post")


async def get(tx: Tx, chat_id: int) -> Chat | None:
    """Give one chat; None where it is unknown."""
    row = (await tx.execute(select(chats).where(chats.c.id == chat_id))).one_or_none()
    return None if row is None else _chat(row)


async def ensure(tx: Tx, chat_id: int, type: str, language: str) -> tuple[Chat, bool]:
    """Give the chat, made now (True) when it was unknown; a known one keeps its own language."""
    values = {"id": chat_id, "type": type, "language": language, "created_at": datetime.now(UTC)}
    statement = insert(tx, chats).values(values).on_conflict_do_nothing(index_elements=["id"])
    made = (await tx.execute(statement.returning(chats.c.id))).one_or_none() is not None
    chat = await get(tx, chat_id)
    if chat is None:
        raise StorageError(f"chat {chat_id} could not be kept")
    return chat, made


async def set_language(tx: Tx, chat_id: int, language: str) -> None:
    """Switch the language of all that the chat will be sent."""
    await tx.execute(update(chats).where(chats.c.id == chat_id).values(language=language))


async def pause(tx: Tx, chat_id: int, reason: str) -> None:
    """Send nothing more there and cancel what waits; subscriptions stay."""
    await tx.execute(update(chats).where(chats.c.id == chat_id).values(paused=reason))
    await tx.execute(_cancelled(chat_id, reason))


def _cancelled(chat_id: int, reason: str) -> Update:
    values = {"state": "cancelled", "reason": reason, "ended_at": datetime.now(UTC)}
    return update(outbox).where(outbox.c.chat_id == chat_id, outbox.c.state == "queued").values(values)


async def resume(tx: Tx, chat_id: int) -> bool:
    """Send there again; says whether the chat was paused."""
    statement = update(chats).where(chats.c.id == chat_id, chats.c.paused.is_not(None)).values(paused=None)
    return (await tx.execute(statement)).rowcount > 0


async def move(tx: Tx, old: int, new: int) -> None:
    """Re-key a chat whose group became a supergroup; doing it again does nothing.

    Where the new one is known already, subscriptions and waiting alerts of the old one join it. Messages of
    the old group are out of reach, so what waits to edit them ends.
    """
    await tx.execute(_cancelled(old, "the chat has moved").where(outbox.c.kind.not_in(TRAVELS)))
    await tx.execute(update(messages).where(messages.c.chat_id == old).values(message_id=None))
    if await get(tx, new) is None:
        # Everything that points at the chat follows by ON UPDATE CASCADE.
        await tx.execute(update(chats).where(chats.c.id == old).values(id=new, type="supergroup"))
        return
    for subscription in await subscriptions(tx, old):
        await subscribe(tx, new, subscription.subject, subscription.filters)
    await _move_lines(tx, old, new)
    theirs = outbox.alias()
    taken = select(theirs.c.id).where(
        theirs.c.chat_id == new,
        theirs.c.visit_id == outbox.c.visit_id,
        theirs.c.kind == outbox.c.kind,
    )
    alerts = (outbox.c.chat_id == old, outbox.c.kind == "alert")
    joins = update(outbox).where(*alerts, ~taken.exists()).values(chat_id=new)
    await tx.execute(joins)
    await belongings.erase(tx, old)


async def _move_lines(tx: Tx, old: int, new: int) -> None:
    """Let what the old chat's digests have not told yet wait for the next of the new one."""
    waits = select(outbox.c.revision).where(
        outbox.c.chat_id == old, outbox.c.kind == "digest", outbox.c.state == "queued"
    )
    untold = or_(lines.c.digest.is_(None), lines.c.digest.in_(waits))
    known = lines.alias()
    same = select(known.c.chat_id).where(known.c.chat_id == new, known.c.visit_id == lines.c.visit_id)
    theirs = (lines.c.chat_id == old, untold, ~same.exists())
    await tx.execute(update(lines).where(*theirs).values(chat_id=new, digest=None))


async def subscriptions(tx: Tx, chat_id: int) -> list[Subscription]:
    """List the chat's subscriptions: everything first, then countries, pairs, people and topics."""
    found = await tx.execute(select(table).where(table.c.chat_id == chat_id))
    return sorted(map(_subscription, found), key=lambda one: (len(one.subject.key), one.subject.key))


async def subscription(tx: Tx, chat_id: int, number: int) -> Subscription | None:
    """Give one subscription of the chat; None where it has none of this number."""
    asked = select(table).where(table.c.chat_id == chat_id, table.c.id == number)
    row = (await tx.execute(asked)).one_or_none()
    return None if row is None else _subscription(row)


async def subscribe(
    tx: Tx, chat_id: int, subject: Subject, filters: Filters | None = None, *, thread: int | None = None
) -> tuple[Subscription, bool]:
    """Subscribe a known chat; True when that is new.

    Where it subscribes already, `filters` take the place of what was set, and None leaves them; its alerts
    stand in the topic `thread` from now on.
    """
    values = {
        "chat_id": chat_id,
        "subject": subject.key,
        "person": subject.person or None,
        "filters": written(filters) if filters else None,
        "thread_id": thread,
        "created_at": datetime.now(UTC),
    }
    key = ["chat_id", "subject"]
    statement = insert(tx, table).values(values).on_conflict_do_nothing(index_elements=key)
    made = (await tx.execute(statement.returning(table.c.id))).one_or_none() is not None
    this = (table.c.chat_id == chat_id, table.c.subject == subject.key)
    if not made:
        changed = {"thread_id": thread} | ({"filters": values["filters"]} if filters else {})
        await tx.execute(update(table).where(*this).values(changed))
    return _subscription((await tx.execute(select(table).where(*this))).one()), made


async def filter_by(tx: Tx, one: Subscription) -> None:
    """Keep the filters of a subscription as they are now."""
    await tx.execute(update(table).where(table.c.id == one.id).values(filters=written(one.filters)))


async def unsubscribe(tx: Tx, chat_id: int, subject: Subject | None) -> int:
    """End the subscription to this subject, or with None all of them; gives how many."""
    statement = delete(table).where(table.c.chat_id == chat_id)
    if subject is not None:
        statement = statement.where(table.c.subject == subject.key)
    return (await tx.execute(statement)).rowcount


async def forget_thread(tx: Tx, chat_id: int, thread: int) -> None:
    """Let what stood in a topic of a forum that is no more stand in the general one."""
    for owned in (table, outbox, messages):
        gone = (owned.c.chat_id == chat_id, owned.c.thread_id == thread)
        await tx.execute(update(owned).where(*gone).values(thread_id=None))
    chat = await get(tx, chat_id)
    if chat is not None and chat.habits.thread == thread:
        habits = written(replace(chat.habits, thread=None))
        await tx.execute(update(chats).where(chats.c.id == chat_id).values(habits=habits))


def _subscription(row: AnyRow) -> Subscription:
    subject = subject_of(row.subject, row.person)
    return Subscription(row.id, row.chat_id, subject, filters_of(row.filters), row.thread_id)


def _chat(row: AnyRow) -> Chat:
    return Chat(row.id, row.type, row.language, row.paused, habits_of(row.habits))
