"""What every paper brings is one message, what is no visit is none; `make crowd` asks 200 papers."""

from __future__ import annotations

from pathlib import Path

from tests.crowd.__main__ import round_of
from tests.crowd.stories import no_visits, visit_told

PAPERS = 33


async def test_one_visit_in_many_feeds_is_one_message(tmp_path: Path) -> None:
    """Copies, retellings and six other languages are one visit, and one alert for each who asked."""
    found = await round_of(visit_told(PAPERS), tmp_path)
    assert (found.taken, found.visits) == (PAPERS, 1)
    assert found.alerts == {1: 1, 2: 1, 3: 1}


async def test_stories_that_are_no_visits_are_no_messages(tmp_path: Path) -> None:
    """Prosecutors at home, on the telephone, or in the wrong office are told to nobody."""
    found = await round_of(no_visits(PAPERS), tmp_path)
    assert found.taken > PAPERS / 2  # their words do pass the gate
    assert (found.visits, found.alerts, found.others) == (0, {}, 0)
