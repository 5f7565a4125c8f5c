"""Language packs: one TOML file a language, found by walking this folder; nothing else knows a language."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.languages import written
from bot.languages.suffixes import Suffixes, table
from bot.text import fold, small

_FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """List the languages that have a pack, in the order of their codes."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def pack(code: str) -> Mapping[str, Any]:
    """Give one pack as its file says it, its words written out; KeyError for a language without one."""
    return written.written_out(_file(code), suffixes(code))


@cache
def suffixes(code: str) -> Suffixes | None:
    """Give the endings that a language hangs on its words, if any; KeyError without a pack."""
    section = _file(code).get("suffixes")
    return None if section is None else table(section)


def spellings(code: str, text: str) -> tuple[str, ...]:
    """Write `text` in each alphabet of a language that has several."""
    return written.spellings(text, _file(code).get("other_alphabet", {}))


def plain(code: str) -> Callable[[str], str]:
    """Give how a language compares words: without accents, or with them where a pack `keeps_marks`."""
    return small if _file(code).get("reading", {}).get("options", {}).get("keeps_marks") else fold


@cache
def _file(code: str) -> dict[str, Any]:
    if code not in codes():
        raise KeyError(code)
    return tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
