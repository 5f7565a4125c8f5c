"""Reading TOML files with all their mistakes and the lines on which these stand; tomllib forgets lines."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.errors import SettingsError

Mistakes = Callable[[Mapping[str, Any]], Iterable[tuple[str, str | None, str]]]


def packaged(name: str) -> Path:
    """Give the file of config/ that came with the program, from a wheel or a checkout."""
    here = Path(__file__).parent
    shipped = here / "default_config" / name
    return shipped if shipped.exists() else here.parent / "config" / name


def checked(path: Path, mistakes: Mistakes) -> dict[str, Any]:
    """Read a file; SettingsError with all that `mistakes` finds: table, key and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([f"{path}:1: cannot be read: {error}"]) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([broken_toml(path, text, error)]) from error
    if found := [f"{path}:{line_of(text, table, key)}: {what}" for table, key, what in mistakes(data)]:
        raise SettingsError(found)
    return data


def line_of(text: str, section: str, key: str | None = None) -> int:
    """Find the line, from 1, where a TOML table or one of its keys stands; 1 if it is written otherwise."""
    inside, found = False, 1
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped.startswith("["):
            inside = stripped.strip("[] \t").split("]")[0].strip() == section
            if inside:
                found = number
                if key is None:
                    return number
        elif inside and key is not None and stripped.split("=")[0].strip().strip("\"'") == key:
            return number
        elif not inside and stripped.split("=")[0].split(".")[0].strip() == section:
            found = number
    return found


def broken_toml(path: Path, text: str, error: tomllib.TOMLDecodeError) -> str:
    """Tell where a TOML file is broken, as `file:line: what is wrong`."""
    message = str(error)
    line = message.rpartition("at line ")[2].split(",")[0]
    number = line if line.isdecimal() else str(len(text.splitlines()) or 1)
    return f"{path}:{number}: not TOML: {message.partition(' (at ')[0]}; texts stand in double quotes"
