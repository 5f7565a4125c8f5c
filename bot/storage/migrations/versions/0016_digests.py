"""Subscriptions with filters found by themselves; digests: when a chat is looked at, and what they tell."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("chats", sa.Column("digest_at", sa.DateTime(timezone=True)))
    op.add_column("chats", sa.Column("digests", sa.Integer))
    awaited = sa.text("digest_at IS NOT NULL")
    op.create_index("ix_chats_digest", "chats", ["digest_at"], sqlite_where=awaited, postgresql_where=awaited)
    filtered = sa.text("filters IS NOT NULL")
    op.create_index(
        "ix_subscriptions_filtered",
        "subscriptions",
        ["subject", "chat_id"],
        sqlite_where=filtered,
        postgresql_where=filtered,
    )
    op.create_table(
        "lines",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("visit_id", sa.String(8), nullable=False),
        sa.Column("digest", sa.Integer),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name="fk_lines_chat_id", ondelete="CASCADE", onupdate="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "visit_id", name="pk_lines"),
    )
