"""The parent's side of the parsing processes: started when needed, killed when stuck, let go when idle."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from bot.errors import FeedError
from bot.feeds.frames import LENGTHS, pack
from bot.feeds.results import Page, Parsed
from bot.model import Entry

_ROOT: Final = Path(__file__).parents[2]  # where the package `bot` lies
_GRACE: Final = 10.0  # seconds for a cold start on a busy machine, and for answering after the timer
_LARGEST: Final = 64 * 2**20  # bytes of an answer; the largest honest one stays below 30 MB
_KEPT: Final = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "PYTHONHOME",
    "PYTHONDONTWRITEBYTECODE",
    "TMPDIR",
    "TZ",
)


class _Died(Exception):
    """The process ended or had to be ended before it answered."""


class Workers:
    """A few parsing processes; use it as an async context manager, one in a process.

    At most `count` run at a time, each started by the first job that needs it and ended after `idle`
    seconds without one. A page, which is a story under way, goes before the feeds that wait. A job that
    takes longer than `seconds` is interrupted, at twice that its process is killed.
    """

    def __init__(
        self, count: int = 1, *, seconds: float = 8.0, idle: float = 180.0, grace: float = _GRACE
    ) -> None:
        self._seconds = seconds
        self._idle_for = idle
        self._grace = grace
        self._turns = asyncio.Semaphore(count)
        self._feeds = asyncio.Semaphore(count)  # feeds wait for each other here, so that pages overtake them
        self._free: list[_Process] = []  # the last one used is used next, so that the others may go
        self._all: set[_Process] = set()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that are alive, for memory figures."""
        return tuple(one.pid for one in self._all)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in tuple(self._all):
            await self._end(one)

    async def parse(
        self,
        body: bytes,
        *,
        content_type: str = "",
        url: str = "",
        kind: str = "rss",
        timezone: str | None = None,
    ) -> Parsed:
        """Parse a feed's body; every body ends in a kind, none in an exception."""
        try:
            async with self._feeds:
                answer = await self._do(
                    "parse", body, content_type=content_type, url=url, kind=kind, timezone=timezone or ""
                )
        except _Died as died:
            return Parsed("parser_error", message=str(died))
        if "entries" not in answer:
            return Parsed(answer["kind"], message=answer["message"])
        entries = tuple(Entry(**entry | {"names": tuple(entry["names"])}) for entry in answer.pop("entries"))
        return Parsed(**answer, entries=entries)

    async def page(self, body: bytes, *, content_type: str = "", url: str = "") -> Page:
        """Take the text out of an article page.

        FeedError kinds: not_html, rejected, timeout, memory, parser_error.
        """
        try:
            answer = await self._do("page", body, content_type=content_type, url=url)
        except _Died as died:
            raise FeedError("parser_error", f"{url}: {died}") from died
        if "kind" in answer:
            raise FeedError(answer["kind"], answer["message"])
        return Page(**answer)

    async def _do(self, task: str, body: bytes, **header: str) -> dict[str, Any]:
        async with self._turns:
            one = await self._take()
            try:
                answer = await one.ask(
                    pack({"task": task, "seconds": self._seconds, **header}, body),
                    2 * self._seconds + self._grace,
                )
            except BaseException:
                # Also when we are cancelled: a process that still works on a job cannot take the next.
                await self._end(one)
                raise
            if answer.pop("last"):
                await self._end(one)
            else:
                self._put_back(one)
            return answer

    async def _take(self) -> _Process:
        while self._free:
            one = self._free.pop()
            one.stop_waiting()
            if one.is_alive:
                return one
            await self._end(one)
        try:
            one = await _Process.start()
        except OSError as error:
            raise _Died(f"the parsing process cannot be started: {error}") from error
        self._all.add(one)
        return one

    def _put_back(self, one: _Process) -> None:
        self._free.append(one)
        one.wait(self._idle_for, lambda: self._dismiss(one))

    def _dismiss(self, one: _Process) -> None:
        self._free.remove(one)
        self._all.discard(one)
        one.let_go()

    async def _end(self, one: _Process) -> None:
        self._all.discard(one)
        if one in self._free:
            self._free.remove(one)
        await one.end()


def _environment() -> dict[str, str]:
    """Give the worker what Python needs and no secret: it reads what strangers send."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))}


class _Process:
    """One worker process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._clock: asyncio.TimerHandle | None = None

    @classmethod
    async def start(cls) -> _Process:
        # A fresh interpreter, not a fork: safe beside threads, and without the parent's memory.
        # A session of its own keeps Ctrl-C for the parent; the pipe's end is what ends the worker.
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # nothing of the folder that we were started in
            "-m",
            "bot.feeds.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=_environment(),
            start_new_session=True,
        )
        return cls(process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def ask(self, frame: bytes, limit: float) -> dict[str, Any]:
        """Hand over a job and wait for its answer; _Died where none came within `limit` seconds."""
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        if pipe_in is None or pipe_out is None:
            raise _Died("the parsing process has no pipes")
        try:
            async with asyncio.timeout(limit):
                pipe_in.write(frame)
                await pipe_in.drain()
                head, body = LENGTHS.unpack(await pipe_out.readexactly(LENGTHS.size))
                if head + body > _LARGEST:
                    raise ValueError("too long an answer")
                answer: dict[str, Any] = json.loads(await pipe_out.readexactly(head + body))
                return answer
        except TimeoutError:
            raise _Died(f"reading it took more than {limit:g} s, the parsing process was ended") from None
        except (OSError, EOFError, ValueError) as error:
            raise _Died("the parsing process ended over it") from error

    def let_go(self) -> None:
        """Close its stdin: it ends by itself."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    def wait(self, seconds: float, then: Callable[[], None]) -> None:
        self._clock = asyncio.get_running_loop().call_later(seconds, then)

    def stop_waiting(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    async def end(self) -> None:
        """End the process and wait until it is gone."""
        self.stop_waiting()
        if self.is_alive:
            self._process.kill()
        await self._process.wait()
