"""The short version of the day: the real program by a leaping clock, in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def test_some_minutes_by_the_leaping_clock() -> None:
    """A quarter of an hour with ten feeds passes in seconds: news is read, visits are sent, nothing waits."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.day", "--hours", "0.25", "--feeds", "10"],
        cwd=_ROOT, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    counts = {name: int(n.replace(",", "")) for name, n in re.findall(r"(\w+) ([\d,]+)", done.stdout)}
    assert counts["polls"] >= 10
    assert counts["updates"] > 20
    assert counts["visits"] == 2
    assert counts["sent"] > 250
    assert "queued" not in counts
    assert "sending" not in counts
    assert "highest" in done.stdout
