"""The visits between two countries are counted by an index, for the card of each that comes after them."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"

_LISTED = ["state", "first_day", "id", "last_day", "status", "grade"]


def upgrade() -> None:
    op.drop_index("ix_visits_pair", "visits")
    op.create_index("ix_visits_pair", "visits", ["visitor_country", "host_country", *_LISTED])
