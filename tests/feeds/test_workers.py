"""Parsing happens in a process that may hang, swell or die without anybody else noticing."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import FeedError
from bot.feeds.workers import Workers
from tests.feeds.conftest import item, rss

ROOT = Path(__file__).parents[2]
PROC = Path(
    "/proc/self/stat"
).exists()  # elsewhere a zombie cannot be told from the living, nor limits be read
# As many elements as prescan lets through: feedparser needs seconds for them.
HANGING = rss(("<item><title>a</title>" + "<x:y xmlns:x='z'>b</x:y>" * 35 + "</item>") * 4_900).encode()
PARENT = """
import asyncio, os, sys
from bot.feeds.workers import Workers
async def main():
    async with Workers(seconds=60) as workers:
        await workers.parse(b"<rss/>")
        print(workers.pids[0], flush=True)
        await workers.parse(sys.stdin.buffer.read())
        await asyncio.sleep(60)
asyncio.run(main())
"""


def of_process(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text()


def is_alive(pid: int) -> bool:
    try:
        if not PROC:
            return os.kill(pid, 0) is None
        return of_process(pid, "stat").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def is_gone(pid: int, seconds: float = 3.0) -> bool:
    for _ in range(int(seconds / 0.02)):
        if not is_alive(pid):
            return True
        await asyncio.sleep(0.02)
    return False


async def test_no_process_runs_before_the_first_job() -> None:
    """A worker is started by the job that needs it, and goes with its owner."""
    async with Workers() as workers:
        assert workers.pids == ()
        await workers.parse(rss(item()).encode())
        (pid,) = workers.pids
        assert is_alive(pid)
    assert await is_gone(pid)


async def test_a_hanging_document_is_interrupted_and_the_worker_goes_on() -> None:
    """The timer ends the document, not the process."""
    async with Workers(seconds=0.5) as workers:
        await workers.parse(rss(item()).encode())
        before = workers.pids
        parsed = await workers.parse(HANGING)
        assert parsed.kind == "timeout"
        assert (await workers.parse(rss(item()).encode())).kind == "ok"
        assert workers.pids == before


async def test_a_killed_worker_is_replaced() -> None:
    """A process that dies over a job costs that job only."""
    async with Workers(seconds=5) as workers:
        await workers.parse(rss(item()).encode())
        (pid,) = workers.pids
        hanging = asyncio.create_task(workers.parse(HANGING))
        await asyncio.sleep(0.1)
        os.kill(pid, signal.SIGKILL)
        parsed = await hanging
        assert (parsed.kind, parsed.entries) == ("parser_error", ())
        assert (await workers.parse(rss(item()).encode())).kind == "ok"


async def test_a_worker_that_died_while_idle_is_replaced() -> None:
    """A process that the system took away between two jobs is not missed."""
    async with Workers() as workers:
        await workers.parse(rss(item()).encode())
        (pid,) = workers.pids
        os.kill(pid, signal.SIGKILL)
        assert await is_gone(pid)
        await asyncio.sleep(0.05)
        assert (await workers.parse(rss(item()).encode())).kind == "ok"
        assert workers.pids != (pid,)


async def test_a_stopped_worker_is_killed_by_its_parent() -> None:
    """Where no timer inside can ring, the parent's own limit ends the process."""
    async with Workers(seconds=0.2, grace=0.2) as workers:
        await workers.parse(rss(item()).encode())
        (pid,) = workers.pids
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(FeedError) as caught:
            await workers.page(b"<html><p>x</p></html>")
        assert caught.value.kind == "parser_error"
        assert await is_gone(pid)


async def test_a_cancelled_job_leaves_no_busy_worker() -> None:
    """Who stops waiting does not leave a process behind that still works on the old job."""
    async with Workers(seconds=5) as workers:
        await workers.parse(rss(item()).encode())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await workers.parse(HANGING)
        parsed = await workers.parse(rss(item(7)).encode())
        assert parsed.entries[0].title.endswith("7")


async def test_an_idle_worker_goes_and_comes_back() -> None:
    """After some time without work the memory is given back; the next job brings a new process."""
    async with Workers(idle=0.1) as workers:
        await workers.parse(rss(item()).encode())
        (pid,) = workers.pids
        assert await is_gone(pid)
        assert workers.pids == ()
        assert (await workers.parse(rss(item()).encode())).kind == "ok"


async def test_jobs_share_the_workers() -> None:
    """More jobs than processes wait for their turn, and each gets its own answer."""
    async with Workers(2) as workers:
        answers = await asyncio.gather(*(workers.parse(rss(item(n)).encode()) for n in range(12)))
        assert [parsed.entries[0].title[-2:].strip() for parsed in answers] == [str(n) for n in range(12)]
        assert len(workers.pids) == 2


async def test_a_page_overtakes_the_feeds_that_wait() -> None:
    """A story under way does not wait until every feed of a busy moment has been parsed."""
    ended: list[str] = []
    feed, page = rss(item("a")).encode(), b"<html><body><p>A page of a few words.</p></body></html>"

    async def parse() -> None:
        await workers.parse(feed)
        ended.append("feed")

    async def read() -> None:
        await workers.page(page, content_type="text/html", url="https://e.org/a")
        ended.append("page")

    async with Workers() as workers:
        await asyncio.gather(*(parse() for _ in range(10)), read())
    assert ended.index("page") <= 2
    assert ended.count("feed") == 10


@pytest.mark.parametrize("body", [b"<rss/>", HANGING])
def test_workers_die_with_a_parent_that_was_killed(body: bytes) -> None:
    """A parent killed outright takes its worker along: at once when idle, else when the timer rings."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.replace("seconds=60", "seconds=1")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.stdin.write(body)
    parent.stdin.close()
    time.sleep(0.2)
    assert is_alive(worker)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert asyncio.run(is_gone(worker, 4.0))


@pytest.mark.skipif(not PROC, reason="limits and environment of a process are read from /proc")
async def test_a_worker_is_poor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker's address space has a limit of its own, and no secret of its parent is in it."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:canary")
    async with Workers() as workers:
        await workers.parse(rss(item()).encode())
        limits, environment = (of_process(workers.pids[0], name) for name in ("limits", "environ"))
    (line,) = (line for line in limits.splitlines() if line.startswith("Max address space"))
    assert str(512 * 2**20) in line
    assert "canary" not in environment


def test_the_parent_never_loads_the_parsers() -> None:
    """feedparser, lxml and trafilatura stay out of the main process: they would be half of its memory."""
    code = (
        "import sys, bot.feeds.reader, bot.feeds.check, bot.feeds.catalogue;"
        "print([m for m in ('feedparser', 'lxml', 'trafilatura', 'chardet') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
