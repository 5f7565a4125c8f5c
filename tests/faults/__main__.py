"""`python -m tests.faults [--seed N] [--quick] [NAME …]`: every fault, counted; status 1 if one is missed."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from tests.faults import ingest, scenarios, shared, weather
from tests.faults.result import HEAD, Result
from tests.postgres import Unavailable

Scenario = Callable[[Path, int, int], Awaitable[Result]]
# How often each is done, and with --quick.
_ALL: dict[str, tuple[Scenario, int, int]] = {
    "kills": (scenarios.kills, 200, 8),
    "parking": (partial(scenarios.kills, parking=True), 200, 8),
    "ingest": (ingest.kills, 200, 8),
    "shared": (shared.kills, 100, 6),
    "restarts": (shared.restarts, 10, 2),
    "stops": (scenarios.stops, 50, 4),
    "twice": (scenarios.twice, 5, 2),
    "rivals": (scenarios.rivals, 3, 1),
    "revoked": (scenarios.revoked, 6, 2),
    "floods": (weather.floods, 30, 4),
    "errors": (weather.errors, 60, 6),
    "outages": (weather.outages, 3, 1),
    "silence": (weather.silence, 2, 1),
    "locked": (weather.locked, 3, 1),
    "full": (weather.full, 5, 1),
    "gone": (weather.gone, 5, 1),
    "power": (weather.power_cuts, 20, 3),
    "clocks": (weather.clocks, 8, 4),
}
_WIDTHS = (34, 6, 7, 5, 6, 6, 5, 7, 8, 7, 7, 0)


def main() -> int:
    """Run what was named, or everything, and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_ALL))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="a few of each")
    given = parser.parse_args()
    if unknown := set(given.names) - _ALL.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(_ALL)}")
    print(_line(HEAD), flush=True)
    results = [_one(name, given.seed, given.quick) for name in given.names or _ALL]
    return int(not all(results))


def _one(name: str, seed: int, quick: bool) -> bool:
    scenario, often, seldom = _ALL[name]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        try:
            result = asyncio.run(_awaited(scenario(Path(folder) / name, seed, seldom if quick else often)))
        except (Unavailable, PermissionError) as reason:
            print(f"{name}: left out, {reason}", flush=True)
            return True
    print(_line(result.noting(f"{time.monotonic() - began:.0f} s").row()), flush=True)
    return result.fits


async def _awaited(result: Awaitable[Result]) -> Result:
    return await result


def _line(cells: tuple[str, ...]) -> str:
    return " ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()


if __name__ == "__main__":
    sys.exit(main())
