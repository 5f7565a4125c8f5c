"""The journal of what left: it tells a dead process's sent messages from those it only meant to send."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.outputs.journal import JournalFile

_NOTES_AND_DIES = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.outputs.journal import JournalFile
journal = JournalFile(Path(sys.argv[1]))
asyncio.run(journal.begin())
asyncio.run(journal.note(7, 1))
asyncio.run(journal.note(8, 3))
os.kill(os.getpid(), signal.SIGKILL)
"""


async def test_what_a_killed_process_noted_is_there(tmp_path: Path) -> None:
    """A process killed right after noting two requests leaves exactly these."""
    file = tmp_path / "wire"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _NOTES_AND_DIES, str(file), cwd=Path(__file__).parents[2]
    )
    await process.wait()
    assert await JournalFile(file).read() == {(7, 1), (8, 3)}


async def test_another_boot_knows_nothing(tmp_path: Path) -> None:
    """After a power cut nobody can say what had left: not the empty set, but no answer."""
    before = JournalFile(tmp_path / "wire", "one boot")
    await before.begin()
    await before.note(7, 1)
    assert await JournalFile(tmp_path / "wire", "one boot").read() == {(7, 1)}
    assert await JournalFile(tmp_path / "wire", "the next boot").read() is None


async def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    """After thousands of requests the file is no larger, and the newest two thousand are in it."""
    journal = JournalFile(tmp_path / "wire")
    await journal.begin()
    for number in range(1, 5001):
        await journal.note(number, 1)
    found = await JournalFile(tmp_path / "wire").read()
    assert found is not None
    assert {(number, 1) for number in range(3001, 5001)} <= found
    assert (tmp_path / "wire").stat().st_size == 64 + 16 * 2048


async def test_a_missing_or_damaged_file_says_nothing(tmp_path: Path) -> None:
    """Without a whole file every message under way is a suspect."""
    assert await JournalFile(tmp_path / "wire").read() is None
    (tmp_path / "wire").write_bytes(b"x" * 100)
    assert await JournalFile(tmp_path / "wire").read() is None
    assert await JournalFile(None).read() is None
