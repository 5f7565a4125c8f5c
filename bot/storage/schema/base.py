"""How tables, keys and indexes are named and made."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, MetaData

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


def index_where(rows: ColumnElement[bool], name: str, *columns: Column[Any], unique: bool = False) -> None:
    """Index only some rows, however many others there are."""
    Index(name, *columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


def of_chat(*, key: bool = False) -> Column[int]:
    """What is a chat's goes with it: forgotten when it is, and along when it moves."""
    owner = ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE")
    return Column("chat_id", owner, primary_key=key, autoincrement=False, nullable=False)
