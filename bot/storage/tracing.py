"""How something came about: what was read in an article, and what a chat was sent of a visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.model import Label
from bot.storage import Tx
from bot.storage.schema import articles, messages, outbox, sightings, subscriptions


@dataclass(frozen=True, slots=True)
class Reading:
    """An article that was read, and the visits it tells of."""

    title: str
    publisher: str | None
    feed: str | None
    seen_at: datetime
    label: Label
    score: float
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of a message about a visit."""

    kind: str
    state: str
    at: datetime  # when it ended, or when it is due
    reason: str | None


async def reading(tx: Tx, key: str) -> Reading | None:
    """Give what was read under a canonical link; None where nothing was."""
    row = (await tx.execute(select(articles).where(articles.c.key == key))).one_or_none()
    if row is None:
        return None
    asked = select(sightings.c.visit_id).where(sightings.c.article_id == row.id)
    told = tuple(dict.fromkeys((await tx.execute(asked.order_by(sightings.c.position))).scalars()))
    return Reading(row.title, row.publisher, row.feed, row.seen_at, row.label, row.score, told)


async def letters(tx: Tx, chat_id: int, visit_id: str) -> list[Letter]:
    """List the messages of a visit to a chat, the oldest first; those of long ago are forgotten."""
    here = (outbox.c.chat_id == chat_id, outbox.c.visit_id == visit_id)
    rows = await tx.execute(select(outbox).where(*here).order_by(outbox.c.id))
    return [Letter(row.kind, row.state, row.ended_at or row.due_at, row.reason) for row in rows]


async def card_sent_at(tx: Tx, chat_id: int, visit_id: str) -> datetime | None:
    """Say when the card that a chat has of a visit was sent or changed last."""
    here = (messages.c.chat_id == chat_id, messages.c.visit_id == visit_id)
    return (await tx.execute(select(messages.c.sent_at).where(*here))).scalar_one_or_none()


async def visit_of(tx: Tx, chat_id: int, message_id: int) -> str | None:
    """Name the visit whose card a message of ours is."""
    here = (messages.c.chat_id == chat_id, messages.c.message_id == message_id)
    return (await tx.execute(select(messages.c.visit_id).where(*here))).scalar_one_or_none()


async def subscribed_at(tx: Tx, chat_id: int) -> Mapping[int, datetime]:
    """Say since when each subscription of a chat stands."""
    asked = select(subscriptions.c.id, subscriptions.c.created_at)
    return {row[0]: row[1] for row in await tx.execute(asked.where(subscriptions.c.chat_id == chat_id))}
