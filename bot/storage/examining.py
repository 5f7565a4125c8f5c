"""Whether a file is sound: SQLite keeps no sums over its pages, and sees a third of all damage by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, LargeBinary, Table

from bot.errors import StorageError
from bot.storage.opening import RESTORE
from bot.storage.schema import metadata
from bot.storage.types import Json, Moment

_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_TIME = "[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]"
# How each kind of value is kept; anything else in such a column is damage.
_KEPT: tuple[tuple[type, str], ...] = (
    (Moment, f"{{0}} GLOB '{_DAY} {_TIME}' AND strftime('%Y-%m-%d %H:%M:%S', {{0}}) = substr({{0}}, 1, 19)"),
    (Date, "typeof({0}) = 'text' AND date({0}) = {0}"),
    (Json, "typeof({0}) = 'text' AND json_valid({0})"),
    (LargeBinary, "typeof({0}) = 'blob'"),
    (Boolean, "{0} IN (0, 1)"),
    (Integer, "typeof({0}) = 'integer'"),
    (Float, "typeof({0}) IN ('real', 'integer')"),
)


def examine(path: Path) -> None:
    """StorageError when the file is damaged: its pages, its references, or any value in any row.

    For a thread: 100,000 visits take about a second.
    """
    try:
        with closing(sqlite3.connect(path)) as database:
            damage = next(_damage(database), None)
    except sqlite3.Error as error:
        damage = str(error)
    if damage:
        raise StorageError(f"{path} is damaged ({damage}); {RESTORE}")


def _damage(database: sqlite3.Connection) -> Iterator[str]:
    (verdict,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        yield str(verdict).splitlines()[0]
    for table, *_ in database.execute("PRAGMA foreign_key_check"):
        yield f"a row of {table} hangs in the air"
    for table in metadata.sorted_tables:
        rows = f"SELECT * FROM {table.name}"  # noqa: S608 - the names are our own
        if database.execute(f"{rows} WHERE {_is_bad(table)} LIMIT 1").fetchone():
            yield f"a row of {table.name} holds what cannot be"
        for _ in database.execute(rows):  # reading is what raises where a text is none
            pass


def _is_bad(table: Table) -> str:
    return " OR ".join(f"({column.name} IS NOT NULL AND NOT ({_rule(column)}))" for column in table.c)


def _rule(column: Column[Any]) -> str:
    rules = (rule for kind, rule in _KEPT if isinstance(column.type, kind))
    return next(rules, "typeof({0}) = 'text'").format(column.name)
