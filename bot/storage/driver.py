"""SQLite with one way to the connection's thread for each statement, where aiosqlite takes four.

Made, run, fetched and closed in turn, a statement costs more on the way than in the database: all four in one
go took a quarter off an article's taking in. BEGIN goes along with the first statement, and a rollback goes
only where something was begun. Long answers that are streamed go the usual way.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import aiosqlite
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    AsyncAdapt_aiosqlite_ss_cursor,
)


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that has been closed when its statement is done; what it found is kept."""

    __slots__ = ()
    _adapt_connection: _Connection
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
        begin = self._adapt_connection.begun()
        self._cursor, rows = await driver._execute(_run, driver._conn, begin, method, statement, values)
        self._rows = deque(rows)


def _run(
    connection: sqlite3.Connection, begin: str | None, method: str, statement: str, values: Any
) -> tuple[sqlite3.Cursor, Iterable[Any]]:
    cursor = connection.cursor()
    try:
        if begin:
            cursor.execute(begin)
        getattr(cursor, method)(statement, values)
        return cursor, cursor.fetchall() if cursor.description else ()
    finally:
        cursor.close()


class _Stream(AsyncAdapt_aiosqlite_ss_cursor):
    """The usual cursor, behind the transaction's BEGIN."""

    __slots__ = ()
    _adapt_connection: _Connection

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        driver: Any = self._connection
        if begin := self._adapt_connection.begun():
            await driver._execute(driver._conn.execute, begin)
        return await super()._execute_async(operation, parameters)


class _Connection(AsyncAdapt_aiosqlite_connection):
    """Knows whether a transaction is open; what is not known to be closed counts as open."""

    __slots__ = ("_begin", "_is_open")
    _cursor_cls = _Cursor
    _ss_cursor_cls = _Stream

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._begin: str | None = None
        self._is_open = False

    def begin(self, statement: str) -> None:
        """Open a transaction by this statement when there is something to do in it."""
        self._begin = statement

    def begun(self) -> str | None:
        """Give the statement that has to come first, if any; it counts as run."""
        begin, self._begin = self._begin, None
        self._is_open = self._is_open or begin is not None
        return begin

    def commit(self) -> None:
        self._end(super().commit)

    def rollback(self) -> None:
        self._end(super().rollback)

    def _end(self, end: Callable[[], None]) -> None:
        self._begin = None
        if self._is_open:
            end()
            self._is_open = False


class _Module(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> _Connection:
        return _Connection(self, super().connect(*arg, **kw).driver_connection)


MODULE = _Module(aiosqlite, sqlite3)


def begin(connection: Connection) -> None:
    """Open the transaction as the engine's option says: at once for writers, later for readers."""
    driver: Any = connection.connection.dbapi_connection
    driver.begin(connection.get_execution_options().get("begin", "BEGIN"))
