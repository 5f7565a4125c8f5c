"""Getting at the database: its folder, its settings, and its troubles in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import StorageError, UsageError

_WAL = "PRAGMA journal_mode=WAL"
_PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    # FULL: an outbox that forgets a sent mark at a power cut sends the message twice.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # KiB; each of up to fifteen connections keeps a cache of its own, and the system's is behind it.
    "PRAGMA cache_size=-512",
)
RESTORE = "restore a backup, as docs/operating.md says"
# What SQLite says -> what to do about it.
_ADVICE = {
    "file is not a database": "is not a database of Visitwire; name another file or move this one away",
    "malformed": f"is damaged; {RESTORE}",
    "Could not decode to UTF-8": f"is damaged; {RESTORE}",
    "readonly": "cannot be written; give the user of Visitwire the right to write to file and folder",
    "unable to open": "cannot be opened; check that it is a file and that its folder can be written",
    "disk is full": "cannot grow: the disk is full; make room, nothing is lost",
    "disk I/O error": "cannot be read or written: the disk reports an error",
    "locked": "is kept busy by another program; close that, or wait",
    "no such table": "has no tables yet; run: visitwire migrate",
    "no such column": "has another schema; run: visitwire migrate",
}
# What PostgreSQL says, or its driver, or the network on the way there.
_SERVER_ADVICE = {
    "password authentication failed": "refuses the password in the database url",
    "does not exist": "is not there, or has no tables yet; create it, then run: visitwire migrate",
    "starting up": "is starting; wait",
    "shutting down": "is shutting down; it is tried again",
    "too many clients": "has no free connection; raise max_connections",
    "No space left": "cannot grow: its disk is full; make room, nothing is lost",
    "deadlock detected": "let another transaction go first; it is tried again",
}

_READERS = ("sqlalchemy.", "aiosqlite.", "bot.storage.driver")


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
    """Set up a new SQLite connection; BEGIN is left to driver.py."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    try:
        cursor.execute(_WAL)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):  # it does not wait while another makes this very change to a new file
            raise
    cursor.close()


def advice(error: Exception) -> str:
    """Say what to write instead of an address that cannot work."""
    if isinstance(error, ModuleNotFoundError) and error.name == "asyncpg":
        return "the driver for PostgreSQL is missing; run: pip install 'visitwire[postgres]'"
    return f"{error}; write sqlite+aiosqlite:///data/visitwire.db, or postgresql+asyncpg://user@host/name"


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn whatever the database raises, or the network on the way to it, into a StorageError in one line."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise StorageError(f"{name} {_story(error)}") from error
    except ValueError as error:
        if _comes_from_a_row(error):
            raise StorageError(f"{name} is damaged ({error}); {RESTORE}") from error
        raise
    except Exception as error:
        if type(error).__module__.startswith("asyncpg"):  # raised while connecting, where nothing wraps it
            raise StorageError(f"{name} {_story(error)}") from error
        raise


def _comes_from_a_row(error: ValueError) -> bool:
    """Tell whether reading a row raised this: a value that is no date, say, and no fault of the program."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return place is not None and str(place.tb_frame.f_globals.get("__name__")).startswith(_READERS)


def _story(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = str(cause)
    for words, advice in (*_ADVICE.items(), *_SERVER_ADVICE.items()):
        if words in said:
            return advice
    if isinstance(cause, OSError):
        return f"cannot be reached ({said or type(cause).__name__}); it is tried again"
    return f"refuses: {(said or type(cause).__name__).splitlines()[0]}"
