"""Whether two names are one person: no diacritics, no titles, any order, initials and short forms allowed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from bot.model import Visitor
from bot.text import PARTICLES, fold

_LETTERS = re.compile(r"[^\W\d_]+")
# More particles, which elsewhere may be names, titles and patronymic endings.
_NO_NAMES = PARTICLES | frozenset(
    re.findall(
        r"\w+",
        "abu della den und y e la le ould "
        "mr mrs ms dr prof sir dame lord lady he sheikh shaikh sheik hon judge justice minister "
        "general prosecutor attorney ogly oglu kyzy qizi uulu",
    )
)
_ALIKE = 65.0  # per cent; Pyotr and Petr reach 67, Kamran and Ilham 36
_RESEMBLING = 50.0  # per cent; Chan and Tran, Kuok and Quoc reach just that
_VOWELS = frozenset("aeiouy")


def differ(a: str | None, b: str | None) -> bool:
    """Say whether these are clearly two people; False too when a name is missing or in another script."""
    return _compare(a, b) is False


def are_two(a: Visitor, b: Visitor) -> bool:
    """Say whether two visitors are clearly two people.

    Across scripts a name has come through a transliteration, which leaves "Chan Kuok" of Tran Quoc: there
    they are two unless most parts of the one name resemble some of the other.
    """
    if a.name is None or b.name is None:
        return False
    ours, theirs = a.name_latin or a.name, b.name_latin or b.name
    if _compare(a.name, b.name) is not None:
        return differ(ours, theirs)
    return differ(ours, theirs) and not _resemble(ours, theirs)


def agree(a: str | None, b: str | None) -> bool:
    """Say whether these are clearly one person."""
    return _compare(a, b) is True


def latin(name: str | None) -> bool:
    """Say whether a name is written in Latin letters."""
    return name is not None and bool(re.search("[a-z]", fold(name)))


@lru_cache(maxsize=4096)
def _compare(a: str | None, b: str | None) -> bool | None:
    if a is None or b is None:
        return None
    ours, theirs = _tokens(a), _tokens(b)
    if not ours or not theirs or _script(ours) != _script(theirs):
        return None
    if ratio("".join(sorted(ours)), "".join(sorted(theirs))) >= 85:
        return True
    fewer, more = sorted((ours, theirs), key=len)
    return _share(fewer, more) > 0.6


@lru_cache(maxsize=4096)
def _resemble(a: str, b: str) -> bool:
    fewer, more = sorted((_tokens(a), _tokens(b)), key=len)
    alike = sum(any(ratio(one, other) >= _RESEMBLING for other in more) for one in fewer)
    return 2 * alike > len(fewer)


def _script(tokens: tuple[str, ...]) -> str:
    """Name the script of a name, as "LATIN", "CYRILLIC", "HANGUL"."""
    return unicodedata.name(tokens[0][0], "UNKNOWN").split()[0]


def _tokens(name: str) -> tuple[str, ...]:
    found = (token for token in _LETTERS.findall(fold(name)) if token not in _NO_NAMES)
    return tuple(sorted(found, key=lambda token: (-len(token), token)))


def _share(fewer: tuple[str, ...], more: tuple[str, ...]) -> float:
    """Say how much of the shorter name is in the longer one; each word there answers for one here."""
    left = list(more)
    found = 0
    for token in fewer:
        best = max(left, key=lambda other: (_alike(token, other), other), default=None)
        if best is not None and _alike(token, best) >= _ALIKE:
            found += 1
            left.remove(best)
    return found / len(fewer)


def _alike(a: str, b: str) -> float:
    if len(a) == 1 or len(b) == 1:
        return 100.0 if a[0] == b[0] else 0.0
    if _is_initials(a) or _is_initials(b):
        return _ALIKE
    if len(a) >= 3 and len(b) >= 3 and (a.startswith(b) or b.startswith(a)):
        return 100.0
    return ratio(a, b)


def _is_initials(token: str) -> bool:
    """`HM` as in HM Prasetyo speaks for or against nobody."""
    return len(token) == 2 and token.isascii() and not _VOWELS & set(token)
