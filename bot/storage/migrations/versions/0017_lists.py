"""Lists of visits, of a country or of all, are read off an index and counted by it."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"

_LISTED = ["state", "first_day", "id", "last_day", "status", "grade"]


def upgrade() -> None:
    for name in ("visitor", "host", "first_day"):
        op.drop_index(f"ix_visits_{name}", "visits")
    op.create_index("ix_visits_visitor", "visits", ["visitor_country", *_LISTED])
    op.create_index("ix_visits_host", "visits", ["host_country", *_LISTED])
    op.create_index(
        "ix_visits_first_day", "visits", ["first_day", "id", "state", "last_day", "status", "grade"]
    )
