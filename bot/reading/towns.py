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


def may_begin_town(scene: Scene, word: str) -> bool:
    """Tell quickly of most words that no town begins with them, where towns have no endings."""
    code = scene.language.code
    return bool(endings(code)) or suffixes(code) is not None or gazetteer.is_beginning(_unlinked(scene, word))


def _unlinked(scene: Scene, name: str) -> str:
    """Take off the letter by which a name is tied to the next word: "سانیای چین" is Sanya in China."""
    link = scene.language.options.get("linking_letter")
    return name[:-1] if link and name.endswith(link) and not named(name) else name


def cities_called(scene: Scene, name: str) -> tuple[City, ...]:
    """Look a city up in the cases of the language too; of long names only the dictionary form is tried."""
    table = suffixes(scene.language.code)
    if table is not None:
        bases = (base for base, _ in table.loose_bases(name) if len(base) >= _SHORTEST)
        return named(name) or max(map(named, bases), key=_renown, default=())
    rows = endings(scene.language.code) if name.count(" ") < _CHANGING else ()
    return named(_unlinked(scene, name), rows)


def _renown(cities: tuple[City, ...]) -> tuple[bool, int]:
    return bool(cities) and cities[0].capital, cities[0].population if cities else -1


def basic_names_of(scene: Scene, name: str) -> frozenset[str]:
    """Give the folded names that a city may have without its ending, as far as they are known."""
    table = suffixes(scene.language.code)
    if table is None or named(name):
        return frozenset((fold(name),))
    return frozenset(fold(base) for base, _ in table.loose_bases(name) if named(base))
