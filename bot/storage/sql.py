"""What the two databases spell differently, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage import Tx

T = TypeVar("T")
AnyRow = Row[*tuple[Any, ...]]
# Both databases refuse a statement with more than 32,766 values.
_MANY = 5000


def insert(tx: Tx, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begin an INSERT that can say ON CONFLICT."""
    if tx.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def batches(values: Sequence[T]) -> Iterator[list[T]]:
    """Cut a long list into pieces that fit one statement."""
    left = iter(values)
    while batch := list(islice(left, _MANY)):
        yield batch
