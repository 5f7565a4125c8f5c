"""How long a feed itself asks to be left alone: a 304 does not repeat it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("feeds", sa.Column("rests_for", sa.Float()))
