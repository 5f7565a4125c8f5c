"""The names of the entries that feeds have shown, each as one number, so that millions of them stay small."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Executable,
    FromClause,
    Integer,
    Text,
    and_,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
)

from bot.storage import Tx
from bot.storage.schema import shown as table
from bot.storage.sql import batches, insert, once

_NAME: Final = 39  # bits of a name; those above are the feed's, so that the names of a feed lie together
_FEED: Final = 24  # bits
_EPOCH: Final = date(1970, 1, 1)


async def shown(tx: Tx, feed: str, names: Iterable[str]) -> dict[str, date]:
    """Say which of these names this feed has shown, and the day that was marked last."""
    [found] = await shown_by(tx, [(feed, names)])
    return found


async def shown_by(tx: Tx, asked: Sequence[tuple[str, Iterable[str]]]) -> list[dict[str, date]]:
    """Say the same for several feeds, each given with its names."""
    keys = [_keys(feed, names) for feed, names in asked]
    days: dict[int, date] = {}
    for batch in batches(sorted({key for its in keys for key in its.values()})):
        rows = await tx.execute(_asked(tx), {"keys": _numbers(tx, batch)})
        days.update((row.key, _EPOCH + timedelta(row.day)) for row in rows)
    return [{name: days[key] for name, key in its.items() if key in days} for its in keys]


async def mark(tx: Tx, names: Mapping[str, Iterable[str]], *, day: date) -> None:
    """Remember that each of these feeds has shown its names on that day."""
    numbers = {key for feed, its in names.items() for key in _keys(feed, its).values()}
    for batch in batches(sorted(numbers)):
        await tx.execute(_marked(tx), {"keys": _numbers(tx, batch), "day": (day - _EPOCH).days})


async def forget(tx: Tx, today: date, *, after: timedelta, orphans: timedelta) -> int:
    """Forget names that their feed has not shown for so long; gives how many.

    A feed's time stands still while it shows nothing new, for then nothing of it is marked: what it still has
    when it comes back is no news. After `orphans` its names go all the same.
    """
    feed = table.c.key.bitwise_rshift(literal(_NAME, Integer))
    newest = select(feed.label("feed"), func.max(table.c.day).label("day")).group_by(feed).subquery()
    now = (today - _EPOCH).days
    past = and_(table.c.day < now - after.days, table.c.day < newest.c.day - after.days)
    old = or_(past, table.c.day < now - orphans.days)
    gone = select(table.c.key).join(newest, newest.c.feed == feed).where(old)
    return (await tx.execute(delete(table).where(table.c.key.in_(gone)))).rowcount


def _keys(feed: str, names: Iterable[str]) -> dict[str, int]:
    """Number names; of 20,000 in one feed a new one is taken for another once in thirty million times."""
    place = _bits(feed, _FEED) << _NAME
    return {name: place | _bits(name, _NAME) for name in names}


def _bits(text: str, number: int) -> int:
    return int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:8], "big") >> 64 - number


def _numbers(tx: Tx, keys: Sequence[int]) -> Any:
    return list(keys) if tx.dialect.name == "postgresql" else json.dumps(keys)


def _each(tx: Tx) -> tuple[Any, FromClause]:
    """Make a table out of the parameter `keys`, with its column."""
    if tx.dialect.name == "postgresql":
        values = func.unnest(bindparam("keys", type_=ARRAY(BigInteger)))
        each: FromClause = values.table_valued("value").render_derived()
    else:
        each = func.json_each(bindparam("keys", type_=Text)).table_valued("value")
    return type_coerce(each.c.value, BigInteger), each


@once
def _asked(tx: Tx) -> Executable:
    number, each = _each(tx)
    return select(table.c.key, table.c.day).where(table.c.key.in_(select(number).select_from(each)))


@once
def _marked(tx: Tx) -> Executable:
    number, each = _each(tx)
    # SQLite would take ON for the beginning of a join but for the WHERE.
    rows = select(number, bindparam("day", type_=BigInteger)).select_from(each).where(true())
    statement = insert(tx, table).from_select(["key", "day"], rows)
    return statement.on_conflict_do_update(index_elements=["key"], set_={"day": statement.excluded.day})
