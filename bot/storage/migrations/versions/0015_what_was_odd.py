"""What was odd about the entries that a feed brought, and when: an operator may look days later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("feeds", sa.Column("odd", sa.Text()))
    op.add_column("feeds", sa.Column("odd_at", sa.DateTime(timezone=True)))
