"""Every published figure of speed and size, as one table: `python -m tests.bench` (part of `make bench`).

Medians on the machine at hand; the aims are those of docs/benchmarks.md. Nothing leaves loopback.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.model import Article
from bot.reading import read
from bot.sandbox import Sandbox
from tests.app.paper import BAHRAIN, BAHRAIN_SIGNED, KAZAKHSTAN, WEATHER, Paper
from tests.figures import Figure, table

_ROOT = Path(__file__).parents[1]
_SIZE = 3000  # characters of an article
_ROUNDS = 5
_PEOPLE = 40  # each asks once, since one person is answered once a second only
_ITEMS = 7
_REST = 13  # seconds after which the parsing process is let go
_COURT = (
    "Court postpones hearing",
    "The prosecutor asked the district court for more time, and the judge postponed the hearing to Thursday. "
    "Lawyers of the defence did not object. The prosecutor general's office declined to comment on the case.",
)
# Prosecutors general of these travel in the measured items, so that each is a visit of its own.
_HOSTS = ("Tashkent", "Ankara", "Doha", "Riyadh", "Rome", "Madrid", "Athens", "Vienna")


def main() -> None:
    """Measure everything and print the table."""
    figures = [*reading(), help_time()]
    with tempfile.TemporaryDirectory() as folder:
        figures += asyncio.run(running(Path(folder)))
    print(table(figures))


def reading() -> list[Figure]:
    """Articles a second on one core: without a word of prosecution, with some, and visits."""
    kinds = (
        ("explain, irrelevant articles of 3 kB", [WEATHER], 1500.0),
        ("explain, court news of 3 kB", [_COURT], 0.0),
        ("explain, visit articles", [BAHRAIN, BAHRAIN_SIGNED, KAZAKHSTAN], 200.0),
    )
    found = []
    for what, stories, aim in kinds:
        irrelevant = stories[0] not in (BAHRAIN,)
        articles = [_article(story, _SIZE if irrelevant else 0) for story in stories]
        rate = _rate(articles)
        found.append(Figure(what, rate, "articles/s", f"≥ {aim:,.0f}" if aim else "no aim", rate >= aim))
    return found


def _article(story: tuple[str, str], size: int) -> Article:
    title, text = story
    while len(text) < size:
        text += " " + story[1]
    return Article(title=title, text=text[: max(size, len(story[1]))], published="2026-01-26")


def _rate(articles: Sequence[Article]) -> float:
    """Read the articles over and over, several times; processor time, so that load does not count."""
    now = datetime(2026, 1, 27, tzinfo=UTC)
    for article in articles:
        read(article, now=now)
    rates = []
    for _ in range(_ROUNDS):
        began, done = time.process_time(), 0
        while time.process_time() - began < 0.6:
            for article in articles:
                read(article, now=now)
            done += len(articles)
        rates.append(done / (time.process_time() - began))
    return statistics.median(rates)


def help_time() -> Figure:
    """Seconds on the wall clock of `visitwire --help`."""

    def once() -> float:
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "bot", "--help"], cwd=_ROOT, stdout=subprocess.DEVNULL, check=True
        )
        return time.monotonic() - began

    took = statistics.median(once() for _ in range(9)) * 1000
    return Figure("visitwire --help", took, "ms", "< 300", took < 300)


async def running(folder: Path) -> list[Figure]:
    """Start the bot against a newspaper and a Bot API server, and measure it from outside."""
    async with Paper() as paper, Sandbox(port=0, demo=False) as sandbox:
        paper.publish(WEATHER)
        bot = await _started(folder, paper, sandbox)
        try:
            await paper.polled(2)
            replies = await _replies(sandbox)
            alerts = await _alerts(paper, sandbox)
            busy = _memory(bot.pid)
            await asyncio.sleep(_REST)
            memory = _memory(bot.pid)
        finally:
            bot.terminate()
            await bot.wait()
    reply, alert = statistics.median(replies) * 1000, statistics.median(alerts)
    return [
        Figure("idle bot, all processes", memory, "MB", "< 160", memory < 160),
        Figure("the same with its parsing process", busy, "MB", "< 200", busy < 200),
        Figure("command to reply", reply, "ms", "< 50", reply < 50),
        Figure("new item to message, polled each second", alert, "s", "< 2", alert < 2),
    ]


async def _started(folder: Path, paper: Paper, sandbox: Sandbox) -> Process:
    (folder / "feeds.toml").write_text(f'[[feed]]\nname = "Gazette"\nurl = "{paper.feed_url}"\n')
    environ = {
        "PYTHONPATH": str(_ROOT),
        "TELEGRAM_BOT_TOKEN": sandbox.token,
        "VISITWIRE_TELEGRAM__BASE_URL": sandbox.base_url,
        "VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES": "true",
        "VISITWIRE_FEEDS__INTERVAL": "1",
        "VISITWIRE_HISTORY__STARTER": "false",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "--config", str(folder), "run",
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | environ,
    )  # fmt: skip


async def _replies(sandbox: Sandbox) -> list[float]:
    took = []
    for number in range(_PEOPLE):
        person = sandbox.world.user(f"P{number}")
        took.append(await _timed(lambda person=person: person.say("/visits Bahrain"), person))  # type: ignore[misc]
    return took[3:]  # the first ones load what the others find loaded


async def _alerts(paper: Paper, sandbox: Sandbox) -> list[float]:
    ada = sandbox.world.user("Ada")
    ada.say("/subscribe all")
    await ada.hears("")
    took = []
    for number, city in enumerate(_HOSTS[:_ITEMS]):
        await paper.polled(1)
        await asyncio.sleep(0.13 * number)  # at another moment between two polls each time
        title, text = (part.replace("Manama", city) for part in BAHRAIN)
        story = (f"{title} {number}", text.replace("Bahrain's ", "the host's ").replace(BAHRAIN[0], ""))
        took.append(await _timed(lambda story=story: paper.publish(story), ada, city))  # type: ignore[misc]
    return took


async def _timed(do: Callable[[], object], person: object, words: str = "") -> float:
    began = time.monotonic()
    do()
    await person.hears(words, seconds=15)  # type: ignore[attr-defined]
    return time.monotonic() - began


def _memory(root: int) -> float:
    """Add up the resident memory of a process and all below it, in MB of 10^6 bytes."""
    return sum(resident(process) for process in [root, *below(root)]) / 1e6


def below(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            stat = (entry / "stat").read_text()
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found - {root})


def resident(process: int) -> int:
    """Give the memory of a process in bytes; none where it has ended since it was listed."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


if __name__ == "__main__":
    main()
