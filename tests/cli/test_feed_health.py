"""`feeds list`: how the feeds do, at a glance, and what to do about those in trouble."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.feedstate import FeedState
from bot.storage import Store
from bot.storage import feeds as feed_states
from tests.cli.conftest import Run

NOW = datetime.now(UTC)
NAMES = ("Well", "Quiet", "Ended", "Refused", "Lately refused", "New", "Off")
URL = "https://news.example/{}"


def state(name: str) -> FeedState:
    """Give what is kept of a feed that does as its name says."""
    well = FeedState(
        name, URL.format(name.replace(" ", "-")), baseline_at=NOW, last_ok_at=NOW - timedelta(hours=5),
        per_day=24.0, new_at=NOW - timedelta(hours=1), delay=200.0, gap=3600.0,
    )  # fmt: skip
    refused = replace(
        well, failures=12, error_kind="http_403", last_error="it answered 403: another user_agent may help",
        failing_since=NOW - timedelta(days=3),
    )  # fmt: skip
    return {
        "Well": well,
        "Quiet": replace(well, silent_at=NOW - timedelta(days=1), new_at=NOW - timedelta(days=9)),
        "Ended": replace(well, stopped_at=NOW - timedelta(hours=5), failures=1, error_kind="http_410"),
        "Refused": refused,
        "Lately refused": replace(refused, failing_since=NOW - timedelta(minutes=30)),
    }.get(name, FeedState(name, well.url))


@pytest.fixture
def known(visitwire: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Seven feeds, each in another state."""
    monkeypatch.setenv("COLUMNS", "80")
    tables = (f'[[feed]]\nname = "{name}"\nurl = "{state(name).url}"\ncountry = "AZ"\n' for name in NAMES)
    (tmp_path / "feeds.toml").write_text("\n".join(tables) + "enabled = false\n")
    assert visitwire("migrate")[0] == 0

    async def keep() -> None:
        store = Store.at(f"sqlite+aiosqlite:///{tmp_path / 'store.db'}")
        async with store.writing() as tx:
            for name in NAMES[:-2]:
                await feed_states.save_state(tx, state(name))
        await store.close()

    asyncio.run(keep())
    return visitwire


def test_those_in_trouble_come_first(known: Run) -> None:
    """Ended, failing and silent feeds stand above the others, the longest in trouble first, with advice."""
    status, out, _ = known("feeds", "list")
    assert status == 0
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    names = [line[:16].strip() for line in lines[1:-1] if not line.startswith(" ")]
    assert names == ["Ended", "Refused", "Lately refused", "Quiet", "New", "Well", "Off"]
    assert lines[-1] == "feeds 7: stopped 1, failing 2, silent 1, new 1, ok 1, off 1"
    well = next(line for line in lines if line.startswith("Well"))
    assert well.split()[:5] + well.split()[-2:] == ["Well", "AZ", "ok", "5", "h", "3", "min"]
    whole = " ".join(out.split())
    assert "http_403 ×12: it answered 403: another user_agent may help" in whole
    assert "visitwire feeds remove 'Ended'" in whole
    assert "visitwire feeds check 'Quiet'" in whole


def test_only_those_in_trouble(known: Run) -> None:
    """`--failing` leaves the others out."""
    out = known("feeds", "list", "--failing")[1]
    assert out.splitlines()[-1] == "feeds 4: stopped 1, failing 2, silent 1"


def test_health_for_scripts(known: Run) -> None:
    """`--json` gives an object for each feed, moments in RFC 3339 and lengths of time in seconds."""
    rows = {row["name"]: row for row in map(json.loads, known("feeds", "list", "--json")[1].splitlines())}
    assert set(rows) == set(NAMES)
    assert (rows["Refused"]["state"], rows["Refused"]["class"], rows["Refused"]["failures"]) == (
        "failing", "http_403", 12,
    )  # fmt: skip
    assert (round(rows["Well"]["entries_a_day"]), rows["Well"]["delay"]) == (24, 200.0)
    assert datetime.fromisoformat(rows["Ended"]["since"]) < NOW
    assert rows["Off"]["last_ok"] is None


def test_an_ended_feed_is_taken_up_again(known: Run) -> None:
    """`enable` makes the program ask again for a feed that its publisher had ended."""
    assert known("feeds", "enable", "Ended")[0] == 0
    assert "stopped" not in known("feeds", "list")[1]


def test_a_list_without_a_store(visitwire: Run) -> None:
    """Before the first run there is nothing to know, and the list is printed all the same."""
    status, out, _ = visitwire("feeds", "list")
    assert (status, out.splitlines()[-1]) == (0, "feeds 1: new 1")
    assert visitwire("feeds", "enable", "A")[0] == 0
