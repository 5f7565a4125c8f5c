"""The journal of what left: it tells a dead process's sent messages from those it only meant to send."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.outputs.journal import Journal

_NOTES_AND_DIES = """
import os, signal, sys
from pathlib import Path
from bot.outputs.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.begin()
journal.note(7, 1)
journal.note(8, 3)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_noted_is_there(tmp_path: Path) -> None:
    """A process killed right after noting two requests leaves exactly these."""
    file = tmp_path / "wire"
    subprocess.run([sys.executable, "-c", _NOTES_AND_DIES, str(file)], cwd=Path(__file__).parents[2])
    assert Journal(file).read() == {(7, 1), (8, 3)}


def test_another_boot_knows_nothing(tmp_path: Path) -> None:
    """After a power cut nobody can say what had left: not the empty set, but no answer."""
    before = Journal(tmp_path / "wire", "one boot")
    before.begin()
    before.note(7, 1)
    assert Journal(tmp_path / "wire", "one boot").read() == {(7, 1)}
    assert Journal(tmp_path / "wire", "the next boot").read() is None


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    """After thousands of requests the file is no larger, and the newest two hundred are in it."""
    journal = Journal(tmp_path / "wire")
    journal.begin()
    for number in range(1, 5001):
        journal.note(number, 1)
    found = Journal(tmp_path / "wire").read()
    assert found is not None
    assert {(number, 1) for number in range(4801, 5001)} <= found
    assert (tmp_path / "wire").stat().st_size == 4096


def test_a_missing_or_damaged_file_says_nothing(tmp_path: Path) -> None:
    """Without a whole file every message under way is a suspect."""
    assert Journal(tmp_path / "wire").read() is None
    (tmp_path / "wire").write_bytes(b"x" * 100)
    assert Journal(tmp_path / "wire").read() is None
    assert Journal(None).read() is None
