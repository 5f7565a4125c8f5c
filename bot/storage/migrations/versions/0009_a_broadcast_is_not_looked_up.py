"""Rows of the outbox are not looked up in the visits one by one: it took a fifth of a broadcast."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("outbox") as table:
        table.drop_constraint("fk_outbox_visit_id", type_="foreignkey")
