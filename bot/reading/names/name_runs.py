"""Two names that stand side by side without anything between them, parted again: "Nazir Kərimov Əliyevi"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.languages.suffixes import Suffixes
from bot.reading.names.persons import Name
from bot.reading.words.scene import Scene
from bot.text import fold

_WHOLE = 2  # words of a name that is known as a whole
_LONG = 6  # letters of a word whose end tells a family
_GENITIVE = "genitive"
_OBJECT = "object"

_Keys = tuple[str, ...]


def parted(scene: Scene, found: Sequence[Name], table: Suffixes) -> list[Name]:
    """Cut a run of words where a name ends that the text knows by itself, or where it owns what follows."""
    known = _known(scene, found, table)
    families = {name.keys[-1] for name in found} | {keys[-1] for keys in known}
    return [piece for name in found for piece in _pieces(scene, name, known, families, table)]


def _known(scene: Scene, found: Sequence[Name], table: Suffixes) -> dict[_Keys, int]:
    """Count the names of two words and more, in every form that their last word may have."""
    counts: dict[_Keys, int] = {}
    for name in found:
        if len(name.keys) >= _WHOLE:
            for last in _forms(scene, name.last - 1, table):
                keys = (*name.keys[:-1], last)
                counts[keys] = counts.get(keys, 0) + 1
    return counts


def _forms(scene: Scene, index: int, table: Suffixes) -> set[str]:
    word = scene.tokens[index].text
    return {fold(word), *(fold(base) for base, _ in table.bases(word))}


def _pieces(
    scene: Scene, name: Name, known: dict[_Keys, int], families: set[str], table: Suffixes
) -> Iterator[Name]:
    for at in range(name.first + 1, name.last):
        if scene.document.gap(at - 1) != " " or not scene.tokens[at].is_capital:
            continue
        left, right = _keys(scene, name.first, at), _keys(scene, at, name.last)
        if len(left) >= _WHOLE and right and _is_known(scene, left, at - 1, known, table):
            yield from (_piece(scene, name.first, at, left), _piece(scene, at, name.last, right))
            return
        if len(left) >= _WHOLE <= len(right) and _is_known(scene, right, name.last - 1, known, table):
            yield from (_piece(scene, name.first, at, left), _piece(scene, at, name.last, right))
            return
        ends = _ends_family(scene, at - 1) or _is_received(scene, at - 1, name.last, table)
        if len(left) >= _WHOLE <= len(right) and ends:
            yield from (_piece(scene, name.first, at, left), _piece(scene, at, name.last, right))
            return
        if len(left) >= _WHOLE and _is_owner(scene, at - 1, families, table):
            yield _piece(scene, name.first, at, left)
            return
    yield name


def _ends_family(scene: Scene, index: int) -> bool:
    """Tell of "Maksat Asanaliyev Elman Səfərovun …" that one person ends there; a short word may be Ali."""
    word = scene.tokens[index].text
    return len(word) >= _LONG and is_family(scene, word)


def _is_received(scene: Scene, index: int, last: int, table: Suffixes) -> bool:
    """ "Ари Койвистоны Арминс Мейстерс қабылдады": the first of two is the object of the verb behind them."""
    word = scene.tokens[index].text
    objects = any(case == _OBJECT and len(word) - len(base) > 1 for base, case in table.bases(word))
    return objects and scene.starting(last, "receive") is not None


def _is_known(scene: Scene, keys: _Keys, last: int, known: dict[_Keys, int], table: Suffixes) -> bool:
    return any(known.get((*keys[:-1], form), 0) for form in _forms(scene, last, table))


def _is_owner(scene: Scene, index: int, families: set[str], table: Suffixes) -> bool:
    """Tell of "Bekir Şahinin Naxçıvan …" that the name ends with the owner, known without the ending."""
    word = scene.tokens[index].text
    return any(
        case == _GENITIVE and (fold(base) in families or is_family(scene, base))
        for base, case in table.bases(word)
    )


def is_family(scene: Scene, word: str) -> bool:
    """Tell by its end whether families are called so."""
    return fold(word).endswith(tuple(scene.language.words("family")))


def _piece(scene: Scene, first: int, last: int, keys: _Keys) -> Name:
    return Name(scene.text(first, last), first, last, keys)


def _keys(scene: Scene, first: int, last: int) -> _Keys:
    plain = (
        token.folded
        for index, token in enumerate(scene.tokens[first:last], first)
        if not scene.says(index, "particle")
    )
    return tuple(word for word in plain if len(word) > 1)
