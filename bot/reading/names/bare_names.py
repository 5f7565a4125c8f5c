"""Names of people brought back from cases whose ending hangs on the last word: Kamran Əliyevin, Şahin'i.

The ending is taken off where the text gives reason to: the name stands elsewhere without it, families are
called so (`family` among the options), or the next word asks for it (`after_genitive`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.countries import suffixes
from bot.languages.suffixes import Suffixes
from bot.reading.names.name_runs import is_family, parted
from bot.reading.names.persons import Name, names
from bot.reading.words.cases import joined_case
from bot.reading.words.scene import Scene
from bot.text import fold

_GENITIVE = "genitive"
_SURE = {1: -1.0, 2: -0.3}  # by letters: short endings may as well be part of a name
_ASKING = {"with": ("meet",), "object": ("receive",)}  # words right behind that ask for a case
_APOSTROPHES = {"'", "’", "ʼ", "ʻ", "‘"}
_HERS = 2.5  # what speaks for a woman's name where an ending makes one: "Artıkova"
_JOURNEY = 7  # words from a traveller to the "visit" that is his
_OWNED = 3  # words in which what somebody owns must follow


def bare_names(scene: Scene, taken: frozenset[int]) -> list[Name]:
    """List the names of a text as names.py finds them, where endings hang on them without those.

    Their case is 0 for the nominative, 1 for any other.
    """
    found, table = names(scene, taken), suffixes(scene.language.code)
    return found if table is None else _without_endings(scene, parted(scene, found, table), table)


def _without_endings(scene: Scene, found: Sequence[Name], table: Suffixes) -> list[Name]:
    heard = Counter(key for name in found for key in name.keys[-1:])
    words = {scene.tokens[name.last - 1].text for name in found}
    shared = Counter(key for word in words for key in {fold(base) for base, _ in table.bases(word)})
    heard.update(key for key, forms in shared.items() if forms > 1)  # "Kərkəzin", "Kərkəzlə": Kərkəz
    return [_without_ending(scene, name, table, heard) for name in found]


def _without_ending(scene: Scene, name: Name, table: Suffixes, heard: Counter[str]) -> Name:
    if (joined := joined_case(scene, name.last)) is not None:
        return replace(name, case=1, case_name=joined)
    word = scene.tokens[name.last - 1].text
    options = [
        (weight, base, case)
        for base, case in table.bases(word)
        if (weight := _weight(scene, name, base, case, heard)) > 0
    ]
    if scene.language.options.get("joined_endings", False):
        options = []  # behind a name the language writes an apostrophe: Şahin'i, but Tunalı
    if not options or not _is_name_word(scene, name.last - 1) or word.isupper():
        return replace(name, case=0)
    _, base, case = max(options, key=lambda option: option[0])
    text = name.text[: len(name.text) - len(word) + len(base)]
    return replace(name, text=text, keys=(*name.keys[:-1], fold(base)), case=1, case_name=case)


def _is_name_word(scene: Scene, index: int) -> bool:
    """Tell whether a word is one of a name: with a capital, or the rest of it behind an apostrophe."""
    joined = index > 0 and scene.document.gap(index - 1) in _APOSTROPHES
    return scene.tokens[index].is_capital or (joined and scene.tokens[index - 1].is_capital)


def _weight(scene: Scene, name: Name, base: str, case: str, heard: Counter[str]) -> float:
    """Weigh the reasons to take an ending off; nothing above zero means to leave it."""
    ending = len(scene.tokens[name.last - 1].text) - len(base)
    weight = 2.0 if heard[fold(base)] else 0.0
    weight += 2.0 if is_family(scene, base) else 0.0
    weight -= _HERS if case == "goal" and is_family(scene, scene.tokens[name.last - 1].text) else 0.0
    weight += 2.0 if case == _GENITIVE and (_is_owner(scene, name.last) or _travels(scene, name)) else 0.0
    weight += 1.1 if scene.starting(name.last, *_ASKING.get(case, ())) is not None else 0.0
    weight += 1.1 if case == "with" and not weight and _is_dealt_with(scene, name, base) else 0.0
    weight = weight or _SURE.get(ending, 0.2)
    nominative = scene.same_sentence(name.last, name.first) and scene.says(name.last, "with_after")
    closed = fold(base[-1:]) not in scene.language.words("name_ends")  # "Xəlifə" rather than "Xəlifən"
    return weight - (2.0 if nominative else 0.0) + (-0.01 if closed else 0.01) * ending


def _is_dealt_with(scene: Scene, name: Name, base: str) -> bool:
    """ "Tujonla da görüşüb": behind a consonant the ending means "with" where a meeting follows."""
    if not base[-1:].isalpha() or fold(base[-1:]) in "aeiouə":
        return False
    dealings = scene.within(scene.sentence(name.first), "meet", "sign")
    return any(span.first >= name.last for span in dealings)


def _travels(scene: Scene, name: Name) -> bool:
    """Tell of "Ozolsun mayın 15-də başlayan Azərbaycana səfəri" that the visit is his, told as it may be."""
    for span in scene.within(scene.sentence(name.first), "visit"):
        if 0 <= span.first - name.last <= _JOURNEY:
            return not any("," in scene.document.gap(at) for at in range(name.last - 1, span.first))
    return False


def _is_owner(scene: Scene, index: int) -> bool:
    """Tell whether one of the next words asks for an owner: "Şahinin rəsmi dəvəti"."""
    asking = tuple(scene.language.words("after_genitive"))
    for at in range(index, min(index + _OWNED, len(scene.tokens))):
        if not scene.same_sentence(at, index - 1) or scene.document.gap(at - 1) != " ":
            return False
        if scene.tokens[at].folded.startswith(asking):
            return True
    return False
