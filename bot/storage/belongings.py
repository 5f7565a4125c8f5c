"""Everything that is kept of one chat, found by the schema itself, so that no table can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table, delete, select

from bot.storage import Tx
from bot.storage.schema import chats, metadata

Rows = dict[str, list[dict[str, Any]]]


def owners() -> Iterator[tuple[Table, Column[Any]]]:
    """Give each table that keeps something of chats, with the column that says of which."""
    yield chats, chats.c.id
    for table in metadata.sorted_tables:
        if "chat_id" in table.c:
            yield table, table.c.chat_id


async def of_chat(tx: Tx, chat_id: int) -> Rows:
    """Give every row that is kept of a chat, by table, as JSON can say it; empty tables left out."""
    found = {table.name: await _rows(tx, table, column, chat_id) for table, column in owners()}
    return {name: rows for name, rows in found.items() if rows}


async def _rows(tx: Tx, table: Table, column: Column[Any], chat_id: int) -> list[dict[str, Any]]:
    rows = await tx.execute(select(table).where(column == chat_id))
    return [{name: _plain(value) for name, value in row._mapping.items()} for row in rows]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value


async def erase(tx: Tx, chat_id: int) -> None:
    """Erase every row that is kept of a chat."""
    for table, column in (*owners(),)[::-1]:
        await tx.execute(delete(table).where(column == chat_id))
