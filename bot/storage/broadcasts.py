"""What operators have to say to every chat: a draft, its way into the outbox page by page, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from bot.model import Notice
from bot.storage import Tx
from bot.storage.queueing import put
from bot.storage.schema import broadcasts as table
from bot.storage.schema import chats, outbox
from bot.storage.sql import AnyRow

_DRAFTED_FOR = timedelta(hours=1)
_PAGE = 2000  # chats in one transaction: some twenty milliseconds


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is, in chats."""

    made_at: datetime
    sent: int
    waiting: int
    failed: int


async def draft(tx: Tx, operator: int, html: str, language: str | None, now: datetime) -> int:
    """Keep a draft of an operator whose chat is known, and give its number; no language: for every chat."""
    values = {"chat_id": operator, "html": html, "language": language, "made_at": now, "state": "draft"}
    number: int = (await tx.execute(table.insert().values(values).returning(table.c.id))).scalar_one()
    return number


async def reach(tx: Tx, language: str | None, behind: int | None = None) -> int:
    """Count the chats that a broadcast in this language still reaches behind one of them."""
    asked = select(func.count()).select_from(chats).where(chats.c.paused.is_(None))
    if language is not None:
        asked = asked.where(chats.c.language == language)
    if behind is not None:
        asked = asked.where(chats.c.id > behind)
    return (await tx.execute(asked)).scalar_one()


async def release(tx: Tx, number: int, operator: int, now: datetime) -> int | None:
    """Let a draft of this operator go, once and within an hour; gives how many chats it reaches."""
    this = (table.c.id == number, table.c.chat_id == operator, table.c.state == "draft")
    young = table.c.made_at > now - _DRAFTED_FOR
    going = update(table).where(*this, young).values(state="going").returning(table.c.language)
    row = (await tx.execute(going)).one_or_none()
    return None if row is None else await reach(tx, row.language)


async def discard(tx: Tx, number: int, operator: int) -> bool:
    """Throw a draft of this operator away; False where there is none."""
    this = (table.c.id == number, table.c.chat_id == operator, table.c.state == "draft")
    return (await tx.execute(delete(table).where(*this))).rowcount > 0


async def is_any_going(tx: Tx) -> bool:
    """Say whether any broadcast is still to be queued for somebody."""
    return (await tx.execute(select(table.c.id).where(table.c.state == "going").limit(1))).first() is not None


async def queue_page(tx: Tx, now: datetime) -> bool:
    """Queue a broadcast for the next chats, together with the note how far it is; False when none is left.

    Whoever dies in between goes on where the last page ended. No two processes queue one broadcast at once.
    """
    asked = select(table).where(table.c.state == "going").order_by(table.c.id).limit(1)
    one = (await tx.execute(asked.with_for_update(skip_locked=True))).one_or_none()
    if one is None:
        return False
    found = await _next_chats(tx, one)
    await put(tx, [Notice(chat, "", one.id, "post", silent=True) for chat in found], now=now)
    so_far = {"place": found[-1]} if found else {"state": "queued"}
    await tx.execute(update(table).where(table.c.id == one.id).values(so_far))
    return True


async def _next_chats(tx: Tx, one: AnyRow) -> Sequence[int]:
    asked = select(chats.c.id).where(chats.c.paused.is_(None)).order_by(chats.c.id).limit(_PAGE)
    if one.place is not None:
        asked = asked.where(chats.c.id > one.place)
    if one.language is not None:
        asked = asked.where(chats.c.language == one.language)
    return (await tx.execute(asked.with_for_update(read=True, key_share=True))).scalars().all()


async def html(tx: Tx, number: int) -> str | None:
    """Give what a broadcast says; None where its operator has been forgotten."""
    return (await tx.execute(select(table.c.html).where(table.c.id == number))).scalar_one_or_none()


async def progress(tx: Tx) -> Progress | None:
    """Say how far the newest broadcast is; None where none was sent. A chat that left counts as failed."""
    newest = select(table).where(table.c.state != "draft").order_by(table.c.id.desc()).limit(1)
    one = (await tx.execute(newest)).one_or_none()
    if one is None:
        return None
    rows = (outbox.c.visit_id == "", outbox.c.kind == "post", outbox.c.revision == one.id)
    counted = await tx.execute(select(outbox.c.state, func.count()).where(*rows).group_by(outbox.c.state))
    states = {row[0]: row[1] for row in counted}
    waiting = states.pop("queued", 0) + states.pop("sending", 0)
    if one.state == "going":
        waiting += await reach(tx, one.language, one.place)
    return Progress(one.made_at, states.pop("sent", 0), waiting, sum(states.values()))


async def forget(tx: Tx, now: datetime, before: datetime) -> None:
    """Forget drafts that nobody may send any more, and what was sent before then."""
    drafts = (table.c.state == "draft", table.c.made_at < now - _DRAFTED_FOR)
    await tx.execute(delete(table).where(*drafts))
    row = select(outbox.c.id).where(
        outbox.c.visit_id == "", outbox.c.kind == "post", outbox.c.revision == table.c.id
    )
    await tx.execute(delete(table).where(table.c.made_at < before, ~row.exists()))
