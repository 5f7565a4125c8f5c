"""A server keeps the journal of what has left; and an index goes that no question needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_index("ix_messages_message", "messages")
    if op.get_context().dialect.name == "postgresql":
        op.create_table(
            "wire",
            sa.Column("place", sa.Integer, autoincrement=False, nullable=False),
            sa.Column("row", sa.BigInteger, nullable=False),
            sa.Column("claim", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("place", name="pk_wire"),
            prefixes=["UNLOGGED"],
        )
