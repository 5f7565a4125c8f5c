"""Visits are searched by their words: names, offices, documents, topics, countries."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.looking import words_of
from bot.records import sighting_from_json
from bot.storage.words_index import IN_A_FILE, ON_A_SERVER

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("visits", sa.Column("words", sa.Text(), nullable=False, server_default=""))
    _fill()
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_visits_words", "visits", [sa.text(ON_A_SERVER)], postgresql_using="gin")
        return
    for statement in IN_A_FILE:
        op.get_bind().exec_driver_sql(statement)


def _fill() -> None:
    """Write the words of the visits that are there."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, record FROM visits")).all()
    values = [{"id": row.id, "words": words_of(sighting_from_json(_read(row.record)))} for row in rows]
    if values:
        connection.execute(sa.text("UPDATE visits SET words = :words WHERE id = :id"), values)


def _read(record: Any) -> Any:
    return json.loads(record) if isinstance(record, str) else record
