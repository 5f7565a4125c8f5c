"""Personal names: finding them in a text, comparing them, and writing them in Latin letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from bot.languages import pack
from bot.reading.names.declension import Reading, declines, readings, settled
from bot.reading.words.calendar_words import months
from bot.reading.words.cases import joined_case
from bot.reading.words.lexicon import is_spaceless
from bot.reading.words.scene import Scene
from bot.text import fold

# Whom a text names beside an office or a form of address.
ANCHORS = ("office", "deputy_office", "counterpart", "role", "honorific")
_SHORT_MONTH = 3  # letters: Jun, Mar
_LONGEST = 7  # words: "Nawaf bin Mohammed bin Ali Al Ma'awda"


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words that reads like a person's name."""

    text: str
    first: int
    last: int
    keys: tuple[str, ...]  # its folded words without particles and initials
    case_name: str = ""  # of a language whose pack names its cases
    case: int | None = None  # 0 the nominative; None where the language or the name does not tell


def names(scene: Scene, taken: frozenset[int]) -> list[Name]:
    """List the runs of capitalised words that are no known words; `taken` tokens belong to something else."""
    found: list[Name] = []
    index = 0
    while index < len(scene.tokens):
        last = _run(scene, index, taken)
        if last > index and (name := _name(scene, index, last)) is not None:
            found.append(name)
        index = max(last, index + 1)
    return _in_nominative(scene, found) if declines(scene.language.code) else found


def _in_nominative(scene: Scene, found: list[Name]) -> list[Name]:
    """Write the names as a dictionary would: "Игорем Красновым" is Игорь Краснов."""
    choices = []
    for name in found:
        fixed = frozenset(
            at
            for at in range(name.first, name.last)
            if not scene.tokens[at].is_capital or len(scene.tokens[at].text) < 2
        )
        choices.append((readings(scene, name.first, name.last, fixed), len(name.keys)))
    return [
        name if chosen is None else _rewritten(scene, name, chosen)
        for name, chosen in zip(found, settled(choices), strict=True)
    ]


def _rewritten(scene: Scene, name: Name, chosen: Reading) -> Name:
    if not chosen.changed:
        return replace(name, case=chosen.case)
    gaps = [scene.document.gap(at) for at in range(name.first, name.last - 1)] + [""]
    text = "".join(word + gap for word, gap in zip(chosen.words, gaps, strict=True))
    plain = [
        fold(word)
        for at, word in zip(range(name.first, name.last), chosen.words, strict=True)
        if not scene.says(at, "particle")
    ]
    return replace(name, text=text, keys=tuple(word for word in plain if len(word) > 1), case=chosen.case)


def _run(scene: Scene, first: int, taken: frozenset[int]) -> int:
    """Give the end of the longest name that begins at `first`, or `first` where none does."""
    if not _may_stand(scene, first, taken):
        return first
    last = index = first + 1
    while index < len(scene.tokens) and index - first < _LONGEST and scene.same_sentence(index, first):
        if not _joins(scene, index - 1):
            break
        if _may_stand(scene, index, taken) or _is_after_apostrophe(scene, index):
            last = index + 1
        elif not _is_particle(scene, index):
            break
        index += 1
    return last


def _may_stand(scene: Scene, index: int, taken: frozenset[int]) -> bool:
    token = scene.tokens[index]
    if index in taken or not token.is_capital or token.text.isdigit():
        return False
    if scene.says(index, "particle") and len(token.text) <= 4:
        return True
    if len(token.text) == 1 and scene.document.gap(index)[:1] == ".":
        return scene.starting(index, "honorific") is None  # "M. Dupont" is Monsieur Dupont
    if scene.says(index, "given_name") and is_given_name(scene, index):
        return True
    if _is_family_first(scene, index):
        return True
    if scene.says(index, "institution"):
        return False
    if scene.head_last and token.folded in months(scene.language.code):
        return False  # "Июнда Йўлдошев …"
    if scene.says(index, "not_a_name") and not _is_spelt_otherwise(scene, index):
        return False
    return scene.starting(index, "honorific", "event") is None


def _is_spelt_otherwise(scene: Scene, index: int) -> bool:
    """Tell Astrid Asi from "así", Olsian Çela from "cela": behind a name the marks of its letters count."""
    word, before = scene.tokens[index].text, scene.tokens[index - 1] if index else None
    behind_name = (
        before is not None
        and before.is_capital
        and scene.document.gap(index - 1) == " "
        and not scene.says(index - 1, "not_a_name")
    )
    return behind_name and not word.isupper() and word.casefold() not in _spellings(scene.language.code)


@cache
def _spellings(code: str) -> frozenset[str]:
    """Give the words that are never names as the pack spells them."""
    words: list[str] = pack(code)["reading"]["options"].get("not_a_name", [])
    return frozenset(word.casefold() for word in words)


