"""A broadcast at full speed against a Telegram that keeps its limits to the letter.

`python -m tests.faults.drain [SECONDS]`: rate, refusals, answers to people meanwhile, processor and memory.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import Figure, below, resident
from tests.faults import ledger
from tests.faults.program import Ground
from tests.faults.telegram import FIRST_PERSON

ALLOWED = 30.0  # messages a second
_WARM_UP = 10.0  # seconds at the start that are not measured: a full gate and an empty cache


@dataclass(frozen=True, slots=True)
class Drained:
    """What a drain came to; `processor` is the share of one core, all processes of the program together.

    Of it, `sending` is what sending costs: the rest was there before, while feed and questions went on.
    """

    seconds: float
    rate: float  # accepted in a second, alerts and answers together
    refused: int
    busiest: int  # requests in the busiest second
    slowest_answer: float  # seconds
    usual_answer: float
    processor: float
    sending: float
    memory: float  # MB of 10^6 bytes, the highest

    def figures(self) -> list[Figure]:
        """Give the lines of the table with their goals."""
        share = 100 * self.rate / ALLOWED
        return [
            Figure(f"drained for {self.seconds:.0f} s, of the allowed rate", share, "%", "≥ 97", share >= 97),
            Figure("429 earned", self.refused, "", "0", self.refused == 0),
            Figure("most in any second", self.busiest, "requests", "≤ 30", self.busiest <= ALLOWED),
            Figure("/visits meanwhile, median", 1000 * self.usual_answer, "ms", "none set", True),
            Figure("/visits meanwhile, slowest", 1000 * self.slowest_answer, "ms", "≤ 200",
                   self.slowest_answer <= 0.2),
            Figure("processor for sending", 100 * self.sending, "% of a core", "≤ 10", self.sending <= 0.1),
            Figure("processor, all of the program", 100 * self.processor, "% of a core", "none set", True),
            Figure("memory, all of the program", self.memory, "MB", "≤ 250", self.memory <= 250),
        ]  # fmt: skip


async def drain(folder: Path, seconds: float) -> Drained:
    """Tell so many people of one visit that the queue outlasts the measurement."""
    people = int((seconds + 3 * _WARM_UP) * ALLOWED)
    async with Ground(folder, people=people, telegram=("--strict", "--asking")) as ground:
        process = await ground.start()
        idle = await _idle(process.pid)
        ground.publish()
        await ground.until(lambda: _begun(ground), 60)
        await asyncio.sleep(_WARM_UP)
        began, cost = time.time(), _processor(process.pid)
        memory = 0.0
        while time.time() < began + seconds:
            memory = max(memory, _memory(process.pid))
            await asyncio.sleep(1)
        ended, cost = time.time(), _processor(process.pid) - cost
        return _drained(ground, began, ended, cost, idle, memory)


async def _idle(process: int) -> float:
    """Give the share of a core that the program takes while there is nothing to send."""
    await asyncio.sleep(5)  # it starts
    cost = _processor(process)
    await asyncio.sleep(_WARM_UP)
    return (_processor(process) - cost) / _WARM_UP


async def _begun(ground: Ground) -> bool:
    return any(line["chat"] == FIRST_PERSON for line in ledger.read(ground.book))


def _drained(ground: Ground, began: float, ended: float, cost: float, idle: float, memory: float) -> Drained:
    book = ledger.read(ground.book)
    calls = [line for line in book if line["status"]]
    answers = [line["took"] for line in book if not line["status"] and began <= line["at"] <= ended]
    accepted = sum(line["status"] == 200 and began <= line["at"] <= ended for line in calls)
    return Drained(
        seconds=ended - began,
        rate=accepted / (ended - began),
        refused=sum(line["status"] == 429 for line in calls),
        busiest=ledger.busiest(calls),
        slowest_answer=max(answers, default=0.0),
        usual_answer=statistics.median(answers or [0.0]),
        processor=cost / (ended - began),
        sending=cost / (ended - began) - idle,
        memory=memory,
    )


def _processor(root: int) -> float:
    """Give the processor time of a process and all below it, in seconds."""
    ticks = os.sysconf("SC_CLK_TCK")
    return sum(_times(process) for process in [root, *below(root)]) / ticks


def _times(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _memory(root: int) -> float:
    return sum(resident(process) for process in [root, *below(root)]) / 1e6


def main() -> None:
    """Measure and print the table."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(drain(Path(folder), seconds)).figures()
    for one in figures:
        verdict = "ok" if one.is_met else "MISSED"
        print(f"{one.what:<46} {one.value:>9,.1f} {one.unit:<12} {one.aim:<9} {verdict}")


if __name__ == "__main__":
    main()
