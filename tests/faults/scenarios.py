"""The faults that end a process: each scenario runs the real program and gives one line of figures."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

from tests.faults.program import Ground
from tests.faults.result import Result, judged

# Each answer comes 0.15 s after the message took effect, so that there is always something in the air.
FAR_AWAY = [{"method": name, "delay": 0.15, "times": 10**9} for name in ("sendMessage", "editMessageText")]


async def kills(folder: Path, seed: int, times: int, *, parking: bool = False) -> Result:
    """Kill the program at random moments, from its first instant to the middle of a broadcast."""
    dice = random.Random(seed)
    more = {"VISITWIRE_DELIVERY__REPEAT_UNKNOWN": "false"} if parking else {}
    async with Ground(folder, seed=seed, people=25, more=more) as ground:
        await ground.befall(*FAR_AWAY)
        for number in range(times):
            process = await ground.start()
            await news(ground, number)
            if number % 4:  # every fourth dies while it starts
                await ground.runs()
            await asyncio.sleep(dice.uniform(0.0, 2.5))
            await ground.kill(process)
        await ground.start()
        finished = await ground.quiet(60 + 2 * times)
        result = await judged("kill -9, parked" if parking else "kill -9", ground, finished, times)
        if not parking:
            return result
        parked, listed = await ground.ended("uncertain"), await ground.listed()
        return result.noting(f"doctor lists {listed}", holds=listed == parked and not result.doubled)


async def news(ground: Ground, number: int) -> None:
    """Keep the outbox filled: a new visit each time, and every third visit changes later."""
    await ground.keeps_up()
    ground.publish()
    if number % 3 == 2:
        ground.sign(ground.told[-2])


async def stops(folder: Path, seed: int, times: int) -> Result:
    """Stop the program in good order in the middle of a broadcast; the slowest exit counts."""
    dice = random.Random(seed)
    slowest = 0.0
    async with Ground(folder, seed=seed, people=25) as ground:
        statuses = set()
        for number in range(times):
            process = await ground.start()
            await news(ground, number)
            if number % 4:
                await ground.runs()
            await asyncio.sleep(dice.uniform(0.5, 2.5))
            began = time.monotonic()
            process.terminate()
            statuses.add(await process.wait())
            slowest = max(slowest, time.monotonic() - began)
        await ground.start()
        finished = await ground.quiet(60 + 2 * times)
        result = await judged("SIGTERM", ground, finished, times)
        fits = slowest < 10 and not (result.lost or result.doubled) and statuses <= {0, -15}
        return result.noting(f"slowest exit {slowest:.1f} s, statuses {sorted(statuses)}", holds=fits)


async def twice(folder: Path, seed: int, times: int) -> Result:
    """Start the program a second time on the same store, again and again."""
    async with Ground(folder, seed=seed, people=10) as ground:
        await ground.start()
        await asyncio.sleep(2)
        statuses = set()
        for number in range(times):
            await news(ground, number)
            second = await ground.start()
            statuses.add(await asyncio.wait_for(second.wait(), 40))
        finished = await ground.quiet()
        clear = ground.said("another Visitwire is running on")
        result = await judged("started twice", ground, finished, times)
        fits = statuses == {75} and clear and not result.doubled
        return result.noting(f"the second ends with status {sorted(statuses)}", holds=fits)


async def rivals(folder: Path, seed: int, times: int) -> Result:
    """Start a second program with the same token on a store of its own: the newcomer has to leave."""
    async with Ground(folder, seed=seed, people=10) as ground:
        first = await ground.start()
        await ground.runs()
        await asyncio.sleep(20)  # it has been there for longer
        statuses = set()
        for number in range(times):
            await news(ground, number)
            other = f"sqlite+aiosqlite:///{folder / f'other-{number}.db'}"
            second = await ground.start(VISITWIRE_DATABASE__URL=other)
            statuses.add(await asyncio.wait_for(second.wait(), 90))
        finished = await ground.quiet()
        clear = ground.said("another program polls Telegram with this token; stop it")
        result = await judged("two with one token", ground, finished, times)
        fits = statuses == {75} and first.returncode is None and clear and not result.doubled
        return result.noting(f"the newcomer ends with status {sorted(statuses)}", holds=fits)


async def revoked(folder: Path, seed: int, times: int) -> Result:
    """Revoke the token in the middle of a broadcast; with a new one the rest has to arrive."""
    async with Ground(folder, seed=seed, people=25) as ground:
        statuses, slowest = set(), 0.0
        for number in range(times):
            process = await ground.start()
            await ground.runs()
            await news(ground, number)
            await asyncio.sleep(1.5)
            await ground.befall(
                {"code": 401, "times": 1, "method": "sendMessage" if number % 2 else "getUpdates"}
            )
            began = time.monotonic()
            ground.publish()
            statuses.add(await asyncio.wait_for(process.wait(), 60))
            slowest = max(slowest, time.monotonic() - began)
        await ground.start()
        finished = await ground.quiet()
        clear = ground.said("copy it again from @BotFather") and not ground.said("Traceback")
        result = await judged("token revoked", ground, finished, times)
        told = f"ends with status {sorted(statuses)}, at most {slowest:.0f} s later"
        return result.noting(told, holds=statuses == {1} and clear and not result.doubled)
