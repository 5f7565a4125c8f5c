"""config/feeds.toml becomes feeds; every mistake in it is told at once, with its line."""

from __future__ import annotations

import difflib
import math
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import countries
from bot.errors import SettingsError
from bot.feeds.kinds import KINDS
from bot.links import canonical
from bot.model import Carried, Feed
from bot.toml import broken_toml

LONGEST_NAME: Final = 80  # characters
_LONGEST: Final = {"name": LONGEST_NAME, "url": 2_000, "user_agent": 300}


class _Wrong(Exception):
    """A value that cannot be used; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class _Table:
    """One [[feed]] as it stands in the file."""

    values: Mapping[str, Any]
    line: int
    lines: Mapping[str, int]  # of its keys

    def at(self, key: str) -> int:
        return self.lines.get(key, self.line)


def load(path: Path) -> tuple[Feed, ...]:
    """Read the feeds in the order of the file; SettingsError lists every mistake as `file:line: …`."""
    feeds, mistakes = examine(path)
    if mistakes:
        raise SettingsError(mistakes)
    return feeds


def examine(path: Path) -> tuple[tuple[Feed, ...], tuple[str, ...]]:
    """Read the feeds that are right, and list the mistakes in the others."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        return (), (f"{path}:1: the list of feeds cannot be read: {reason}; [feeds] file says where it is",)
    except tomllib.TOMLDecodeError as error:
        return (), (broken_toml(path, text, error),)
    mistakes: list[tuple[int, str]] = []
    tables = _tables(text, content, mistakes)
    feeds = [feed for table in tables if (feed := _feed(table, mistakes))]
    _find_twins(tables, mistakes)
    return tuple(feeds), tuple(f"{path}:{line}: {what}" for line, what in sorted(mistakes))


def from_values(given: Mapping[str, Any]) -> Feed | tuple[str, ...]:
    """Make a feed of its settings, or list the mistakes in them."""
    mistakes: list[tuple[int, str]] = []
    feed = _feed(_Table(given, 1, {}), mistakes)
    return feed or tuple(what for _, what in mistakes)


def values(feed: Feed) -> dict[str, Any]:
    """Give the settings of a feed that are not as they would be without being named, in the file's order."""
    given = ((one.name, getattr(feed, one.name), one.default) for one in fields(feed))
    return {name: _short(value) for name, value, default in given if value != default}


def _short(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _tables(text: str, content: Mapping[str, Any], mistakes: list[tuple[int, str]]) -> list[_Table]:
    for name in content:
        if name != "feed":
            mistakes.append((_line_of(text, name), f"{name}: only [[feed]] tables stand here"))
    given = content.get("feed", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        mistakes.append((_line_of(text, "feed"), "feed: begin every feed with a line [[feed]]"))
        return []
    places = list(_places(text))
    unknown: tuple[int, Mapping[str, int]] = (1, {})
    return [
        _Table(one, *(places[number] if number < len(places) else unknown))
        for number, one in enumerate(given)
    ]


def _places(text: str) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Find the line of every [[feed]] and of the keys below it; tomllib does not keep them."""
    lines: dict[str, int] | None = None
    start = 1
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.split("#")[0].strip()
        if bare.startswith("["):
            if lines is not None:
                yield start, lines
            lines = {} if bare.replace(" ", "") == "[[feed]]" else None
            start = number
        elif lines is not None and "=" in bare:
            lines.setdefault(bare.partition("=")[0].strip().strip("\"'"), number)
    if lines is not None:
        yield start, lines


def _line_of(text: str, name: str) -> int:
    starts = (f"{name}=", f"[{name}", f"[[{name}", f"{name}.")
    lines = (line.replace(" ", "") for line in text.splitlines())
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(starts)), 1)


def _feed(table: _Table, mistakes: list[tuple[int, str]]) -> Feed | None:
    before = len(mistakes)
    who = f"feed {table.values.get('name')!r}" if table.values.get("name") else "a feed without a name"
    values: dict[str, Any] = {}
    for key, value in table.values.items():
        if key not in _CHECKS:
            mistakes.append((table.at(key), f"{who} has no setting {key}; {_instead(key, _CHECKS)}"))
            continue
        try:
            values[key] = _CHECKS[key](value)
        except _Wrong as wrong:
            mistakes.append((table.at(key), f"{who}: {key} cannot be {value!r}; {wrong}"))
    for key in ("name", "url"):
        if key not in table.values:
            mistakes.append((table.line, f'{who} lacks its {key}; write {key} = "…" below [[feed]]'))
    return Feed(**values) if len(mistakes) == before else None


def _find_twins(tables: Sequence[_Table], mistakes: list[tuple[int, str]]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for table in tables:
        for key, level in (("name", str.casefold), ("url", canonical)):
            value = table.values.get(key)
            if not isinstance(value, str):
                continue
            first = seen.setdefault((key, level(value.strip())), table.at(key))
            if first != table.at(key):
                mistakes.append(
                    (table.at(key), f"{key} {value!r} stands already in line {first}; remove one")
                )


def _instead(word: str, known: Mapping[str, object]) -> str:
    alike = difflib.get_close_matches(word, known, 1)
    return f"did you mean {alike[0]}?" if alike else f"there are {', '.join(known)}"


def _line_of_text(key: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise _Wrong("write a text in quotes, on one line")
        if len(value) > _LONGEST[key]:
            raise _Wrong(f"write at most {_LONGEST[key]} characters")
        return value.strip()

    return check


def _url(value: object) -> str:
    url = _line_of_text("url")(value)
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    if not right or " " in url or "{" in url:
        raise _Wrong('write an address like "https://example.org/rss"')
    return url


def _user_agent(value: object) -> str:
    text = _line_of_text("user_agent")(value)
    if not text.isascii():
        raise _Wrong("write it in plain Latin letters: it is sent as a header")
    return text


def _country(value: object) -> str:
    if not isinstance(value, str) or value not in countries.codes():
        raise _Wrong('write its two letters by ISO 3166-1, like "AZ" (XK for Kosovo), or leave it out')
    return value


def _language(value: object) -> str:
    if not isinstance(value, str) or not (
        value.isascii() and value.isalpha() and value.islower() and 2 <= len(value) <= 3
    ):
        raise _Wrong('write its code in small letters, like "az", or leave it out')
    return value


def _kind(value: object) -> str:
    if not isinstance(value, str) or value not in KINDS:
        raise _Wrong(f"write one of {', '.join(KINDS)}")
    return value


def _interval(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 1:
        raise _Wrong("write a number of seconds, 1 or more, like 900")
    return float(value)


def _tier(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value not in (1, 2, 3):
        raise _Wrong(
            "write 1 (the state's own site or agency), 2 (other agencies and press) or 3 (discovery)"
        )
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("write true or false, without quotes")
    return value


def _window(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 10_000:
        raise _Wrong("write how many hours its entries reach back, like 6")
    return float(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or value not in get_args(Carried):
        raise _Wrong(f"write one of {', '.join(get_args(Carried))}")
    return value


def _timezone(value: object) -> str:
    try:
        return ZoneInfo(value if isinstance(value, str) else "").key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _Wrong('write the name of a zone, like "Asia/Baku", or leave it out') from None


_CHECKS: Final[Mapping[str, Callable[[object], object]]] = {
    "name": _line_of_text("name"),
    "url": _url,
    "country": _country,
    "language": _language,
    "kind": _kind,
    "interval": _interval,
    "user_agent": _user_agent,
    "tier": _tier,
    "enabled": _truth,
    "window": _window,
    "text": _text,
    "timezone": _timezone,
    "obey_robots": _truth,
}
