"""Kills while a feed is read: each entry is taken in once, although the feed answers 304 to what it knows."""

from __future__ import annotations

import asyncio
import random
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from pathlib import Path

from sqlalchemy import func, select, update

from bot.storage import Store
from bot.storage.schema import articles, feeds, outbox, sightings
from tests.app.paper import WEATHER
from tests.faults.program import Ground
from tests.faults.result import Result

_SHOWN = 60  # items
_READ_WITHIN = 2.0  # seconds; by then a poll that brings something has ended, the first of a process too


async def kills(folder: Path, seed: int, times: int) -> Result:
    """Kill the poller at random moments after the feed has answered; some kills come while it starts."""
    dice = random.Random(seed)
    async with Ground(folder, seed=seed, people=1) as ground:
        for number in range(times):
            _publish(ground, number)
            process = await ground.start(command="poll")
            await ground.keeps_up()
            if number % 4:
                await ground.paper.polled(seconds=60)
            await asyncio.sleep(dice.uniform(0.0, _READ_WITHIN))
            process.kill()
            await process.wait()
        process = await ground.start(command="poll")
        finished = await ground.until(lambda: _all_there(ground), 60)
        process.terminate()
        await process.wait()
        lost, twice = await _counted(ground)
        again = await _read_anew(ground)
    unchanged = ground.paper.asked["304"]
    fits = finished and not (lost or twice or again)
    result = Result("kill -9 in ingest", times, times, lost, twice, 0, 0, 1, 0, 0, fits)
    return result.noting(f"{again} entries taken for new when read anew, {unchanged} answers 304")


def _publish(ground: Ground, number: int) -> None:
    """Bring out a visit between two items that are none."""
    title, text = WEATHER
    ground.paper.publish((f"{title}, report {2 * number}", text))
    ground.publish()
    ground.paper.publish((f"{title}, report {2 * number + 1}", text))
    del ground.paper.items[_SHOWN:]


async def _all_there(ground: Ground) -> bool:
    return len(await _alerts(ground)) >= len(ground.told)


async def _alerts(ground: Ground) -> Counter[str]:
    rows = await ground.rows("visit_id, kind")
    return Counter(row.visit_id for row in rows if row.kind == "alert")


async def _counted(ground: Ground) -> tuple[int, int]:
    """Count the visits that nobody is told of, and what came of an entry more than once."""
    store = Store.at(ground.database)
    async with store.reading() as tx:
        taken = (await tx.execute(select(func.count()).select_from(articles))).scalar_one()
        reports = (await tx.execute(select(func.count()).select_from(sightings))).scalar_one()
    await store.close()
    alerts = await _alerts(ground)
    told = len(ground.told)
    lost = told - min(taken, reports, len(alerts), told)
    return lost, max(taken, reports, alerts.total()) - told + lost


async def _read_anew(ground: Ground) -> int:
    """Let the feed be read as if nothing was known of its body; gives how many entries count as new."""
    store = Store.at(ground.database)
    async with store.writing() as tx:
        await tx.execute(update(feeds).values(etag=None, last_modified=None, body_hash=None))
        before = (await tx.execute(select(func.count()).select_from(outbox))).scalar_one()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "--config", str(ground.folder), "poll", "--once",
        cwd=ground.folder, stdout=PIPE, env=ground.environ(),
    )  # fmt: skip
    said, _ = await process.communicate()
    async with store.reading() as tx:
        after = (await tx.execute(select(func.count()).select_from(outbox))).scalar_one()
    await store.close()
    found = said.decode().split("entries ")[1].split(",")[0]
    return int(found) + after - before
