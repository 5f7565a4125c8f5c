"""What the two databases spell differently, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Interval, Row, Table, func, literal, type_coerce
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage import Tx
from bot.storage.types import Moment

T = TypeVar("T")
AnyRow = Row[*tuple[Any, ...]]
# Both databases refuse a statement with more than 32,766 values.
_MANY = 5000


def insert(tx: Tx, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begin an INSERT that can say ON CONFLICT."""
    if tx.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


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
