"""A little of every fault against the real program; `make faults` does it at length."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from pathlib import Path

import pytest

from tests.faults import ingest, scenarios, shared, weather
from tests.faults.result import Result
from tests.postgres import Unavailable

pytestmark = pytest.mark.timeout(400)  # the first of them waits for all the runs

_SEED = 7
Outcomes = Mapping[str, Result | BaseException]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """Run them two at a time, each on ground of its own: they mostly wait."""
    return asyncio.run(_all(tmp_path_factory.mktemp("faults")))


async def _all(folder: Path) -> Outcomes:
    runs = {
        "kills": scenarios.kills(folder / "kills", _SEED, 2),
        "parking": scenarios.kills(folder / "parking", _SEED, 1, parking=True),
        "stops": scenarios.stops(folder / "stops", _SEED, 1),
        "twice": scenarios.twice(folder / "twice", _SEED, 1),
        "floods": weather.floods(folder / "floods", _SEED, 1),
        "locked": weather.locked(folder / "locked", _SEED, 1, seconds=7),
        "full": weather.full(folder / "full", _SEED, 1, seconds=1),
        "power": weather.power_cuts(folder / "power", _SEED, 1),
        "clocks": weather.clocks(folder / "clocks", _SEED, 2),
        "ingest": ingest.kills(folder / "ingest", _SEED, 2),
        "shared": shared.kills(folder / "shared", _SEED, 2),
    }
    hands = asyncio.Semaphore(2)

    async def one(run: Coroutine[None, None, Result]) -> Result:
        async with hands:
            return await run

    found = await asyncio.gather(*map(one, runs.values()), return_exceptions=True)
    return dict(zip(runs, found, strict=True))


def _of(outcomes: Outcomes, name: str) -> Result:
    outcome = outcomes[name]
    if isinstance(outcome, (Unavailable, PermissionError)):
        pytest.skip(str(outcome))
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


@pytest.mark.parametrize("name", ["kills", "power", "shared"])
def test_a_killed_program_loses_nothing(outcomes: Outcomes, name: str) -> None:
    """Nothing is lost, and what came twice was in flight: at most eight, each second copy labelled."""
    result = _of(outcomes, name)
    assert result.fits, result
    assert result.lost == 0


def test_what_is_in_doubt_is_parked_where_that_is_wished(outcomes: Outcomes) -> None:
    """With parking nothing ever comes twice, and what did not come is in the operator's list."""
    result = _of(outcomes, "parking")
    assert result.fits, result
    assert result.doubled == 0


def test_a_poller_killed_while_it_reads_takes_each_entry_in_once(outcomes: Outcomes) -> None:
    """Although the feed answers 304 to what it knows, no entry is lost, and none is taken in twice."""
    result = _of(outcomes, "ingest")
    assert result.fits, result
    assert (result.lost, result.doubled) == (0, 0)


@pytest.mark.parametrize("name", ["stops", "twice", "floods", "locked", "full", "clocks"])
def test_what_kills_nobody_changes_nothing(outcomes: Outcomes, name: str) -> None:
    """Each alert comes exactly once, in order, and what the scenario asks beside that holds too."""
    result = _of(outcomes, name)
    assert result.fits, result
    assert (result.lost, result.doubled) == (0, 0)
