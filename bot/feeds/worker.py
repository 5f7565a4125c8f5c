"""The process that parses: it reads jobs from stdin, answers on stdout, and ends when stdin does.

It holds what may hang, swell or crash: a timer interrupts it, limits of the system end it, and its parent's
death closes its stdin. A job is a frame
{"task", "url", "content_type", "kind", "timezone", "seconds"} with the body.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import os
import resource
import signal
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO, Final
from zoneinfo import ZoneInfo

from bot.errors import FeedError
from bot.feeds.frames import LENGTHS, by_name, pack
from bot.feeds.kinds import KINDS, kind_of
from bot.feeds.outline import Refused
from bot.feeds.prescan import prepare
from bot.feeds.results import Parsed

_MEMORY: Final = 512 * 2**20  # bytes of address space; 103 KB of XML have been seen to take 314 MiB
_RETIRE: Final = (
    200 * 2**20
)  # bytes resident: past that the worker answers, then gives its place to a fresh one

Answer = dict[str, Any]
Task = Callable[[Mapping[str, Any], bytes], Answer]


class _TimeUp(BaseException):
    """Raised by the timer, beneath Exception so that no library swallows it."""


def main() -> None:
    """Serve jobs until stdin ends."""
    source, sink = _take_pipes()
    _limit()
    while (job := _receive(source)) is not None:
        header, body = job
        answer = _within(float(header["seconds"]), _TASKS[header["task"]], header, body)
        tired = answer.get("kind") == "memory" or _resident() > _RETIRE
        sink.write(pack({**answer, "last": tired}))
        sink.flush()
        if tired:
            return


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to the parent, and send what libraries print to nowhere."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    logging.disable(logging.CRITICAL)
    return source, sink


def _limit() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it closes the pipe
    signal.signal(signal.SIGALRM, _ring)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _ring(number: int, frame: FrameType | None) -> None:
    raise _TimeUp


def _receive(source: BinaryIO) -> tuple[Mapping[str, Any], bytes] | None:
    lengths = source.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    return json.loads(source.read(head)), source.read(body)


def _within(seconds: float, work: Task, header: Mapping[str, Any], body: bytes) -> Answer:
    """Do the work; whatever happens in it becomes an answer."""
    # Two timers: one that Python code and `re` obey, and one that ends the process where C code runs on.
    signal.setitimer(signal.ITIMER_PROF, 2 * seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        try:
            return work(header, body)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
    except _TimeUp:
        return _failure("timeout", f"reading it took more than {seconds:g} s")
    except MemoryError:
        return _failure("memory", f"reading it took more than {_MEMORY // 2**20} MiB")
    except FeedError as error:
        return _failure(error.kind, str(error))
    except Exception as error:  # a parser's surprise about a stranger's bytes is an answer about these bytes
        return _failure("parser_error", f"the parser gave up: {type(error).__name__}: {str(error)[:200]}")


def _failure(kind: str, message: str) -> Answer:
    return {"kind": kind, "message": " ".join(message.split())}


def _parse(header: Mapping[str, Any], body: bytes) -> Answer:
    try:
        document = prepare(body, header["content_type"])
    except Refused as refused:
        return by_name(Parsed(refused.kind, message=str(refused)))
    read = importlib.import_module(KINDS[kind_of(document.root, header["kind"])]).read
    # UTC does without the system's table of zones, which small containers lack.
    zone = ZoneInfo(header["timezone"]) if header["timezone"] else UTC
    return by_name(read(document, header["url"], datetime.now(zone)))


def _page(header: Mapping[str, Any], body: bytes) -> Answer:
    from bot.feeds import page  # trafilatura is loaded for the first page, not for feeds

    return by_name(page.read(body, header["content_type"], header["url"]))


_TASKS: Final[Mapping[str, Task]] = {"parse": _parse, "page": _page}


def _resident() -> int:
    """Tell how many bytes are resident; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    main()
