"""Names in Latin letters beside an office of another script: 總檢察長Ana Maria da Silva."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.reading.names.persons import ANCHORS, Name
from bot.reading.words.scene import Scene
from bot.reading.words.tokens import script

_JOINS = frozenset((" ", "-", "'", "’", ". ", "."))
_LONGEST = 8  # words of a name
_SMALL = 3  # letters of "da", "bin", "von" within it
_SHORTEST = 4  # letters of a name that is one word; shorter ones are more often initials


def latin_names(scene: Scene, closed: Collection[int]) -> Iterator[Name]:
    """List the runs of words with capitals that touch an office, the side behind it first."""
    taken: set[int] = set()
    for span in scene.of(*ANCHORS):
        run = _behind(scene, span.last, closed) or _before(scene, span.first, closed)
        if run is None or not taken.isdisjoint(range(*run)) or not _is_name(scene, *run):
            continue
        taken.update(range(*run))
        yield named(scene, *run)


def named(scene: Scene, first: int, last: int) -> Name:
    keys = tuple(word.folded for word in scene.tokens[first:last] if word.text[0].isupper())
    long = tuple(key for key in keys if len(key) > 1)
    return Name(scene.text(first, last), first, last, long or keys)


def _behind(scene: Scene, first: int, closed: Collection[int]) -> tuple[int, int] | None:
    last = first
    while last < len(scene.tokens) and last - first < _LONGEST and _may_stand(scene, last, closed):
        gap = scene.document.gap(last - 1)
        if not scene.same_sentence(last, first - 1) or gap not in (_JOINS if last > first else ("", " ")):
            break
        last += 1
    while last > first and not scene.tokens[last - 1].text[0].isupper():
        last -= 1
    return (first, last) if last > first and scene.tokens[first].text[0].isupper() else None


def _before(scene: Scene, last: int, closed: Collection[int]) -> tuple[int, int] | None:
    first = last
    while first > 0 and last - first < _LONGEST and _may_stand(scene, first - 1, closed):
        gap = scene.document.gap(first - 1)
        if not scene.same_sentence(first - 1, last - 1) or gap not in (_JOINS if first < last else ("", " ")):
            break
        first -= 1
    while first < last and not scene.tokens[first].text[0].isupper():
        first += 1
    return (first, last) if first < last else None


def _may_stand(scene: Scene, index: int, closed: Collection[int]) -> bool:
    word = scene.tokens[index].text
    if index in closed or script(word) != "other" or not word[0].isalpha():
        return False
    return word[0].isupper() or len(word) <= _SMALL


def _is_name(scene: Scene, first: int, last: int) -> bool:
    """Tell "Ana Costa" and "Garland" from "IAP" and from words of an English menu in capitals."""
    words = [scene.tokens[at].text for at in range(first, last) if scene.tokens[at].text[0].isupper()]
    titled = [word for word in words if not word.isupper() or len(word) == 1]
    return bool(titled) and (len(words) > 1 or len(words[0]) >= _SHORTEST)
