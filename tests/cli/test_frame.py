"""The frame of the command line: help, usage, configuration."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run

_ROOT = Path(__file__).parents[2]


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    """`visitwire --help` takes less than 0.3 s and imports neither Telegram nor a database."""
    code = (
        "import sys; sys.argv = ['visitwire', '--help']\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('telegram', 'sqlalchemy', 'aiohttp', 'bot.reading') if m in sys.modules])"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, capture_output=True, text=True, check=True)
    assert time.monotonic() - began < 1.5  # the figure proper is the benchmark's; a test may share its core
    assert done.stdout.splitlines()[-1] == "[]"
    for command in ("run", "sandbox", "explain", "take-in", "poll", "visits", "feeds", "migrate", "doctor"):
        assert f"\n    {command} " in done.stdout


def test_python_m_bot_is_visitwire() -> None:
    """`python -m bot` is the same program and passes its status on."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "nonsense"], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("visitwire: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [(), ("visits", "--format", "xml"), ("sandbox", "--port", "x"), ("poll", "--feed", "nobody"),
     ("explain", "/no/such/file"), ("feeds", "remove", "nobody")],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_status_2(visitwire: Run, arguments: tuple[str, ...]) -> None:
    """Whatever is wrong with the arguments is said in one line on stderr, with status 2."""
    status, out, err = visitwire(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("visitwire: ")


def test_a_broken_configuration_tells_all_its_mistakes(
    visitwire: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mistakes in settings, feeds and environment, a missing token too, come together with status 2."""
    (tmp_path / "settings.toml").write_text("[feeds]\nconcurrency = 0\n")
    (tmp_path / "feeds.toml").write_text('[[feed]]\nname = "A"\n')
    monkeypatch.setenv("VISITWIRE_LOGGING__LEVEL", "x")
    status, _, err = visitwire("run")
    assert status == 2
    for part in (
        f"{tmp_path / 'settings.toml'}:2: feeds.concurrency cannot be 0",
        f"{tmp_path / 'feeds.toml'}:1:",
        "TELEGRAM_BOT_TOKEN: not set",
        "VISITWIRE_LOGGING__LEVEL: cannot be 'x'",
    ):
        assert part in err
    assert len(err.splitlines()) == 4
