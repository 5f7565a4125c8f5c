"""What the two databases spell differently, and nothing else."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Interval,
    Row,
    Select,
    Table,
    any_,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage import Tx
from bot.storage.types import Moment, sqlite_text

T = TypeVar("T")
AnyRow = Row[*tuple[Any, ...]]
# Rows handled between two looks at what else is to be done: some ten milliseconds.
_PAGE = 2000
# Both databases refuse a statement with more than 32,766 values.
_MANY = 5000


def insert(tx: Tx, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begin an INSERT that can say ON CONFLICT."""
    if tx.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def once(build: Callable[[Tx], T]) -> Callable[[Tx], T]:
    """Build a statement once for each kind of database; building it takes longer than running it."""
    built: dict[str, T] = {}

    def statement(tx: Tx) -> T:
        name = tx.dialect.name
        if name not in built:
            built[name] = build(tx)
        return built[name]

    return statement


def clock(tx: Tx, ahead: timedelta = timedelta(0)) -> ColumnElement[datetime]:
    """Give the time by which leases run, `ahead` of now: the server's, the same for all processes."""
    if tx.dialect.name == "postgresql":
        return type_coerce(func.clock_timestamp() + literal(ahead, Interval()), Moment())
    return literal(datetime.now(UTC) + ahead, Moment())


def batches(values: Sequence[T]) -> Iterator[list[T]]:
    """Cut a long list into pieces that fit one statement."""
    left = iter(values)
    while batch := list(islice(left, _MANY)):
        yield batch


async def pages(
    tx: Tx, asked: Select[*tuple[Any, ...]], values: Mapping[str, Any] | None = None
) -> AsyncIterator[Sequence[AnyRow]]:
    """Give a long answer piece by piece, so that neither memory nor whoever waits has to bear all of it."""
    # Most answers are short, and to open and close a stream takes five ways to the database instead of one.
    first = (await tx.execute(_beginning(asked), values)).all()
    if len(first) <= _PAGE:
        if first:
            yield first
        return
    async with tx.stream(asked, values) as answer:
        async for page in answer.partitions(_PAGE):
            yield page


@lru_cache(maxsize=16)
def _beginning(asked: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Ask for the first page, and whether there is more; of a statement built once this is built once too."""
    return asked.limit(_PAGE + 1)


def among(tx: Tx, column: ColumnElement[T], values: Sequence[T]) -> ColumnElement[bool]:
    """Say that the column is one of many values, in one parameter: a thousand take long to prepare."""
    if tx.dialect.name == "postgresql":
        return column == any_(literal(list(values), postgresql.ARRAY(column.type)))
    each = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(each.c.value))


def table_of(
    tx: Tx, values: Mapping[int, datetime]
) -> tuple[ColumnElement[int], ColumnElement[datetime], FromClause]:
    """Make a table out of numbers and times, with its two columns; thousands of rows are one parameter.

    Inserting from it takes a tenth of the time that a statement with a parameter for every value takes.
    """
    if len(times := set(values.values())) == 1:
        number, each = numbers(tx, values)
        return number, literal(times.pop(), Moment()), each
    if tx.dialect.name == "postgresql":
        arrays = (
            literal(list(values), postgresql.ARRAY(BigInteger)),
            literal(list(values.values()), postgresql.ARRAY(Moment())),
        )
        each = func.unnest(*arrays).table_valued("number", "time").render_derived()
        return type_coerce(each.c.number, BigInteger), type_coerce(each.c.time, Moment()), each
    pairs = [(number, sqlite_text(time)) for number, time in values.items()]
    each = func.json_each(json.dumps(pairs)).table_valued("value")
    number, time = (func.json_extract(each.c.value, f"$[{place}]") for place in (0, 1))
    return type_coerce(number, BigInteger), type_coerce(time, Moment()), each


def numbers(tx: Tx, values: Iterable[int]) -> tuple[ColumnElement[int], FromClause]:
    """Make a table out of numbers, with its one column, in one parameter."""
    if tx.dialect.name == "postgresql":
        array = literal(list(values), postgresql.ARRAY(BigInteger))
        each = func.unnest(array).table_valued("value").render_derived()
    else:
        each = func.json_each(json.dumps(list(values))).table_valued("value")
    return type_coerce(each.c.value, BigInteger), each
