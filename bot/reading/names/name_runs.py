"""Two names that stand side by side without anything between them, parted again: "Nazir Kərimov Əliyevi"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.languages.suffixes import Suffixes
from bot.reading.names.persons import Name
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene
from bot.text import fold

_WHOLE = 2  # words of a name that is known as a whole
_LONG = 6  # letters of a word whose end tells a family
_GENITIVE = "genitive"
_OBJECT = "object"
_GOAL = "goal"
_APOSTROPHES = frozenset("'’ʼʻ‘")

_OFFICIAL = (
    "office", "deputy_office", "office_plural", "role", "body", "counterpart", "country", "adjective",
    "subnational", "event", "agreement", "topic", "honorific",
)  # fmt: skip

_Keys = tuple[str, ...]


def parted(scene: Scene, found: Sequence[Name], table: Suffixes) -> list[Name]:
    """Cut a run of words where a name ends that the text knows by itself, or where it owns what follows."""
    known = _known(scene, found, table)
    families = {name.keys[-1] for name in found} | {keys[-1] for keys in known}
    return [piece for name in found for piece in _pieces(scene, name, known, families, table)]


def is_within_name(scene: Scene, span: Span) -> bool:
    """ "Ramiro Guerrero Peñaranda": a province between two words of a name is a family."""
    before, behind = span.first - 1, span.last
    if span.kind != "subnational" or behind - before != _WHOLE or before < 0 or behind >= len(scene.tokens):
        return False
    return all(
        scene.tokens[at].is_capital
        and scene.document.gap(at - (at == behind)) == " "
        and not any(scene.says(at, word) for word in ("institution", "not_a_name", "heading"))
        and scene.starting(at, *_OFFICIAL) is None
        and scene.ending(at + 1, *_OFFICIAL) is None
        for at in (before, behind)
    )


def _known(scene: Scene, found: Sequence[Name], table: Suffixes) -> dict[_Keys, int]:
    """Count the names of two words and more, in every form that their last word may have."""
    counts: dict[_Keys, int] = {}
    for name in found:
        if _is_whole(scene, name.first, name.last):
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
        if not _is_whole(scene, name.first, at):
            continue
        left, right = _keys(scene, name.first, at), _keys(scene, at, name.last)
        if _parts(scene, name, at, known, table) and right:
            yield from (_piece(scene, name.first, at, left), _piece(scene, at, name.last, right))
            return
        if _is_owner(scene, at - 1, families, table) or _is_turned_to(scene, at - 1, table):
            yield _piece(scene, name.first, at, left)
            return
    yield name


def _parts(scene: Scene, name: Name, at: int, known: dict[_Keys, int], table: Suffixes) -> bool:
    """Tell whether one whole name ends before a word, and what follows is somebody else's."""
    if _is_known(scene, _keys(scene, name.first, at), at - 1, known, table):
        return True
    if not _is_whole(scene, at, name.last):
        return False
    if _is_known(scene, _keys(scene, at, name.last), name.last - 1, known, table):
        return True
    return _ends_family(scene, at - 1) or _is_received(scene, at - 1, name.last, table)


def _is_whole(scene: Scene, first: int, last: int) -> bool:
    """Tell whether words are two at least; "Yoʻldoshev" is one, whatever its apostrophe."""
    words = 1 + sum(scene.document.gap(at) not in _APOSTROPHES for at in range(first, last - 1))
    return min(words, len(_keys(scene, first, last))) >= _WHOLE


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


def _is_turned_to(scene: Scene, index: int, table: Suffixes) -> bool:
    """Tell of "Ниғматилла Йўлдошевга XVI асрга оид …" that the name ends with him to whom it is given."""
    word = scene.tokens[index].text
    if is_family(scene, word):
        return False
    return any(case == _GOAL and is_family(scene, base) for base, case in table.bases(word))


def _piece(scene: Scene, first: int, last: int, keys: _Keys) -> Name:
    return Name(scene.text(first, last), first, last, keys)


def _keys(scene: Scene, first: int, last: int) -> _Keys:
    plain = (
        token.folded
        for index, token in enumerate(scene.tokens[first:last], first)
        if not scene.says(index, "particle")
    )
    return tuple(word for word in plain if len(word) > 1)
