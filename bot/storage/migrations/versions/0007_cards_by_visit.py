"""The cards of a visit are found by the visit: each change asks for them."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_messages_visit_id", "messages", ["visit_id"])
