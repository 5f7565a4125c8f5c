"""Chats and what they subscribe to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Update, delete, select, tuple_, update

from bot.errors import StorageError
from bot.model import Chat, Subscription
from bot.storage import Tx
from bot.storage.schema import chats, messages, outbox, reports
from bot.storage.schema import subscriptions as table
from bot.storage.showing import there, under_way
from bot.storage.sql import AnyRow, insert, pages


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


async def forget(tx: Tx, chat_id: int) -> None:
    """Erase the chat, its subscriptions, what waits for it and what it was shown and said of visits."""
    for owned in (outbox, messages, reports, table):
        await tx.execute(delete(owned).where(owned.c.chat_id == chat_id))
    await tx.execute(delete(chats).where(chats.c.id == chat_id))


async def move(tx: Tx, old: int, new: int) -> None:
    """Re-key a chat whose group became a supergroup; doing it again does nothing.

    Where the new one is known already, subscriptions and waiting alerts of the old one join it. Messages of
    the old group are out of reach, so what waits to edit them ends.
    """
    await tx.execute(_cancelled(old, "the chat has moved").where(outbox.c.kind != "alert"))
    await tx.execute(update(messages).where(messages.c.chat_id == old).values(message_id=None))
    if await get(tx, new) is None:
        # Everything that points at the chat follows by ON UPDATE CASCADE.
        await tx.execute(update(chats).where(chats.c.id == old).values(id=new, type="supergroup"))
        return
    for subscription in await subscriptions(tx, old):
        await subscribe(tx, new, subscription.countries)
    theirs = outbox.alias()
    taken = select(theirs.c.id).where(
        theirs.c.chat_id == new,
        theirs.c.visit_id == outbox.c.visit_id,
        theirs.c.kind == outbox.c.kind,
    )
    joins = update(outbox).where(outbox.c.chat_id == old, ~taken.exists()).values(chat_id=new)
    await tx.execute(joins)
    await forget(tx, old)


async def subscriptions(tx: Tx, chat_id: int) -> list[Subscription]:
    """List the chat's subscriptions: everything first, then countries, then pairs."""
    found = await tx.execute(select(table).where(table.c.chat_id == chat_id))
    return sorted(map(_subscription, found), key=lambda one: (len(one.countries), one.countries))


async def subscribe(tx: Tx, chat_id: int, countries: Sequence[str]) -> tuple[Subscription, bool]:
    """Subscribe a known chat to everything (no country), a country or a pair; True when that is new."""
    a, b = _key(countries)
    values = {"chat_id": chat_id, "a": a, "b": b, "created_at": datetime.now(UTC)}
    statement = insert(tx, table).values(values).on_conflict_do_nothing(index_elements=["chat_id", "a", "b"])
    made = (await tx.execute(statement.returning(table.c.id))).one_or_none() is not None
    asked = select(table).where(table.c.chat_id == chat_id, table.c.a == a, table.c.b == b)
    return _subscription((await tx.execute(asked)).one()), made


async def unsubscribe(tx: Tx, chat_id: int, countries: Sequence[str] | None) -> int:
    """End the one subscription to exactly these countries, or with None all of them; gives how many."""
    statement = delete(table).where(table.c.chat_id == chat_id)
    if countries is not None:
        a, b = _key(countries)
        statement = statement.where(table.c.a == a, table.c.b == b)
    return (await tx.execute(statement)).rowcount


async def subscribers(
    tx: Tx, countries: Sequence[str], *, without: str | None = None
) -> AsyncIterator[Sequence[int]]:
    """Give page by page which chats are told of a visit between these two countries.

    Every unpaused chat, once for each subscription, who came first goes first; not those where the visit
    `without` has a card already or an alert under way. Who is given stays until the transaction ends.
    """
    keys = [("", ""), *((country, "") for country in countries), _key(countries)]
    asked = (
        select(chats.c.id)
        .join(table, table.c.chat_id == chats.c.id)
        .where(tuple_(table.c.a, table.c.b).in_(keys), chats.c.paused.is_(None))
        .order_by(chats.c.created_at, chats.c.id, table.c.id)
        .with_for_update(read=True, key_share=True, of=chats)
    )
    if without is not None:
        asked = asked.where(~there(without).where(messages.c.chat_id == chats.c.id).exists())
        asked = asked.where(~under_way(without).where(outbox.c.chat_id == chats.c.id).exists())
    async for page in pages(tx, asked):
        yield [chat_id for (chat_id,) in page]


def _key(countries: Sequence[str]) -> tuple[str, str]:
    """Give the two columns of a subscription; a pair has the order of the alphabet."""
    first, second = (*sorted(set(countries)), "", "")[:2]
    return first, second


def _subscription(row: AnyRow) -> Subscription:
    return Subscription(row.id, row.chat_id, tuple(filter(None, (row.a, row.b))))


def _chat(row: AnyRow) -> Chat:
    return Chat(row.id, row.type, row.language, row.paused)
