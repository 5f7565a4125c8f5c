"""Language packs: one TOML file a language, found by walking this folder; nothing else knows a language."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
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


@lru_cache(maxsize=1)
def pack(code: str) -> Mapping[str, Any]:
    """Give one pack as its file says it, its words written out; KeyError for a language without one.

    For filling tables with: whoever asks for every message or article keeps what he took out.
    """
    told: Mapping[str, Any] = json.loads(_written(code))
    return told


@cache
def suffixes(code: str) -> Suffixes | None:
    """Give the endings that a language hangs on its words, if any; KeyError without a pack."""
    return _endings(pack(code))


def spellings(code: str, text: str) -> tuple[str, ...]:
    """Write `text` in each alphabet of a language that has several."""
    other = _other_alphabet(code)(text)
    return (text,) if fold(other) == fold(text) else (text, other)


@cache
def plain(code: str) -> Callable[[str], str]:
    """Give how a language compares words: without accents, or with them where a pack `keeps_marks`."""
    return small if pack(code).get("reading", {}).get("options", {}).get("keeps_marks") else fold


@cache
def _written(code: str) -> bytes:
    """Write a pack out as one string: as objects all packs would take five times the room, for good."""
    if code not in codes():
        raise KeyError(code)
    told = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return json.dumps(written.written_out(told, _endings(told)), ensure_ascii=False).encode()


@cache
def _other_alphabet(code: str) -> Callable[[str], str]:
    return written.transliterator(pack(code).get("other_alphabet", {}))


def _endings(told: Mapping[str, Any]) -> Suffixes | None:
    section = told.get("suffixes")
    return None if section is None else table(section)
