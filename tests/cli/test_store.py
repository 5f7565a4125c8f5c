"""The store on the command line: take-in, visits and their formats."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.formats import folded
from tests.app.paper import BAHRAIN, KAZAKHSTAN
from tests.cli.conftest import Run, line


def test_take_in_then_visits(visitwire: Run, tmp_path: Path) -> None:
    """What is taken in is found by `visits` in every form, and taking it in again changes nothing."""
    news = [
        line(BAHRAIN, "1", url="https://e.org/1", published="2026-01-26"),
        "broken",
        line(KAZAKHSTAN, "2", url="https://e.org/2", published="2026-02-10"),
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(news))
    status, out, _ = visitwire("take-in", "--json", str(file))
    first, bad, second = (json.loads(one) for one in out.splitlines())
    assert status == 1
    assert "error" in bad
    assert [first["visits"][0]["change"], second["visits"][0]["change"]] == ["new", "new"]
    again = [json.loads(one) for one in visitwire("take-in", "--json", str(file))[1].splitlines()]
    assert again[0]["visits"] == [{"id": first["visits"][0]["id"], "change": "none"}]
    assert again[0]["score"] == first["score"]

    found = [json.loads(one) for one in visitwire("visits", "--format", "json")[1].splitlines()]
    assert {one["id"] for one in found} == {first["visits"][0]["id"], second["visits"][0]["id"]}
    assert visitwire("visits", "Bahrain")[1].count("  was ongoing  ") == 1
    (one,) = visitwire("visits", "Bahrain", "--format", "json")[1].splitlines()
    assert json.loads(one)["sources"][0]["url"] == "https://e.org/1"
    assert len(visitwire("visits", "kz", "tr", "--format", "json")[1].splitlines()) == 1
    assert visitwire("visits", "AZ", "TR", "--format", "json")[1] == ""
    assert "Bahrain" in visitwire("visits")[1]
    assert visitwire("visits", "JP")[1] == "No visits.\n"
    assert visitwire("visits", "--format", "csv")[1].count("\n") == 3
    assert "BEGIN:VCALENDAR\r\n" in visitwire("visits", "--format", "ics")[1]
    assert visitwire("visits", "--from", "2027")[1] == "No visits.\n"


def test_visits_tells_every_mistake(visitwire: Run) -> None:
    """Unknown countries, dates and states are told together, with what may have been meant."""
    status, _, err = visitwire("visits", "Bahraiin", "Qqqqq", "--from", "soon", "--status", "done")
    assert status == 2
    assert "did you mean BH (Bahrain)" in err
    assert len(err.splitlines()) == 4


def test_visits_without_a_store_says_what_to_do(visitwire: Run) -> None:
    """Asking before there is anything names the command that makes it, and makes nothing itself."""
    status, _, err = visitwire("visits")
    assert status == 1
    assert "visitwire migrate" in err
    assert visitwire("migrate")[0] == 0
    assert visitwire("visits")[:2] == (0, "No visits.\n")


def test_calendar_lines_are_folded_between_characters() -> None:
    """No line is longer than 75 bytes, and unfolding gives the text back."""
    text = "SUMMARY:" + "Түркия Прокуратурасы 🇹🇷 " * 12
    parts = folded(text).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text


def test_a_backup_is_a_store(visitwire: Run) -> None:
    """`backup` writes a file, says how much is in it, and never overwrites one."""
    assert visitwire("migrate")[0] == 0
    assert visitwire("backup", "copy.db")[:2] == (0, "0 rows written to copy.db and read back\n")
    status, _, trouble = visitwire("backup", "copy.db")
    assert (status, "exists" in trouble) == (1, True)


def test_a_store_moves(visitwire: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`migrate --from` fills an empty store from another one; a second time it is refused."""
    visitwire("take-in", "-", stdin=line(BAHRAIN, "1", url="https://e.org/1", published="2026-01-26"))
    old = f"sqlite+aiosqlite:///{tmp_path / 'store.db'}"
    monkeypatch.setenv("VISITWIRE_DATABASE__URL", f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")
    status, said, _ = visitwire("migrate", "--from", old)
    assert (status, "copied and counted" in said) == (0, True)
    assert "Manama" in visitwire("visits", "--format", "json")[1]
    status, _, trouble = visitwire("migrate", "--from", old)
    assert (status, "not empty" in trouble) == (1, True)


def test_the_history_is_taken_in_on_demand(visitwire: Run) -> None:
    """`take-in --history` brings the visits of past years, once; a file beside it is wrong usage."""
    status, out, _ = visitwire("take-in", "--history")
    assert status == 0
    assert int(out.split()[0]) > 100
    _, listed, _ = visitwire("visits", "AZ", "BH", "--format", "json")
    assert [json.loads(one)["start"] for one in listed.splitlines()] == ["2026-01-24"]
    assert visitwire("take-in", "--history")[1].startswith("0 reports")
    assert visitwire("take-in", "--history", "x.jsonl")[0] == 2
    assert visitwire("take-in")[0] == 2


def test_an_archive_goes_on_where_it_stopped(visitwire: Run, tmp_path: Path) -> None:
    """What is known is not read again, a bad line is told, and whatever its date nobody is alerted."""
    archive = tmp_path / "archive.jsonl"
    first = line(BAHRAIN, "1", url="https://e.org/1", published="2026-01-26")
    archive.write_text(f"{first}\nbroken\n", encoding="utf-8")
    status, out, err = visitwire("take-in", "--quiet", str(archive))
    assert (status, out.count("new"), "line 2" in err) == (1, 1, True)
    archive.write_text(f"{first}\n{line(KAZAKHSTAN, '2', url='https://e.org/2')}\n", encoding="utf-8")
    status, out, _ = visitwire("take-in", "--quiet", "--json", str(archive))
    changes = [one["visits"][0]["change"] for one in map(json.loads, out.splitlines())]
    assert (status, changes) == (0, ["none", "new"])


def test_an_archive_shows_on_a_terminal_how_far_it_is(visitwire: Run, tmp_path: Path) -> None:
    """At a terminal `--quiet` draws a bar and ends with one line, instead of a line for each article."""
    archive = tmp_path / "archive.jsonl"
    news = [line(BAHRAIN, str(n), url=f"https://e.org/{n}", published="2026-01-26") for n in range(3)]
    archive.write_text("\n".join(news), encoding="utf-8")
    terminal, screen = os.openpty()
    asked = [sys.executable, "-m", "bot", "take-in", "--quiet", str(archive)]
    root = {"PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(asked, stdout=screen, stderr=screen, check=True, env=os.environ | root)
    os.close(screen)
    said = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert "█" in said
    assert said.rstrip().endswith("articles 3, new 1, copy 2")
