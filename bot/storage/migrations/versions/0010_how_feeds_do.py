"""How each feed does: its rhythm, since when and how it fails, and what operators were told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_COLUMNS = (
    ("error_kind", sa.Text()),
    ("failing_since", sa.DateTime(timezone=True)),
    ("stopped_at", sa.DateTime(timezone=True)),
    ("note", sa.Text()),
    ("new_at", sa.DateTime(timezone=True)),
    ("gap", sa.Float()),
    ("longest_gap", sa.Float()),
    ("per_day", sa.Float()),
    ("delay", sa.Float()),
    ("span", sa.Float()),
    ("silent_at", sa.DateTime(timezone=True)),
    ("told", sa.String(10)),
    ("told_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for name, kind in _COLUMNS:
        op.add_column("feeds", sa.Column(name, kind))
