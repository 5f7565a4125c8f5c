"""Names brought back to the form of the dictionary, by the tables of endings in a language's pack.

The case of a name shows in the words before it ("генеральным прокурором"), in the endings of all its words
together, and in the same name elsewhere in the text; [reading.declension] of a pack says how.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any

from bot.languages import pack
from bot.reading.words.scene import Scene
from bot.text import fold

_FEMININE = "feminine"
_GENDERS = ("masculine", _FEMININE)
_LOOK_BACK = 8  # tokens between a name and the word that shows its case
_CHAIN = 3  # tokens between two words of one title
_NOMINATIVE = 0
_MANS = 2.0  # what speaks against a woman where a family name has a man's ending
_LONG = 1.1  # how well a form looks whose ending has three letters at least
_NO_NOMINATIVE = 0.3
_SOFT = "ьйъ"  # after which no ending begins with a soft sign
_TAIL = 4  # letters of an ending that tells a family name whole
_DOUBT = 0.15  # "Чайки" may be a name that never changes; where "Чайка" stands elsewhere it is not


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: its case (0 is the nominative), and its words in the nominative."""

    words: tuple[str, ...]
    case: int
    weight: float
    changed: bool


_Form = tuple[str, float]  # a word in the nominative, and how well the word looks for it


@dataclass(frozen=True, slots=True)
class _Tables:
    endings: Mapping[str, tuple[tuple[str, int, str], ...]]  # ending -> nominative ending, case, gender
    longest: int
    nouns: Mapping[str, frozenset[int]]
    prepositions: Mapping[str, frozenset[int]]
    feminine: frozenset[str]
    vowels: frozenset[str]
    changing_vowels: frozenset[str]  # in which the nominative of a name that changes may end
    oblique: str  # letters in which no nominative ends
    tails: tuple[str, ...]  # long endings of the nominative that tell a family name: -зода


def declines(code: str) -> bool:
    """Tell whether names change in a language."""
    return _tables(code) is not None


def may_be_subject(scene: Scene, first: int, last: int) -> bool:
    """Tell whether the noun of a title shows by its ending that its holder does something."""
    tables = _tables(scene.language.code)
    nouns = (tables.nouns.get(scene.tokens[at].folded) for at in range(first, last)) if tables else ()
    return next((_NOMINATIVE in cases for cases in nouns if cases), False)


def readings(scene: Scene, first: int, last: int, fixed: frozenset[int]) -> list[Reading]:
    """List the ways to read the name of tokens `first` to `last`; the words of `fixed` do not change."""
    tables = _tables(scene.language.code)
    if tables is None:
        return []
    words = [scene.tokens[index].text for index in range(first, last)]
    code = scene.language.code
    changing = {
        at: _forms(words[at], code) for at, index in enumerate(range(first, last)) if index not in fixed
    }
    slots = {(_NOMINATIVE, gender) for gender in _GENDERS}.union(*changing.values())
    shown = _shown(scene, first, tables)
    best: dict[tuple[str, ...], Reading] = {}
    for (case, gender), prefer in product(sorted(slots), (0.0, _DOUBT)):
        reading = _read(words, changing, case, gender, shown, tables, prefer)
        if reading.words not in best or best[reading.words].weight < reading.weight:
            best[reading.words] = reading
    return sorted(best.values(), key=lambda one: -one.weight)


def _read(
    words: Sequence[str],
    changing: Mapping[int, Mapping[tuple[int, str], _Form]],
    case: int,
    gender: str,
    shown: frozenset[int],
    tables: _Tables,
    prefer: float,
) -> Reading:
    """Read all words in one case and gender; a word without a fitting ending stays as it is.

    `prefer` is by how much a changed form may look worse and be taken all the same.
    """
    basic, weight = list(words), 0.0
    for at, forms in changing.items():
        whole = words[at], _unchanged(words[at], case, gender, tables)
        if gender == _FEMININE and _is_mans(forms, case):
            weight -= _MANS
        form = forms.get((case, gender), whole)
        basic[at], sure = form if form[1] + prefer > whole[1] else whole
        weight += sure
    known = any(word.lower() in tables.feminine for word in basic)
    weight += (2.0 if known else -0.6) if gender == _FEMININE else (-2.0 if known else 0.0)
    if shown:
        weight += 1.6 if case in shown else -0.8
    return Reading(tuple(basic), case, weight, basic != list(words))


def _is_mans(forms: Mapping[tuple[int, str], _Form], case: int) -> bool:
    """ "Draganom Zorićem": no woman's family name has the long ending of a man's."""
    plain = (case, _FEMININE) not in forms
    return plain and forms.get((case, _GENDERS[0]), ("", 0.0))[1] > _LONG


def _unchanged(word: str, case: int, gender: str, tables: _Tables) -> float:
    """Tell how well a word looks for a case in which it reads as in the dictionary."""
    last = word[-1:].lower()  # not folded: й is no vowel
    if last in tables.oblique:
        return _NO_NOMINATIVE
    if case == _NOMINATIVE:
        if last in tables.vowels and gender != _FEMININE and not word.lower().endswith(tables.tails):
            return 0.7 if last in tables.changing_vowels else 0.9
        return 1.0
    if last in tables.vowels:
        return 0.9
    return 0.5 if gender == _FEMININE else 0.0


