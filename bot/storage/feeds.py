"""What is known of each feed between two polls, and who polls it next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, bindparam, func, or_, select, update

from bot.feedstate import FeedState
from bot.model import Feed
from bot.records import clean
from bot.storage import Tx
from bot.storage.schema import feeds as table
from bot.storage.sql import AnyRow, among, clock, insert, once

__all__ = [
    "FeedState", "claim_due", "due", "end_claims", "ensure", "hasten", "resume", "save_state", "save_states",
    "state_of", "states",
]  # fmt: skip

LEASE = timedelta(minutes=5)
_NEW_A_SECOND = 20  # feeds; to read one for the first time takes some 30 ms


async def ensure(tx: Tx, feeds: Sequence[Feed], now: datetime | None = None) -> None:
    """Give each configured feed a state; one whose address changed begins anew, baseline included.

    With `now` many new feeds are due one after the other: to read ten thousand at once takes minutes.
    """
    known = {row.name: row.url for row in await tx.execute(select(table.c.name, table.c.url))}
    new = [feed for feed in feeds if known.get(feed.name) != feed.url]
    if new:
        states = [FeedState(one.name, one.url, due_at=_turn(place, now)) for place, one in enumerate(new)]
        await tx.execute(_begin(tx), [_columns(state) for state in states])


def _turn(place: int, now: datetime | None) -> datetime | None:
    seconds = place // _NEW_A_SECOND
    return now + timedelta(seconds=seconds) if now and seconds else None


@once
def _begin(tx: Tx) -> Executable:
    statement = insert(tx, table)
    # Another process may begin at the same moment, and must not undo what this one has read since.
    moved = table.c.url != statement.excluded.url
    anew = {one.name: one for one in statement.excluded}  # with nothing told of it yet
    return statement.on_conflict_do_update(index_elements=["name"], set_=anew, where=moved)


async def states(tx: Tx) -> dict[str, FeedState]:
    """Give every state by the feed's name, of feeds no longer configured too."""
    return {row.name: state_of(row) for row in await tx.execute(select(table))}


async def save_state(tx: Tx, state: FeedState) -> bool:
    """Write a state and end the claim on the feed; False when it had run out for somebody else."""
    return await _save(tx, [state]) > 0


async def save_states(tx: Tx, states: Sequence[FeedState]) -> None:
    """Write states as `save_state` does; many in one go cost little more than one."""
    for is_claimed in (True, False):
        if some := [state for state in states if (state.claim is not None) is is_claimed]:
            await _save(tx, some)


async def _save(tx: Tx, states: Sequence[FeedState]) -> int:
    """Write states, all of feeds that are claimed or all of others; gives how many it has written."""
    statement = _END_OF_CLAIM if states[0].claim else _put(tx)
    ours = [_columns(state) | {"our_name": state.name, "our_claim": state.claim} for state in states]
    rows = ours if states[0].claim else [_columns(state) for state in states]
    return (await tx.execute(statement, rows)).rowcount


_END_OF_CLAIM = update(table).where(
    and_(table.c.name == bindparam("our_name"), table.c.claimed_until == bindparam("our_claim"))
)


@once
def _put(tx: Tx) -> Executable:
    statement = insert(tx, table)
    kept = {name: statement.excluded[name] for name in (*_KEPT, "claimed_until")}
    return statement.on_conflict_do_update(index_elements=["name"], set_=kept)


_KEPT = tuple(one.name for one in fields(FeedState) if one.name != "claim")


def _columns(state: FeedState) -> dict[str, Any]:
    """Give a state's row, with no claim; servers send what no database takes."""
    values = {name: getattr(state, name) for name in _KEPT}
    cleaned = {name: clean(value) for name, value in values.items() if isinstance(value, str)}
    return values | cleaned | {"claimed_until": None}


async def end_claims(tx: Tx) -> None:
    """End all claims; for who is alone on the store, where they can only be those of the dead."""
    await tx.execute(update(table).where(table.c.claimed_until.is_not(None)).values(claimed_until=None))


async def due(tx: Tx, now: datetime) -> list[str]:
    """Name the feeds that are due and that nobody has, longest due first; those not configured too."""
    asked = select(table.c.name).where(_is_free(tx, now)).order_by(*_LONGEST_DUE)
    return list((await tx.execute(asked)).scalars())


async def claim_due(
    tx: Tx, now: datetime, limit: int, *, names: Sequence[str], lease: timedelta = LEASE
) -> list[FeedState]:
    """Take at most `limit` of the feeds `names` that are due, longest due first; nobody else gets them.

    A claim ends with `save_state`, or after `lease` by the store's clock when its holder has died.
    """
    first = (
        select(table.c.name)
        .where(among(tx, table.c.name, names), _is_free(tx, now))
        .order_by(*_LONGEST_DUE)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")  # PostgreSQL runs this once, and a subquery as often as it likes
    )
    claimed = (
        update(table).where(table.c.name.in_(select(first.c.name))).values(claimed_until=clock(tx, lease))
    )
    rows = (await tx.execute(claimed.returning(table))).all()
    states = [state_of(row, row.claimed_until) for row in rows]
    return sorted(states, key=lambda state: (state.due_at or _LONG_AGO, state.name))


def _is_free(tx: Tx, now: datetime) -> ColumnElement[bool]:
    return and_(
        table.c.stopped_at.is_(None),
        or_(table.c.due_at.is_(None), table.c.due_at <= now),
        or_(table.c.claimed_until.is_(None), table.c.claimed_until <= clock(tx)),
    )


_LONGEST_DUE = (table.c.due_at.is_not(None), table.c.due_at, table.c.name)


async def hasten(tx: Tx, now: datetime, beyond: timedelta) -> int:
    """Let feeds due later than `beyond` from now be due at once: their times come from a wrong clock."""
    far = table.c.due_at > now + beyond
    return (await tx.execute(update(table).where(far).values(due_at=now))).rowcount


async def resume(tx: Tx, name: str) -> None:
    """Poll a feed again, whose publisher had ended it or that was left alone for its failures."""
    anew = {"stopped_at": None, "failures": 0, "failing_since": None, "due_at": None}
    await tx.execute(update(table).where(table.c.name == name).values(anew))


_LONG_AGO = datetime.fromisoformat("0001-01-01T00:00:00+00:00")


def state_of(row: AnyRow, claim: datetime | None = None) -> FeedState:
    """Read a row of the table."""
    values = dict(row._mapping)
    for name in ("claimed_until", "told", "told_at"):
        del values[name]
    return FeedState(**values, claim=claim)


async def number_read(tx: Tx, since: datetime) -> int:
    """Count the feeds that were read well since then."""
    asked = select(func.count()).select_from(table).where(table.c.last_ok_at >= since)
    return (await tx.execute(asked)).scalar_one()
