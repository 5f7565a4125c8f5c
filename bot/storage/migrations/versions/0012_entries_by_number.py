"""What feeds have shown is one number a name instead of a row of texts, for an entry has several names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_NAME = 39  # bits
_PAGE = 5000

_entries = sa.table(
    "entries", sa.column("feed", sa.Text), sa.column("key", sa.Text), sa.column("seen_at", sa.DateTime)
)


def upgrade() -> None:
    shown = op.create_table(
        "shown",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_shown"),
    )
    rows = op.get_bind().execute(sa.select(_entries)).partitions(_PAGE)
    seen: dict[int, int] = {}
    for page in rows:
        seen.update(_number(*row) for row in page)
    _insert(shown, list(seen.items()))
    op.drop_table("entries")


def _number(feed: str, key: str, seen_at: datetime) -> tuple[int, int]:
    """A key was the beginning of the name's hash, so what was known stays known."""
    place = int.from_bytes(sha256(feed.encode("utf-8", "replace")).digest()[:3], "big")
    return place << _NAME | int(key[:10], 16) >> 40 - _NAME, (seen_at.date() - date(1970, 1, 1)).days


def _insert(shown: Any, numbers: Sequence[tuple[int, int]]) -> None:
    for first in range(0, len(numbers), _PAGE):
        op.bulk_insert(shown, [{"key": key, "day": day} for key, day in numbers[first : first + _PAGE]])
