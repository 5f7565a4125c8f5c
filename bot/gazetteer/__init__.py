"""Cities of the world in many scripts, and the names of countries in CLDR's languages; see NOTICE."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from bot.gazetteer.endings import Rows, by_ending, forms_by
from bot.gazetteer.keys import loose

_FOLDER = Path(__file__).parent
_LONGEST_NAME = 4  # words of a name that may change; more would only cost time


@dataclass(frozen=True, slots=True)
class City:
    """A city under the name that English news gives it; `population` is GeoNames', 0 where unknown."""

    name: str
    country: str
    population: int
    capital: bool


@dataclass(frozen=True, slots=True)
class _Table:
    lines: list[str]
    first: dict[str, int]  # key -> line of the best known city of that name
    several: dict[str, tuple[int, ...]]  # key -> the lines of all of them, where there are more


def named(text: str, endings: Rows = ()) -> tuple[City, ...]:
    """Find the cities called `text` in any language, states' capitals first, then the most populous.

    With the `endings` of a language (`countries.endings(lang)`) its inflected forms are found as well,
    if the text as it stands is no city: "Манаме" -> Manama. Takes 2 µs, with endings 20 µs.
    """
    table = _table()
    for key in _keys(text, endings):
        if key in table.first:
            return tuple(_city(row) for row in table.several.get(key, (table.first[key],)))
    return ()


def _keys(text: str, endings: Rows) -> Iterator[str]:
    yield loose(text)
    words = [loose(word) for word in text.split()]
    if endings and len(words) <= _LONGEST_NAME:
        turned = _folded(tuple(map(tuple, endings)))
        yield from map("".join, product(*((word, *forms_by(word, turned)) for word in words)))


@lru_cache(maxsize=64)
def _folded(rows: tuple[tuple[str, ...], ...]) -> Mapping[str, Sequence[str]]:
    return by_ending([tuple(map(loose, row)) for row in rows if "*" not in row])


def may_begin(letters: str) -> bool:
    """Say whether a city in Han letters or Hangul begins with these two: quick, where all is to be tried."""
    return letters in _heads()


@cache
def _heads() -> frozenset[str]:
    return frozenset(key[:2] for key in _table().first if key[0] >= "\u2e80")


@lru_cache(maxsize=20_000)
def is_beginning(word: str) -> bool:
    """Say whether a city's name, without endings, begins with this word: quick, where all are tried."""
    wanted, keys = loose(word), _sorted_keys()
    at = bisect_left(keys, wanted)
    return at < len(keys) and keys[at].startswith(wanted)


@cache
def _sorted_keys() -> list[str]:
    return sorted(_table().first)


def capital(country: str) -> City | None:
    """Give the capital of a country by its ISO code; None for a territory without one."""
    row = _capitals().get(country)
    return None if row is None else _city(row)


def is_risky(text: str, endings: Rows = ()) -> bool:
    """Say whether a city's name is also a common word or a person's name, so that it needs another clue."""
    return any(key in _risky() for key in _keys(text, endings))


@cache
def _table() -> _Table:
    lines = _read("cities.tsv")
    first: dict[str, int] = {}
    several: dict[str, tuple[int, ...]] = {}
    for row, line in enumerate(lines):
        for key in line[line.rindex("\t") + 1 :].split("|"):
            before = first.setdefault(key, row)
            if before != row:
                several[key] = (*several.get(key, (before,)), row)
    return _Table([line[: line.rindex("\t")] for line in lines], first, several)


def _city(row: int) -> City:
    name, country, population, mark = _table().lines[row].split("\t")
    return City(name, country, int(population), mark == "capital")


@cache
def _capitals() -> dict[str, int]:
    rows = ((row, line.split("\t")) for row, line in enumerate(_table().lines) if line.endswith("capital"))
    return {columns[1]: row for row, columns in reversed(tuple(rows))}


@cache
def _risky() -> frozenset[str]:
    return frozenset(map(loose, _read("risky.txt")))


@cache
def country_names() -> Mapping[str, Mapping[str, str]]:
    """Give the names of every country by code and locale, CLDR's but for the clumsiest.

    Two columns are no locales: "iso3", the three-letter code, and "other", further names divided by "|".
    """
    header, *lines = _read("countries.tsv")
    columns = header.split("\t")[1:]
    rows = (line.split("\t") for line in lines)
    return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}


def _read(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
