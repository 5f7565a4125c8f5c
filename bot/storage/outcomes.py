"""What becomes of a claimed row of the outbox."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, select, tuple_, update

from bot.outcomes import Gone, Later, Moved, Outcome, Pointless, Refused, Sent, Unknown
from bot.storage import Tx, chats
from bot.storage.due import Due
from bot.storage.schema import messages
from bot.storage.schema import outbox as table
from bot.storage.sql import AnyRow, among, clock, insert

_KEPT_TRYING = timedelta(hours=48)
_DOUBT = timedelta(seconds=30)  # after the read timeout of 20 s: by then the first send has arrived or not
_ORPHANED = timedelta(seconds=5)  # the connections of a dead process are cut, so nothing is still on its way
_STILL_OPEN = ["sending", "queued", "uncertain"]  # rows of which it is news that they have arrived

Finished = tuple[Due, Outcome, str | None]  # a claimed row, what became of it, the hash of what was sent


async def finish(
    tx: Tx,
    due: Due,
    outcome: Outcome,
    *,
    now: datetime,
    rendered: str | None = None,
    repeat_unknown: bool = True,
) -> str | None:
    """Write down what became of a claimed row and give its new state; None when the claim had run out.

    `rendered` is the hash of what was sent. Sent: the card is remembered. Later: queued again, dead after
    48 hours. Moved: the chat is re-keyed and its alerts queued again. Gone: the chat is paused, its rows are
    cancelled. Refused: dead. Pointless: cancelled. Unknown: an edit is queued again; a send is repeated once
    with `again` set, then uncertain (at once without `repeat_unknown`).
    """
    if isinstance(outcome, Sent):
        return "sent" if await _arrived(tx, [(due, outcome, rendered)], now) else None
    row = await _held(tx, due)
    if row is None:
        return None
    values = _after(row, outcome, now, repeat_unknown)
    await tx.execute(update(table).where(table.c.id == due.id).values(values | {"lease_until": None}))
    match outcome:
        case Moved(chat_id):
            await chats.move(tx, row.chat_id, chat_id)
        case Gone(reason):
            await chats.pause(tx, row.chat_id, reason)
        case _ if row.kind == "alert" and "ended_at" in values:
            await cancel_behind(tx, [(row.chat_id, row.visit_id)], "its alert did not arrive", now)
    state: str = values["state"]
    return state


async def finish_many(
    tx: Tx, finished: Sequence[Finished], *, now: datetime, repeat_unknown: bool = True
) -> None:
    """Do for many rows what `finish` does; those that were sent cost one round together."""
    sent = [(due, one, hash_) for due, one, hash_ in finished if isinstance(one, Sent)]
    if sent:
        await _arrived(tx, sent, now)
    for due, outcome, hash_ in finished:
        if not isinstance(outcome, Sent):
            await finish(tx, due, outcome, now=now, rendered=hash_, repeat_unknown=repeat_unknown)


async def _arrived(tx: Tx, sent: Sequence[tuple[Due, Sent, str | None]], now: datetime) -> list[AnyRow]:
    """Mark what arrived, unless somebody has claimed it since, and remember the cards."""
    claims = [(due.id, due.claim) for due, _, _ in sent]
    numbers = case({due.id: one.message_id for due, one, _ in sent}, value=table.c.id)
    marked = (
        update(table)
        .where(table.c.id.in_([id_ for id_, _ in claims]), table.c.state.in_(_STILL_OPEN))
        .where(tuple_(table.c.id, table.c.claims).in_(claims))
        .values(_end("sent", None, now) | {"message_id": numbers, "lease_until": None})
        .returning(
            table.c.id, table.c.chat_id, table.c.visit_id, table.c.kind, table.c.message_id, table.c.thread_id
        )
    )  # fmt: skip
    rows = (await tx.execute(marked)).all()
    hashes = {due.id: hash_ for due, _, hash_ in sent}
    await _remember(tx, [_card(row, hashes[row.id], now) for row in rows if row.kind in ("alert", "edit")])
    return list(rows)


async def _held(tx: Tx, due: Due) -> AnyRow | None:
    """Give the row while it is under way and nobody has claimed it since."""
    asked = select(table).where(table.c.id == due.id, table.c.claims == due.claim, table.c.state == "sending")
    return (await tx.execute(asked.with_for_update())).one_or_none()


def _after(row: AnyRow, outcome: Outcome, now: datetime, repeat_unknown: bool) -> dict[str, Any]:
    match outcome:
        case Sent(message_id):
            return _end("sent", None, now) | {"message_id": message_id}
        case Later(seconds, reason, counts):
            if now - row.queued_at > _KEPT_TRYING:
                return _end("dead", f"not sent within 48 hours: {reason}", now)
            attempts = row.attempts if counts else row.attempts - 1
            return _again(now + timedelta(seconds=seconds), reason) | {"attempts": attempts}
        case Moved() if row.kind not in chats.TRAVELS:
            return _end("cancelled", "the chat has moved", now)
        case Moved():
            return _again(now, "the chat has moved") | {"attempts": row.attempts - 1}
        case Gone(reason):
            return _end("cancelled", reason, now)
        case Refused(reason):
            return _end("dead", reason, now)
        case Pointless(reason):
            return _end("cancelled", reason, now)
        case Unknown(reason):
            return _doubtful(row.kind, row.again, reason, now, repeat_unknown)


def _doubtful(
    kind: str, again: bool, reason: str, now: datetime, repeat: bool, pause: timedelta = _DOUBT
) -> dict[str, Any]:
    if kind == "edit":
        return _again(now + pause, reason)  # done twice it shows the same
    if again or not repeat:
        return _end("uncertain", reason, now)
    return _again(now + pause, reason) | {"again": True}


def _end(state: str, reason: str | None, now: datetime) -> dict[str, Any]:
    return {"state": state, "reason": reason, "ended_at": now}


def _again(due_at: datetime, reason: str) -> dict[str, Any]:
    return {"state": "queued", "due_at": due_at, "put_off": True, "reason": reason}


def _card(row: AnyRow, rendered: str | None, now: datetime) -> dict[str, Any]:
    key = {"chat_id": row.chat_id, "visit_id": row.visit_id}
    said = {"message_id": row.message_id, "rendered": rendered, "sent_at": now}
    return key | said | {"thread_id": row.thread_id}


async def _remember(tx: Tx, cards: Sequence[dict[str, Any]]) -> None:
    if not cards:
        return
    statement = insert(tx, messages)
    new = {name: statement.excluded[name] for name in ("message_id", "rendered", "sent_at")}
    key = ["chat_id", "visit_id"]
    await tx.execute(statement.on_conflict_do_update(index_elements=key, set_=new), cards)


async def cancel_behind(tx: Tx, cards: Sequence[tuple[int, str]], reason: str, now: datetime) -> None:
    """Cancel edits and replies that wait for cards which these (chat, visit) will not have."""
    await tx.execute(
        update(table)
        .where(
            tuple_(table.c.chat_id, table.c.visit_id).in_(cards),
            table.c.state == "queued",
            table.c.kind.in_(["edit", "reply"]),
        )
        .values(_end("cancelled", reason, now))
    )


async def recover(
    tx: Tx,
    *,
    now: datetime,
    everything: bool = False,
    repeat_unknown: bool = True,
    sent: Collection[tuple[int, int]] | None = None,
) -> int:
    """Treat rows under way whose lease is over as `Unknown`; gives how many are in doubt.

    `everything` at start of a process that is alone: then each of them is an orphan. `sent`, where that is
    known, are the (row, claim) whose requests have left: the others are queued again as if nothing had been,
    unless the store is older than that list, as one restored from a backup is.
    """
    if sent is not None and not await _has_seen(tx, sent):
        sent = None
    orphans = and_(table.c.ended_at.is_(None), table.c.state == "sending")
    if not everything:
        orphans = and_(orphans, table.c.lease_until < clock(tx))
    found = (await tx.execute(select(table).where(orphans).with_for_update(skip_locked=True))).all()
    lost, doubtful = [], 0
    for row in found:
        if sent is not None and (row.id, row.claims) not in sent:
            values = _again(now, "the sender died before it sent") | {"attempts": row.attempts - 1}
        else:
            doubtful += 1
            values = _doubtful(row.kind, row.again, "the sender died on it", now, repeat_unknown, _ORPHANED)
        await tx.execute(update(table).where(table.c.id == row.id).values(values | {"lease_until": None}))
        if row.kind == "alert" and "ended_at" in values:
            lost.append((row.chat_id, row.visit_id))
    if lost:
        await cancel_behind(tx, lost, "its alert may not have arrived", now)
    return doubtful


async def _has_seen(tx: Tx, sent: Collection[tuple[int, int]]) -> bool:
    """Say whether the store knows of all these claims, which were committed before anything was sent.

    Rows that it has forgotten since lie below its newest, which is always kept.
    """
    newest = (await tx.execute(select(func.coalesce(func.max(table.c.id), 0)))).scalar_one()
    asked = select(table.c.id, table.c.claims).where(among(tx, table.c.id, [row for row, _ in sent]))
    claims = {row.id: row.claims for row in await tx.execute(asked)}
    return all(row <= newest and claims.get(row, claim) >= claim for row, claim in sent)