def _is_family_first(scene: Scene, index: int) -> bool:
    """Tell Zhang Jun from Jun 24: the short month stands right behind a stranger and before no number."""
    follows = scene.tokens[index + 1].text if index + 1 < len(scene.tokens) else ""
    return (
        index > 0
        and len(scene.tokens[index].text) <= _SHORT_MONTH
        and scene.tokens[index].folded in months(scene.language.code)
        and scene.document.gap(index - 1) == " "
        and not follows[:1].isdigit()
        and scene.tokens[index - 1].folded not in months(scene.language.code)
        and _may_stand(scene, index - 1, frozenset())
    )


def is_given_name(scene: Scene, index: int) -> bool:
    """Tell Jan Maes from Jan 24: the word that may be either stands right before a capitalised one."""
    last = index + 1
    if last >= len(scene.tokens) or not scene.says(index, "given_name") or scene.document.gap(index) != " ":
        return False
    follows = scene.tokens[last]
    known = scene.says(last, "not_a_name") or scene.starting(last, "office", "role", "body") is not None
    return follows.is_capital and not follows.text[0].isdigit() and not known


def _is_particle(scene: Scene, index: int) -> bool:
    """A small word inside a name: bin, de, al."""
    return scene.says(index, "particle") and not scene.says(index, "and")


def _is_after_apostrophe(scene: Scene, index: int) -> bool:
    """The piece of a name behind its own apostrophe or hyphen: Ma'awda, Min-ho; no "d'avoir"."""
    joined = scene.document.gap(index - 1) in {"'", "’", "ʼ", "ʻ", "‘", "-", "‑"}
    elided = _is_particle(scene, index - 1) and scene.document.gap(index - 1) in {"'", "’"}
    ending = scene.says(index, "possessive") or joined_case(scene, index) is not None
    return joined and not ending and not (elided and scene.tokens[index].text.islower())


def _joins(scene: Scene, index: int) -> bool:
    gap = scene.document.gap(index)
    if gap in {". ", "."}:
        return len(scene.tokens[index].text) <= 2  # an initial
    return gap in {" ", "-", "'", "’", "ʼ", "ʻ", "‘", "‑", "\u00a0"}


def _name(scene: Scene, first: int, last: int) -> Name | None:
    while (
        last > first
        and (_is_possessive(scene, last - 1) or _is_particle(scene, last - 1))
        and not _is_whole(scene, last)
    ):
        last -= 1
    while last > first + 1 and scene.says(last - 1, "after_name"):
        last -= 1
    while last > first + 1 and _is_acronym_before(scene, first):
        first += 1
    if last == first + 1 and _tells_which(scene, first):
        return None
    keys = _keys(scene, first, last)
    text = scene.text(first, last) if last > first else ""
    if not keys or (len(keys) == 1 and (_is_acronym(text) or _is_newsroom(scene, last))):
        return None
    return Name(text, first, last, keys)


def _tells_which(scene: Scene, index: int) -> bool:
    """ "Kraljevsko tužilaštvo", "Islamic Republic of": a lone capitalised word of an institution's or a
    country's name, before the noun that it belongs to, is nobody.
    """
    if scene.head_last or is_spaceless(scene.language.options):
        return False
    last = index + 1
    before = last < len(scene.tokens) and scene.document.gap(index) == " "
    goes_on = scene.tokens[last].is_capital and last + 1 < len(scene.tokens) if before else False
    goes_on = goes_on and scene.tokens[last + 1].is_capital and scene.document.gap(last) == " "
    if before and scene.says(last, "institution"):
        return not goes_on and scene.starting(last, "office", "deputy_office") is None  # "Trương Hòa Bình"
    of_state = before and scene.tokens[last].is_capital and scene.says(last, "before_place")
    return of_state and (not goes_on or scene.starting(last + 1, "country") is not None)


def _is_whole(scene: Scene, last: int) -> bool:
    return scene.tokens[last - 1].is_capital or (last > 1 and _is_after_apostrophe(scene, last - 1))


def _is_possessive(scene: Scene, index: int) -> bool:
    return index > 0 and scene.says(index, "possessive") and scene.document.gap(index - 1) in {"'", "’"}


def _is_newsroom(scene: Scene, last: int) -> bool:
    """One word that "reports" is an agency; people who say things are told by other words."""
    told = scene.starting(last, "source") if last < len(scene.tokens) else None
    return told is not None and told.value == "reports"


def _is_acronym_before(scene: Scene, first: int) -> bool:
    """An institution's initials in front of a name are no part of it, where the name is not shouted too."""
    text, follows = scene.tokens[first].text, scene.tokens[first + 1].text
    return len(text) > 2 and text.isupper() and scene.document.gap(first) == " " and not follows.isupper()


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) <= 5


def _keys(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    plain = [
        token.folded
        for index, token in enumerate(scene.tokens[first:last], first)
        if not scene.says(index, "particle")
    ]
    return tuple(word for word in plain if len(word) > 1)


def is_same(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two names may be one person's: the words of the shorter stand in the longer."""
    few, many = sorted((set(one), set(other)), key=len)
    return bool(few) and few <= many
