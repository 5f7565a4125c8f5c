"""Visits are found by the visitor and the days: each new visit looks for those it is linked with."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index("ix_visits_visitor", "visits", ["visitor_country", "grade", "state", "first_day"])
