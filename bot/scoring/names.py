"""Whether two names mean one person: by whole tokens, never by a distance tuned on the test."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.scoring.letters import is_latin, plain
from bot.scoring.pairing import best_pairs

# Honorifics and ranks people put before a name; particles that one paper writes and the next leaves out.
_TITLES = (
    "mr mrs ms dr prof professor sir dame sheikh shaikh shaykh sheik hon honourable honorable his her "
    "excellency he judge justice counselor counsellor general lieutenant colonel major gen col maj bay bey "
    "xanim khanum gospodin herr frau monsieur mme senor senora doutor doutora al el ul bin ibn ben bint de "
    "da do dos van von der della di du"
)
_SILENT = frozenset(_TITLES.split())
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f'’ʼʻ‘`´"))
_CODES = {
    letter: code
    for letters, code in (("bfpvw", "1"), ("cgjkqsxz", "2"), ("dt", "3"), ("l", "4"), ("mn", "5"), ("r", "6"))
    for letter in letters
}
_COMPOUND = re.compile(r"(?<=\bعبد) (?=ال)| (?=(?:الله|الدين)\b)")  # one name in Latin letters: Abdullah
_MOST_EXTRA = 2  # a patronymic and a second family name, not a whole title


def names_agree(wanted: Iterable[str | None], found: Iterable[str | None]) -> bool | None:
    """Say whether any spelling found agrees with any wanted; None when their scripts cannot be compared.

    Agree means: the same tokens in any order, or one name is the other shortened while the family name
    stands (initials count as given names). Tokens agree when equal, or equal in sound by Soundex (Russell
    1918) over the whole token and without its first-letter rule, so that Aliyev, Əliyev and Алиев are one.
    """
    pairs = [(one, other) for one in filter(None, wanted) for other in filter(None, found)]
    answers = [_agree(one, other) for one, other in pairs]
    if True in answers:
        return True
    return None if answers and None in answers else False


def same_spelling(wanted: Iterable[str | None], found: Iterable[str | None]) -> bool:
    """Say whether two names have the same tokens, marks and titles aside: the exact match to print beside."""
    spelled = [Counter(tokens(name)) for name in found if name]
    return any(Counter(tokens(name)) in spelled for name in wanted if name)


def tokens(name: str) -> list[str]:
    """Cut a name into plain Latin tokens, titles and particles left out (unless nothing else remains)."""
    whole = _COMPOUND.sub("", name.translate(_INVISIBLE))
    joined = plain(re.sub(r"\bال", "al ", whole))
    every: list[str] = re.findall(r"[^\W\d_]+", joined)
    return [token for token in every if token not in _SILENT] or every


def sound(token: str) -> str:
    """Give the Soundex digits of a plain token, whole and without the letter in front."""
    digits, last = [], ""
    for letter in re.sub(r"d?zh|dj|t?s?ch|tsh|kh|gh", _digraph, token):
        code = _CODES.get(letter, "")
        if code and code != last:
            digits.append(code)
        # By the rule of 1918 an h does not part two letters of one code, a vowel does.
        if letter != "h":
            last = code
    return "".join(digits)


def _digraph(match: re.Match[str]) -> str:
    return {"dzh": "j", "dj": "j", "kh": "k", "gh": "g"}.get(match.group(), "s")


def _agree(wanted: str, found: str) -> bool | None:
    expected, got = tokens(wanted), tokens(found)
    if Counter(expected) == Counter(got) or _sounds("".join(expected), "".join(got)):
        return True
    foreign = _is_unreadable(wanted), _is_unreadable(found)
    if foreign[0] != foreign[1]:
        return _shortened(expected, got) or None
    return _shortened(expected, got)


def _is_unreadable(name: str) -> bool:
    """Say whether the letters hide the Latin spelling: Han, kana, Thai, and Hangul, which goes by ear."""
    return not is_latin(plain(name)) or any("가" <= char <= "힣" for char in name)


def _shortened(expected: Sequence[str], got: Sequence[str]) -> bool:
    pairs = best_pairs(expected, got, _token_weight)
    kept = {row for row, _ in pairs}
    if not pairs or all(len(expected[row]) == 1 or len(got[column]) == 1 for row, column in pairs):
        return False
    if len(kept) == len(expected):
        return len(got) - len(pairs) <= _MOST_EXTRA
    return len(pairs) == len(got) and len(expected) - 1 in kept


def _token_weight(one: str, other: str) -> float:
    if one == other:
        return 3.0
    if _sounds(one, other):
        return 2.0
    return 1.0 if min(len(one), len(other)) == 1 and one[0] == other[0] else 0.0


def _sounds(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1 or not (is_latin(one) and is_latin(other)):
        return False
    if sound(one) == sound(other) != "":
        return True
    # w is a vowel in some spellings and a consonant in others: Sawy and Савви, Buainain and بوعينين.
    return sound(one.replace("w", "")) == sound(other.replace("w", "")) != ""
