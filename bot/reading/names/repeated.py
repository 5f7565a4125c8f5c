"""Names met once more away from any office, and which of those that overlap is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.reading.names.persons import Name
from bot.reading.words.lexicon import is_spaceless
from bot.reading.words.scene import Scene
from bot.text import fold

LETTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def in_order(name: Name) -> tuple[int, int]:
    """Sort by where names begin, the longer first."""
    return name.first, -name.last


def again(scene: Scene, found: list[Name], closed: frozenset[int]) -> Iterator[Name]:
    """A whole name or its last word, met once more without an office."""
    forms = {form for name in found for form in (name.keys, name.keys[-1:]) if len("".join(form)) > 1}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        letters = LETTERS.match(form[0]) is not None and not is_spaceless(scene.language.options)
        wanted = [fold(letter) for word in form for letter in word] if letters else list(form)
        for first in _places(scene, wanted):
            last = first + len(wanted)
            if not closed.intersection(range(first, last)):
                yield Name(scene.text(first, last), first, last, form)


def _places(scene: Scene, wanted: list[str]) -> Iterator[int]:
    tokens = scene.tokens
    for first in range(len(tokens) - len(wanted) + 1):
        if tokens[first].folded == wanted[0] and all(
            tokens[first + step].folded == word for step, word in enumerate(wanted)
        ):
            yield first


def apart(found: list[Name]) -> list[Name]:
    """Of names that overlap keep the one that begins first."""
    kept: list[Name] = []
    for name in found:
        if not kept or name.first >= kept[-1].last:
            kept.append(name)
    return kept
