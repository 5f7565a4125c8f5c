"""What PostgreSQL needs said: how connections are set up, and the locks that processes share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

# Keys of advisory locks, `pg_locks.objid`; any numbers that nothing else on the database uses.
MIGRATING = 7_184_001
TAKING_IN = 7_184_002
LEADING = 7_184_003

_CONNECT = 10.0  # seconds
_COMMAND = 60.0  # seconds for one statement; a network that swallows everything must not stop a loop
_SETTINGS = {
    "application_name": "visitwire",
    # A process frozen in mid-transaction would hold up all the others.
    "idle_in_transaction_session_timeout": "60000",
    "jit": "off",  # compiling takes longer than any of our queries
}


def engine_options(*, patient: bool = False, **settings: str) -> dict[str, Any]:
    """Give the options of an engine; `patient` for statements that may take as long as they need."""
    arguments: dict[str, Any] = {"timeout": _CONNECT, "server_settings": _SETTINGS | settings}
    if not patient:
        arguments["command_timeout"] = _COMMAND
    # A connection that broke while it lay in the pool is noticed before it is used.
    return {"connect_args": arguments, "pool_pre_ping": True}


async def one_at_a_time(tx: AsyncConnection, key: int) -> None:
    """Wait until no other transaction holds `key`, and hold it until this one ends.

    On SQLite every writing transaction is alone anyway.
    """
    if tx.dialect.name == "postgresql":
        await tx.execute(select(func.pg_advisory_xact_lock(key)))
