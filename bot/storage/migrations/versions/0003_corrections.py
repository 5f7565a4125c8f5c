"""What operators correct and subscribers report; a visit may be rejected, or part of another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BEFORE = "state in ('shown', 'held')"
_AFTER = "state in ('shown', 'held', 'rejected', 'merged')"


def upgrade() -> None:
    op.add_column("visits", sa.Column("into_id", sa.String(length=8), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_check()
    else:
        op.drop_constraint(op.f("ck_visits_state"), "visits", type_="check")
        op.create_check_constraint(op.f("ck_visits_state"), "visits", _AFTER)
    op.create_table(
        "corrections",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("visit_id", sa.String(length=8), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind in ('reject', 'accept', 'fix', 'merge', 'split')", name=op.f("ck_corrections_kind")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_corrections_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_visit_id"), "corrections", ["visit_id"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("visit_id", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('not_visit', 'wrong_fact')", name=op.f("ck_reports_kind")),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_reports_chat_id"), onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_reports_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index("ix_reports_chat", "reports", ["chat_id", "made_at"], unique=False)
    op.create_index(
        "ix_reports_open",
        "reports",
        ["visit_id", "chat_id", "kind"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def _rewrite_check() -> None:
    """Change a constraint as https://www.sqlite.org/lang_altertable.html (7) says for what needs no new rows.

    Making the table anew would drop the old one, and with it, by the foreign keys, every card and alert.
    """
    do = op.get_bind().exec_driver_sql
    version = do("PRAGMA schema_version").scalar_one()
    do("PRAGMA writable_schema=ON")
    do("UPDATE sqlite_master SET sql=replace(sql, ?, ?) WHERE name='visits'", (_BEFORE, _AFTER))
    do(f"PRAGMA schema_version={version + 1}")
    do("PRAGMA writable_schema=OFF")
