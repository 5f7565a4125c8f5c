"""The faults that a process has to live through: Telegram in trouble, the disk, the clock, the power."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import sqlite3
import struct
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from tests.faults.program import ROOT, Ground
from tests.faults.result import Result, judged

_PROMPT = 40.0  # seconds; two are usual where nothing else runs, and a clock that is waited for means hours
_SENDS = ("sendMessage", "editMessageText")


async def floods(folder: Path, seed: int, times: int) -> Result:
    """Let Telegram refuse single chats and whole broadcasts with a 429, for 1 to 6 seconds."""
    dice = random.Random(seed)
    async with _running(folder, seed) as ground:
        for _ in range(times):
            ground.publish()
            refusals = [{"code": 429, "retry_after": dice.randint(1, 6), "times": dice.choice((1, 2, 5))}]
            await ground.befall(*(one | {"method": "sendMessage"} for one in refusals))
            await asyncio.sleep(dice.uniform(0.5, 2.5))
        finished = await ground.quiet(120)
        result = await judged("429 storms", ground, finished, times)
        return result.noting("", holds=not result.doubled)


async def errors(folder: Path, seed: int, times: int) -> Result:
    """Let requests fail: refused with 5xx, cut before and after they took effect, half an answer.

    A message that took effect and whose answer was lost is doubled, each of them once and no other.
    """
    dice = random.Random(seed)
    kinds: list[Mapping[str, Any]] = [
        {"code": 500}, {"code": 502}, {"code": 504}, {"garbled": True},
        {"reset": "before"}, {"reset": "after"},
    ]  # fmt: skip
    async with _running(folder, seed) as ground:
        unanswered = 0
        for _ in range(times):
            fault = dice.choice(kinds)
            unanswered += fault.get("reset") == "after" or "garbled" in fault
            ground.publish()
            await ground.befall(fault | {"method": "sendMessage"})
            await ground.until(ground.befallen, 60)
            await asyncio.sleep(dice.uniform(0.3, 1.5))
        finished = await ground.quiet(180)
        result = await judged("5xx, resets, half answers", ground, finished, times)
        told = f"{unanswered} took effect without an answer"
        return result.noting(told, holds=result.doubled <= unanswered)


async def outages(folder: Path, seed: int, times: int, seconds: float = 60.0) -> Result:
    """Let Telegram answer everything with 502 for a minute while many messages wait."""
    async with _running(folder, seed) as ground:
        for _ in range(times):
            await ground.befall(
                {"code": 502, "times": 10**9}, {"code": 502, "times": 10**9, "method": "getUpdates"}
            )
            for _ in range(4):
                ground.publish()
            await asyncio.sleep(seconds)
            await ground.clear_up()
            await ground.quiet(90)
        finished = await ground.quiet(180)
        result = await judged(f"{seconds:.0f} s of 502", ground, finished, times)
        return result.noting("", holds=not result.doubled and not result.lost)


async def silence(folder: Path, seed: int, times: int, seconds: float = 60.0) -> Result:
    """Let Telegram take messages and say nothing for a minute."""
    async with _running(folder, seed) as ground:
        for _ in range(times):
            ground.publish()
            silent = [{"method": name, "delay": seconds, "times": 8} for name in (*_SENDS, "getUpdates")]
            await ground.befall(*silent)
            await asyncio.sleep(seconds)
        finished = await ground.quiet(240)
        result = await judged(f"{seconds:.0f} s of silence", ground, finished, times)
        return result.noting("", holds=result.doubled <= 8 * times)


async def locked(folder: Path, seed: int, times: int, seconds: float = 30.0) -> Result:
    """Let another program hold the database's lock in the middle of a broadcast."""
    async with _running(folder, seed) as ground:
        for _ in range(times):
            ground.publish()
            await asyncio.sleep(1.6)
            with _held(ground.file):
                await asyncio.sleep(seconds)
        finished = await ground.quiet(120)
        result = await judged(f"database locked {seconds:.0f} s", ground, finished, times)
        return _lived(ground, result.noting("", holds=not result.doubled), "kept busy by another program")


@contextmanager
def _held(file: Path) -> Iterator[None]:
    other = sqlite3.connect(file, isolation_level=None, timeout=10)
    try:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


async def full(folder: Path, seed: int, times: int, seconds: float = 8.0) -> Result:
    """Fill the disk under the database in the middle of a broadcast, then make room again."""
    disk = folder / "disk"
    with _small_disk(disk):
        database = f"sqlite+aiosqlite:///{disk / 'store.db'}"
        async with _running(folder, seed, database=database) as ground:
            for _ in range(times):
                ground.publish()
                await asyncio.sleep(1.6)
                _fill(disk)
                ground.publish()
                await ground.until(lambda: _says(ground, "the disk is full"), 20)
                await asyncio.sleep(seconds)
                (disk / "ballast").unlink()
            finished = await ground.quiet(120)
            result = await judged("disk full", ground, finished, times)
            return _lived(ground, result.noting("", holds=not result.doubled), "the disk is full")


@contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    """Mount a disk of 16 MB; OSError where this user may not."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        raise PermissionError("a small disk can be mounted by root only")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _fill(folder: Path) -> None:
    with (folder / "ballast").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0" * 4096):
            pass


async def gone(folder: Path, seed: int, times: int) -> Result:
    """Take the folder of the database away in the middle of a broadcast and bring it back."""
    async with _running(folder, seed) as ground:
        for _ in range(times):
            ground.publish()
            await asyncio.sleep(1.6)
            away = ground.file.parent.with_suffix(".away")
            ground.file.parent.rename(away)
            await asyncio.sleep(5)
            away.rename(ground.file.parent)
        finished = await ground.quiet(120)
        result = await judged("database gone and back", ground, finished, times)
        return _lived(ground, result.noting("", holds=not result.doubled))


async def power_cuts(folder: Path, seed: int, times: int) -> Result:
    """Kill the program and cut the write-ahead log behind its last commit, as a power cut may leave it."""
    dice = random.Random(seed)
    async with Ground(folder, people=25, seed=seed) as ground:
        for _ in range(times):
            process = await ground.start()
            ground.publish()
            await asyncio.sleep(dice.uniform(1.2, 3.2))
            await ground.kill(process)
            _cut(ground.file, dice)
        await ground.start()
        finished = await ground.quiet(120)
        return await judged("power cut, WAL cut", ground, finished, times)


def _cut(file: Path, dice: random.Random) -> None:
    """Leave a torn frame behind the last commit and forget the index of the log."""
    wal = Path(f"{file}-wal")
    if wal.exists() and (end := _committed(wal.read_bytes())):
        with wal.open("r+b") as log:
            log.truncate(end)
            log.seek(end)
            log.write(dice.randbytes(dice.randint(1, 4119)))
    Path(f"{file}-shm").unlink(missing_ok=True)


def _committed(log: bytes) -> int:
    """Give where the last commit ends, https://sqlite.org/fileformat2.html#walformat; 0 without any."""
    if len(log) < 32:
        return 0
    page, salts = struct.unpack(">I", log[8:12])[0], log[16:24]
    end, frame = 0, page + 24
    for start in range(32, len(log) - frame + 1, frame):
        if log[start + 8 : start + 16] != salts:
            break
        if struct.unpack(">I", log[start + 4 : start + 8])[0]:
            end = start + frame
    return end


async def clocks(folder: Path, seed: int, times: int) -> Result:
    """Let summer time begin and end, and put the clock a day ahead, a day back, an hour either way.

    News has to arrive as promptly as before.
    """
    slowest = 0.0
    changes = [time.time() + 10, time.time() + 16]
    jumps = (86_400, -86_400, 3_600, -3_600)
    offset = folder / "offset"
    _shift(offset, 0)
    path = os.pathsep.join((str(Path(__file__).parent / "shifted"), str(ROOT)))
    more = {"PYTHONPATH": path, "SHIFTED_BY": str(offset), "TZ": _zone(*changes)}
    async with _running(folder, seed, more=more) as ground:
        for change in changes:
            await asyncio.sleep(max(0.0, change - time.time()) + 0.5)
            slowest = max(slowest, await _told_after(ground))
        for number in range(times):
            _shift(offset, jumps[number % len(jumps)])
            await asyncio.sleep(2)
            slowest = max(slowest, await _told_after(ground))
        finished = await ground.quiet(60)
        name = "summer time, clock ± 1 day, ± 1 hour"
        result = await judged(name, ground, finished, times + len(changes))
        prompt = slowest < _PROMPT and not result.doubled
        return result.noting(f"slowest from news to the last chat {slowest:.1f} s", holds=prompt)


def _zone(begins: float, ends: float) -> str:
    """Name a zone, as POSIX writes them, whose summer time begins and ends at these moments."""
    rules = [time.strftime("%j/%H:%M:%S", time.gmtime(at)) for at in (begins, ends + 3600)]
    return "STD0DST," + ",".join(f"{int(rule[:3]) - 1}{rule[3:]}" for rule in rules)


async def _told_after(ground: Ground) -> float:
    """Bring out news and give the seconds until everybody has it."""
    began = time.time()
    ground.publish()
    await ground.until(lambda: _all_told(ground), 60)
    return time.time() - began


def _shift(offset: Path, seconds: int) -> None:
    """Move the program's clock; the file is there whole at every moment."""
    offset.parent.mkdir(parents=True, exist_ok=True)
    before = int(offset.read_text()) if offset.exists() else 0
    new = offset.with_suffix(".new")
    new.write_text(str(before + seconds))
    new.rename(offset)


async def _all_told(ground: Ground) -> bool:
    return not (await ground.count()).lost


@asynccontextmanager
async def _running(folder: Path, seed: int, **ground: Any) -> AsyncIterator[Ground]:
    """Have the program run on fresh ground; it must still be there in the end."""
    async with Ground(folder, people=25, seed=seed, **ground) as made:
        process = await made.start()
        await made.runs()
        yield made
        if process.returncode is not None:
            raise AssertionError(f"the program has ended with status {process.returncode}")


async def _says(ground: Ground, words: str) -> bool:
    return ground.said(words)


def _lived(ground: Ground, result: Result, words: str = "") -> Result:
    """Hold against the result that the program has not said what was wrong, or has said it like mad."""
    lines = ground.log.read_text(errors="replace").splitlines()
    errors = [line for line in lines if " ERROR " in line or " CRITICAL " in line]
    said = not words or any(words in line for line in errors)
    calm = len(errors) < 200 and "Traceback" not in "".join(errors)
    return result.noting(f"{len(errors)} lines of errors", holds=said and calm)
