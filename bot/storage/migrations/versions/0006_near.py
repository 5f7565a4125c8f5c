"""Sightings are found by countries, office and days, and may be bound to their visit."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NEW: dict[str, sa.types.TypeEngine[Any]] = {
    "bound": sa.Boolean(),
    "visitor_country": sa.String(length=2),
    "host_country": sa.String(length=2),
    "grade": sa.String(length=10),
    "first_day": sa.Date(),
    "last_day": sa.Date(),
}
_NEAR = "ix_sightings_near"
# No report of a visit has to do with days farther from it than this; too generous costs only time.
_DAYS = 45


def upgrade() -> None:
    with op.batch_alter_table("sightings") as table:
        for name, kind in _NEW.items():
            table.add_column(sa.Column(name, kind))
    op.get_bind().execute(sa.text(_filled(op.get_bind().dialect.name)))
    with op.batch_alter_table("sightings") as table:
        for name, kind in _NEW.items():
            table.alter_column(name, existing_type=kind, nullable=False)
    op.create_index(_NEAR, "sightings", ["visitor_country", "host_country", "grade", "last_day", "first_day"])


def _filled(dialect: str) -> str:
    first = f"max(date(visits.first_day, '-{_DAYS} days'), '0001-01-01')"
    last = f"coalesce(date(visits.last_day, '+{_DAYS} days'), visits.last_day)"
    if dialect == "postgresql":
        first = f"greatest(visits.first_day - {_DAYS}, date '0001-01-01')"
        last = f"least(visits.last_day + {_DAYS}, date '9999-12-31')"
    return f"""
        UPDATE sightings SET bound = false, visitor_country = visits.visitor_country,
            host_country = visits.host_country, grade = visits.grade, first_day = {first}, last_day = {last}
        FROM visits WHERE visits.id = sightings.visit_id
    """  # noqa: S608 - made of constants
