"""One line of the table: what was done, what was counted, and whether it is as it should be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.faults import ledger
from tests.faults.program import Ground

IN_FLIGHT = 8


@dataclass(frozen=True, slots=True)
class Result:
    """What a scenario came to; `fits` says whether every goal is reached."""

    name: str
    times: int
    wanted: int
    lost: int
    doubled: int
    worst: int  # doubled by one blow
    unlabelled: int
    most_copies: int
    inversions: int
    halted: int  # requests while told to wait
    fits: bool
    note: str = ""

    def noting(self, note: str, *, holds: bool = True) -> Result:
        """Add a remark, and whether what it is about is as it should be."""
        said = "; ".join(filter(None, (self.note, note)))
        return replace(self, note=said, fits=self.fits and holds)

    def row(self) -> tuple[str, ...]:
        """Give the cells of the table."""
        counted = (self.times, self.wanted, self.lost, self.doubled, self.worst, self.unlabelled)
        more = (self.most_copies, self.inversions, self.halted)
        return (self.name, *map(str, counted), *map(str, more), "ok" if self.fits else "MISSED", self.note)


HEAD = (
    "fault", "times", "alerts", "lost", "twice", "worst", "bare", "copies", "swapped", "halted", "", "",
)  # fmt: skip


async def judged(name: str, ground: Ground, finished: bool, times: int) -> Result:
    """Count what arrived; each kill may double what was in flight, no more."""
    count = await ground.count()
    book = ledger.read(ground.book)
    untold, dead = await ground.untold(), await ground.ended("dead")
    parked = await ground.ended("uncertain")
    blows = await ground.blows()
    worst, strays = ledger.per_blow(count.copies, blows) if blows else (0, 0)
    halted = ledger.during_halts(book)
    clean = not (untold or dead or halted or strays or count.inversions or count.unlabelled)
    listed = count.lost <= parked
    fits = finished and clean and listed and worst <= IN_FLIGHT and count.most_copies <= 2
    result = Result(
        name, times, count.wanted, count.lost, count.doubled, worst, count.unlabelled,
        count.most_copies, count.inversions, halted, fits,
    )  # fmt: skip
    remarks = {"not finished": not finished, f"{untold} cards not brought up to date": untold,
               f"{dead} dead": dead, f"{parked} parked": parked,
               f"{strays} twice by no kill": strays}  # fmt: skip
    return result.noting("; ".join(words for words, so in remarks.items() if so))
