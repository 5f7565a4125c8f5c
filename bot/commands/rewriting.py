"""feeds.toml changed in one step, and only into one that can be read."""

from __future__ import annotations

from pathlib import Path

from bot.commands.feedlist import Rewrite
from bot.errors import UsageError
from bot.settings import Settings


def rewrite(settings: Settings, change: Rewrite) -> None:
    """Change feeds.toml; UsageError where the file is not the operator's to change."""
    from bot.feeds.catalogue import load

    path = settings.feeds.file
    if "default_config" in path.parts:
        raise UsageError(f"{path} comes with the program, and an update would undo the change; {_own(path)}")
    draft = Path(f"{path}.new")
    try:
        draft.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        load(draft)
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be changed: {error.strerror}; {_own(path)}") from error
    finally:
        draft.unlink(missing_ok=True)


def _own(path: Path) -> str:
    return (
        f"make a list of your own: cp {path} ~/feeds.toml && export VISITWIRE_FEEDS__FILE=~/feeds.toml "
        "(to keep it, set file in [feeds] of settings.toml)"
    )
