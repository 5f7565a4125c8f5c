"""The command line as a function: `visitwire(…)` gives its status and what it printed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import cli
from bot.correcting import Corrector
from bot.outputs.line import App
from bot.storage import Store


def nobody(application: App, store: Store, corrector: Corrector) -> None:
    raise AssertionError("no handlers are needed here")


@pytest.fixture
def visitwire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Run a command in an empty folder with a feed list and a store of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.toml").write_text('# mine\n[[feed]]\nname = "A"\nurl = "http://127.0.0.1:9/feed"\n')
    monkeypatch.setenv("VISITWIRE_CONFIG", str(tmp_path))
    monkeypatch.setenv("VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES", "true")
    monkeypatch.setenv("VISITWIRE_DATABASE__URL", f"sqlite+aiosqlite:///{tmp_path / 'store.db'}")
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: str | bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            raw = stdin.encode() if isinstance(stdin, str) else stdin
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        status = cli.run(arguments, nobody)
        out, err = capsys.readouterr()
        return status, out, err

    yield run


Run = Callable[..., tuple[int, str, str]]


def line(story: tuple[str, str], id_: str, **more: str) -> str:
    return json.dumps({"id": id_, "title": story[0], "text": story[1], **more})
