"""Where in a TOML file something stands, so that a mistake can name its line; tomllib forgets it."""

from __future__ import annotations

import tomllib
from pathlib import Path


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
