"""What operators have to say to every chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import BigId

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", BigId, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("language", sa.String(16)),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("place", sa.BigInteger),
        sa.CheckConstraint("state in ('draft', 'going', 'queued')", name="state"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name="fk_broadcasts_chat_id", ondelete="CASCADE", onupdate="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
        sqlite_autoincrement=True,
    )
