"""The faults of many processes on one PostgreSQL: killed ones, a killed leader, a server that restarts."""

from __future__ import annotations

import asyncio
import random
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.program import Ground
from tests.faults.result import Result, judged
from tests.faults.scenarios import FAR_AWAY, news
from tests.postgres import Postgres, running

_PROCESSES = 3
_LEADS = "this process leads"
_TAKEN_OVER = 15.0  # seconds, the goal


@dataclass
class Crew:
    """The processes that run, each with a log of its own."""

    ground: Ground
    logs: dict[Process, Path] = field(default_factory=dict)

    async def hire(self) -> None:
        log = self.ground.folder / f"process-{len(self.ground.processes)}.log"
        self.logs[await self.ground.start(log=log)] = log

    async def kill(self, process: Process) -> None:
        del self.logs[process]
        await self.ground.kill(process)
        await self.ground.release()

    def leader(self) -> Process | None:
        """Give the process that has said last that it leads and lives."""
        return next((one for one, log in self.logs.items() if _LEADS in _text(log)), None)

    async def led(self, seconds: float = 30.0) -> bool:
        async def so() -> bool:
            return self.leader() is not None

        return await self.ground.until(so, seconds)


def _text(log: Path) -> str:
    return log.read_text(errors="replace") if log.exists() else ""


@asynccontextmanager
async def _crew(folder: Path, seed: int) -> AsyncIterator[tuple[Crew, Postgres]]:
    """Have three processes run on a database of a PostgreSQL of our own; Unavailable where there is none."""
    with running() as server:
        async with Ground(folder, seed=seed, people=25, database=server.make()) as ground:
            await ground.befall(*FAR_AWAY)
            crew = Crew(ground)
            for _ in range(_PROCESSES):
                await crew.hire()
            await crew.led()
            yield crew, server


async def kills(folder: Path, seed: int, times: int) -> Result:
    """Kill one of three processes at random moments, every second time the leader, and start another."""
    dice = random.Random(seed)
    slowest = 0.0
    async with _crew(folder, seed) as (crew, _):
        for number in range(times):
            await news(crew.ground, number)
            await asyncio.sleep(dice.uniform(0.2, 2.5))
            leader = crew.leader()
            victim = leader if leader and number % 2 else dice.choice(list(crew.logs))
            await crew.kill(victim)
            began = time.monotonic()
            if victim is leader:
                await crew.led()
                slowest = max(slowest, time.monotonic() - began)
            await crew.hire()
        finished = await crew.ground.quiet(60 + times)
        result = await judged("kill -9, PostgreSQL, 3 processes", crew.ground, finished, times)
        return result.noting(f"slowest to take over {slowest:.1f} s", holds=slowest <= _TAKEN_OVER)


async def restarts(folder: Path, seed: int, times: int) -> Result:
    """Cut every connection to the database, as a restart of the server does, in the middle of broadcasts."""
    dice = random.Random(seed)
    async with _crew(folder, seed) as (crew, server):
        for number in range(times):
            await news(crew.ground, number)
            await asyncio.sleep(dice.uniform(1.0, 3.0))
            await asyncio.to_thread(server.cut, crew.ground.database)
            await asyncio.sleep(dice.uniform(0.0, 6.0))
        finished = await crew.ground.quiet(90)
        result = await judged("PostgreSQL restarted", crew.ground, finished, times)
        alive = sum(process.returncode is None for process in crew.logs)
        told = f"{alive} of {_PROCESSES} processes still there"
        return result.noting(told, holds=alive == _PROCESSES and result.doubled <= 8 * times)
