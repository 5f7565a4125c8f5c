"""Cities as a text names them, with the endings of its language."""

from __future__ import annotations

from functools import lru_cache

from bot import gazetteer
from bot.countries import endings, suffixes
from bot.gazetteer import City
from bot.reading.scene import Scene
from bot.text import fold

_COMMON = 20_000  # names that are looked up once only
_SHORTEST = 3  # letters of a city whose ending is taken off
_CHANGING = 2  # words of a city that changes its endings; each more would cost many look-ups

named = lru_cache(maxsize=_COMMON)(gazetteer.named)


def cities_called(scene: Scene, name: str) -> tuple[City, ...]:
    """Look a city up in the cases of the language too; of long names only the dictionary form is tried."""
    table = suffixes(scene.language.code)
    if table is not None:
        bases = (base for base, _ in table.loose_bases(name) if len(base) >= _SHORTEST)
        return named(name) or max(map(named, bases), key=_renown, default=())
    rows = endings(scene.language.code) if name.count(" ") < _CHANGING else ()
    return named(name, rows)


def _renown(cities: tuple[City, ...]) -> tuple[bool, int]:
    return bool(cities) and cities[0].capital, cities[0].population if cities else -1


def basic_names_of(scene: Scene, name: str) -> frozenset[str]:
    """Give the folded names that a city may have without its ending, as far as they are known."""
    table = suffixes(scene.language.code)
    if table is None or named(name):
        return frozenset((fold(name),))
    return frozenset(fold(base) for base, _ in table.loose_bases(name) if named(base))
