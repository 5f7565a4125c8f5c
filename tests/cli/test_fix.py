"""`visitwire fix`: corrections on the command line, told with before and after."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.app.paper import BAHRAIN, KAZAKHSTAN
from tests.cli.conftest import Run, line


@pytest.fixture
def visit(visitwire: Run) -> str:
    """A store with one visit, told by one article; gives its id."""
    return taken(visitwire, BAHRAIN, "a")


def taken(visitwire: Run, story: tuple[str, str], slug: str) -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    article = line(story, slug, url=f"https://e.org/{slug}", published=now)
    status, out, _ = visitwire("take-in", "--json", "-", stdin=article)
    assert status == 0
    return str(json.loads(out)["visits"][0]["id"])


def shown(visitwire: Run) -> list[str]:
    return [json.loads(one)["id"] for one in visitwire("visits", "--format", "json")[1].splitlines()]


def test_a_field_is_set_with_before_and_after(visitwire: Run, visit: str) -> None:
    """The change is printed, is in the outputs, is in the log, and can be taken back."""
    status, out, _ = visitwire("fix", "set", visit, "visitor.name", "Ada", "Lovelace")
    assert status == 0
    assert "visitor.name: Kamran Aliyev → Ada Lovelace" in out
    assert "Ada Lovelace" in visitwire("visits", "--format", "csv")[1]
    status, out, _ = visitwire("fix", "show", visit)
    assert "set" not in out and "fix visitor.name Ada Lovelace (command line" in out
    assert "source 1: https://e.org/a" in out
    assert "Ada Lovelace → Kamran Aliyev" in visitwire("fix", "undo", visit)[1]
    assert "undone" in visitwire("fix", "show", visit)[1]


def test_a_wrong_value_says_what_is_allowed(visitwire: Run, visit: str) -> None:
    """Wrong usage ends with status 2 and the allowed values, an unknown visit with 1."""
    status, _, err = visitwire("fix", "set", visit, "status", "done")
    assert (status, "planned, ongoing, completed, cancelled, not_confirmed" in err) == (2, True)
    status, _, err = visitwire("fix", "set", visit, "colour", "red")
    assert (status, "host.city" in err) == (2, True)
    status, _, err = visitwire("fix", "reject", "nothing")
    assert (status, "no such visit" in err) == (1, True)


def test_a_false_alarm_is_in_no_output(visitwire: Run, visit: str) -> None:
    """Rejected, a visit is neither table, JSON, CSV nor calendar; undone it is back."""
    assert "state: shown → rejected" in visitwire("fix", "reject", visit)[1]
    for form in ("table", "json", "csv", "ics"):
        assert visit not in visitwire("visits", "--format", form)[1]
    assert "state: rejected → shown" in visitwire("fix", "undo", visit)[1]
    assert shown(visitwire) == [visit]


def test_visits_are_merged_and_parted(visitwire: Run, visit: str) -> None:
    """What was merged is one until it is taken back, and a source is split off by its number."""
    other = taken(visitwire, KAZAKHSTAN, "b")
    assert f"{other}: merged into {visit}" in visitwire("fix", "merge", other, visit)[1]
    assert shown(visitwire) == [visit]
    assert visitwire("fix", "undo", visit)[0] == 0
    assert sorted(shown(visitwire)) == sorted([visit, other])
    visitwire("fix", "merge", other, visit)
    status, out, _ = visitwire("fix", "split", visit, "1")
    assert (status, "1 source" in out) == (0, True)
    assert len(shown(visitwire)) == 2


def test_what_waits_is_listed(visitwire: Run, visit: str) -> None:
    """With nothing held and nothing reported, nothing waits."""
    assert visitwire("fix", "list") == (0, "Nothing waits.\n", "")
