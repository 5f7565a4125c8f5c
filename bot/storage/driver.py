"""SQLite with one way to the connection's thread for each statement, where aiosqlite takes four.

Made, run, fetched and closed in turn, a statement costs more on the way than in the database: all four in one
go took a quarter off an article's taking in. Long answers that are streamed go the usual way.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that has been closed when its statement is done; what it found is kept."""

    __slots__ = ()
    _awaitable_cursor_close = False

    def _make_new_cursor(self, connection: Any) -> Any:
        return None

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    def close(self) -> None:
        self._rows.clear()

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        await self._run("execute", operation, parameters or ())

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        await self._run("executemany", operation, seq_of_parameters)

    async def _run(self, method: str, statement: str, values: Any) -> None:
        driver: Any = self._connection
        self._cursor, rows = await driver._execute(_run, driver._conn, method, statement, values)
        self._rows = deque(rows)


def _run(
    connection: sqlite3.Connection, method: str, statement: str, values: Any
) -> tuple[sqlite3.Cursor, Iterable[Any]]:
    cursor = connection.cursor()
    try:
        getattr(cursor, method)(statement, values)
        return cursor, cursor.fetchall() if cursor.description else ()
    finally:
        cursor.close()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor


class _Module(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> _Connection:
        return _Connection(self, super().connect(*arg, **kw).driver_connection)


MODULE = _Module(aiosqlite, sqlite3)
