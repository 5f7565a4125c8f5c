"""Getting at the database: its folder, its settings, and its troubles in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import StorageError, UsageError

_PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    # FULL: an outbox that forgets a sent mark at a power cut sends the message twice.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)
# What SQLite says -> what to do about it.
_ADVICE = {
    "file is not a database": "is not a database of Visitwire; name another file or move this one away",
    "malformed": "is damaged; restore a backup",
    "readonly": "cannot be written; give the user of Visitwire the right to write to file and folder",
    "unable to open": "cannot be opened; check that it is a file and that its folder can be written",
    "disk is full": "cannot grow: the disk is full; make room, nothing is lost",
    "disk I/O error": "cannot be read or written: the disk reports an error",
    "locked": "is kept busy by another program; close that, or wait",
    "no such table": "has no tables yet; run: visitwire migrate",
    "no such column": "has another schema; run: visitwire migrate",
}


def sqlite_path(url: URL) -> Path | None:
    """Give the file of an SQLite address; None for a server; UsageError for SQLite without a file."""
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise UsageError("database url: the store needs a file, as in sqlite+aiosqlite:///data/visitwire.db")
    return Path(url.database)


def make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{path.parent} cannot be made: {error.strerror}") from error


def prepare(connection: Any, _record: object) -> None:
    """Set up a new SQLite connection; BEGIN is left to `begin`, for the driver would delay it."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def begin(connection: Connection) -> None:
    """Open the transaction as the engine's option says: at once for writers, later for readers."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn whatever the database raises into a StorageError in one line."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StorageError(f"{name} {_story(error)}") from error


def _story(error: SQLAlchemyError) -> str:
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    for words, advice in _ADVICE.items():
        if words in said:
            return advice
    return f"refuses: {said.splitlines()[0]}"
