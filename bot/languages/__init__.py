"""Language packs: one TOML file a language, found by walking this folder; nothing else knows a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """List the languages that have a pack, in the order of their codes."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def pack(code: str) -> Mapping[str, Any]:
    """Give one pack as its file says it; KeyError for a language without one."""
    path = _FOLDER / f"{code}.toml"
    if code not in codes():
        raise KeyError(code)
    return tomllib.loads(path.read_text(encoding="utf-8"))
