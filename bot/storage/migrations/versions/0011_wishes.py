"""Subscriptions to people and topics, with filters; habits of a chat; topics of forums."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("chats", sa.Column("habits", sa.Text))
    for name in ("outbox", "messages"):
        op.add_column(name, sa.Column("thread_id", sa.BigInteger))
    for column in ("subject", "person", "filters"):
        op.add_column("subscriptions", sa.Column(column, sa.Text))
    op.add_column("subscriptions", sa.Column("thread_id", sa.BigInteger))
    op.execute("UPDATE subscriptions SET subject = a || b")
    op.drop_index("ix_subscriptions_countries", "subscriptions")
    with op.batch_alter_table("subscriptions") as table:
        table.alter_column("subject", existing_type=sa.Text(), nullable=False)
        table.drop_constraint("uq_subscriptions_chat_id_a_b", type_="unique")
        table.drop_column("a")
        table.drop_column("b")
        table.create_unique_constraint("uq_subscriptions_chat_id_subject", ["chat_id", "subject"])
    op.create_index("ix_subscriptions_subject", "subscriptions", ["subject", "chat_id"])