@lru_cache(maxsize=4096)
def _forms(word: str, code: str) -> Mapping[tuple[int, str], _Form]:
    """Give for each case and gender the nominative that its longest fitting ending leads to."""
    low, found = word.lower(), dict[tuple[int, str], _Form]()
    if (tables := _tables(code)) is None:
        return found
    for length in range(min(tables.longest, len(word) - 1), 0, -1):
        stem = low[: len(low) - length]
        for ending, case, gender in tables.endings.get(low[len(stem) :], ()):
            if (case, gender) in found or (ending[:1] == "ь" and stem[-1] in _SOFT):
                continue
            if ending or stem[-1] not in tables.vowels:
                # A man's name that ends in a vowel is more often a foreign one that never changes; a long
                # ending gives it away all the same.
                usual = gender == _FEMININE or length > 2 or not ending or ending[-1] not in tables.vowels
                basic = (stem + ending).upper() if word.isupper() else word[: len(stem)] + ending
                found[case, gender] = basic, 1.0 + 0.05 * length if usual else 0.8
    return found


def _shown(scene: Scene, first: int, tables: _Tables) -> frozenset[int]:
    """Look back for the word that shows in which case a name stands; none means that nothing does."""
    if first > 0 and scene.same_sentence(first - 1, first) and scene.document.gap(first - 1) == " ":
        near = tables.prepositions.get(scene.tokens[first - 1].folded)
        if near is not None:
            return near
    for index in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        gap = scene.document.gap(index)
        if (
            not scene.same_sentence(index, first)
            or any(mark in gap for mark in ".;:()")
            or (gap.strip() and index < first - 1)
        ):
            break
        if any(scene.says(max(index - step, 0), "attached") for step in (1, 2)):
            continue  # "the head of the directorate with the Prosecutor General Karim Aliyev"
        if scene.tokens[index].folded in tables.nouns:
            return tables.nouns[scene.tokens[_head(scene, index, tables)].folded]
    return frozenset()


def _head(scene: Scene, index: int, tables: _Tables) -> int:
    """Of "the deputy of the prosecutor", whose words all show cases, find the deputy: he is named."""
    for at in range(index - 1, max(index - 1 - _CHAIN, -1), -1):
        if not scene.same_sentence(at, index) or scene.document.gap(at) not in {" ", "-"}:
            break
        if scene.tokens[at].folded in tables.prepositions:
            break  # "во главе с директором": the case of "главе" is its own
        if scene.tokens[at].folded in tables.nouns:
            index = at
    return index


@cache
def _tables(code: str) -> _Tables | None:
    section: Mapping[str, Any] | None = pack(code)["reading"].get("declension")
    if section is None:
        return None
    endings: dict[str, list[tuple[str, int, str]]] = {}
    for gender in _GENDERS:
        for row in section.get(gender, ()):
            for case, ending in enumerate(row[1:], 1):
                endings.setdefault(ending, []).append((row[0], case, gender))
    vowels = frozenset(section.get("vowels", ""))
    return _Tables(
        {ending: tuple(found) for ending, found in endings.items()},
        max(map(len, endings), default=0),
        _by_word(section.get("cases", ())),
        _by_word(section.get("prepositions", ())),
        frozenset(map(str.lower, section.get("feminine_names", ()))),
        vowels,
        vowels.intersection(row[0][-1:] for gender in _GENDERS for row in section.get(gender, ())),
        section.get("oblique", ""),
        tuple(row[0] for row in section.get(_GENDERS[0], ()) if len(row[0]) >= _TAIL),
    )


def _by_word(columns: Iterable[Sequence[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for case, words in enumerate(columns):
        for word in words:
            found.setdefault(fold(word), set()).add(case)
    return {word: frozenset(cases) for word, cases in found.items()}


def settled(choices: Iterable[tuple[list[Reading], int]]) -> Iterator[Reading | None]:
    """Choose one reading for each name of a text: what the surest of them say decides the doubtful ones.

    Each choice comes with how many words the name has. A form of two words is surer than a family name alone.
    """
    listed = list(choices)
    votes: dict[str, float] = {}
    for found, size in listed:
        for reading in found[:1]:
            for word in reading.words:
                key = fold(word)
                votes[key] = votes.get(key, 0.0) + (1.0 if size > 1 else 0.4) * (
                    1.5 if reading.case == _NOMINATIVE else 1.0
                )
    for found, _ in listed:
        yield max(found, key=lambda one: one.weight + _heard(one, votes), default=None)


def _heard(reading: Reading, votes: Mapping[str, float]) -> float:
    return (
        sum(min(votes.get(fold(word), 0.0), 4.0) for word in reading.words) / max(len(reading.words), 1) * 0.6
    )
