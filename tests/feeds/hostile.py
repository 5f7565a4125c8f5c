"""Every hostile shape in every size through the real workers, as one table: `make hostile`.

Counted are hangs (more than ten seconds), deaths of the process, its largest memory, and how each document
ended. A class is an answer; "by timer" is said apart. Exit status 1 when something hung, died or swelled.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import FeedError
from bot.feeds.workers import Workers
from tests.feeds.hostile_pages import PAGES
from tests.feeds.hostile_pieces import FEED, Shape
from tests.feeds.hostile_shapes import SHAPES

SIZES = (16, 64, 256, 1024)  # KiB
HANG = 10.0  # seconds
MEMORY = 512  # MiB
# What the parent says of a process that it had to end, or that ended by itself.
_DEATHS = ("was ended", "ended over it", "cannot be started")


@dataclass(slots=True)
class Tally:
    """How documents ended."""

    kinds: Counter[str] = field(default_factory=Counter)
    hangs: list[str] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)
    timers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)  # surprises of a parser, with what it said
    slowest: tuple[float, str] = (0.0, "")
    memory: float = 0.0  # MiB, the largest of any process

    @property
    def is_sound(self) -> bool:
        return not self.hangs and not self.deaths and not self.errors and self.memory <= MEMORY

    def take(self, name: str, kind: str, message: str, seconds: float) -> None:
        self.kinds[kind] += 1
        self.slowest = max(self.slowest, (seconds, name))
        if seconds > HANG:
            self.hangs.append(name)
        if kind == "timeout":
            self.timers.append(name)
        if any(sign in message for sign in _DEATHS):
            self.deaths.append(name)
        elif kind == "parser_error":
            self.errors.append(f"{name}: {message}")

    def told(self, what: str) -> str:
        """Write the tally as lines for a terminal."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.kinds.most_common())
        named = [
            ("hung", self.hangs),
            ("died", self.deaths),
            ("by timer", self.timers),
            ("surprise", self.errors),
        ]
        return "\n".join(
            [
                f"{what}: {self.kinds.total()} documents, {len(self.hangs)} hung, {len(self.deaths)} killed "
                f"a process, {len(self.timers)} ended by timer, slowest {self.slowest[0]:.1f} s "
                f"({self.slowest[1]}), at most {self.memory:.0f} MiB",
                f"  {kinds}",
                *(f"  {how}: {name}" for how, names in named for name in names),
            ]
        )


async def feeds(
    sizes: Sequence[int], shapes: Mapping[str, Shape] = SHAPES, seconds: float | None = None
) -> Tally:
    """Parse every shape in every size (KiB); a good feed must be read after it."""
    tally = Tally()
    async with Workers() if seconds is None else Workers(seconds=seconds) as workers:
        for name, body in documents(shapes, sizes):
            began = time.monotonic()
            parsed = await workers.parse(body, url="http://a.example/feed")
            tally.take(name, parsed.kind, parsed.message, time.monotonic() - began)
            tally.memory = max(tally.memory, peak(workers.pids))
            assert (await workers.parse(FEED.encode())).kind == "ok", name
    return tally


async def pages(
    sizes: Sequence[int], shapes: Mapping[str, Shape] = PAGES, seconds: float | None = None
) -> Tally:
    """Read every hostile page in every size (KiB)."""
    tally = Tally()
    async with Workers() if seconds is None else Workers(seconds=seconds) as workers:
        for name, body in documents(shapes, sizes):
            began, kind, message = time.monotonic(), "ok", ""
            try:
                await workers.page(body, content_type="text/html", url="http://a.example/1")
            except FeedError as error:
                kind, message = error.kind, str(error)
            tally.take(name, kind, message, time.monotonic() - began)
            tally.memory = max(tally.memory, peak(workers.pids))
    return tally


def documents(shapes: Mapping[str, Shape], sizes: Iterable[int]) -> Iterable[tuple[str, bytes]]:
    for kib in sizes:
        for name, write in shapes.items():
            yield f"{name}, {kib} KiB", write(kib * 1024)


def peak(pids: Iterable[int]) -> float:
    """Give the most memory that one of these processes has had, in MiB; 0 where the system is silent."""
    lines = [line for pid in pids for line in _status(pid) if line.startswith("VmHWM")]
    return max((int(line.split()[1]) / 1024 for line in lines), default=0.0)


def _status(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return []


def main() -> int:
    """Run everything and print it."""
    sound = True
    for what, run in (("feeds", feeds), ("pages", pages)):
        tally = asyncio.run(run(SIZES))
        print(tally.told(what), flush=True)
        sound = sound and tally.is_sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
