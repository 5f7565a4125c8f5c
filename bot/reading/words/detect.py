"""Which language a text is written in: by its letters first, then by the commonest words of each pack."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import chain

from bot.languages import codes, pack
from bot.reading.words.tokens import SPACELESS, SPACELESS_LETTER, WORD
from bot.text import fold

_SAMPLE = 500  # code points; more say nothing new
_SURE = 3  # common words that a text of some length must have
_SHORT = 12  # words; of fewer the feed's own word is taken
_SCRIPTS = {
    "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff", "Cyrl": "\u0400-\u04ff", "Arab": "\u0600-\u06ff",
    "Hang": "\uac00-\ud7af", "Kana": "\u3040-\u30ff", "Hani": "\u4e00-\u9fff", "Grek": "\u0370-\u03ff",
    "Geor": "\u10a0-\u10ff", "Armn": "\u0530-\u058f", "Hebr": "\u0590-\u05ff", "Thai": "\u0e00-\u0e7f",
    "Deva": "\u0900-\u097f", "Beng": "\u0980-\u09ff",
}  # fmt: skip
# Words that begin with a small letter, Latin (with Vietnamese), Greek or Cyrillic.
_SMALL_LETTERS = "".join(filter(str.islower, map(chr, chain(range(0x530), range(0x1E00, 0x1F00)))))
_SMALL = re.compile(rf"(?<![^\W_{SPACELESS}ʻʼ])[{_SMALL_LETTERS}][^\W_{SPACELESS}ʻʼ]*")
_LETTERS = {name: re.compile(f"[{letters}]+") for name, letters in _SCRIPTS.items()}


class _Apart(dict[int, str]):
    """Folds a letter, parts what is written without spaces, and writes all that is no letter as a space."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        apart = self[code] = (
            f" {folded} " if SPACELESS_LETTER.match(folded) else folded if WORD.match(folded) else " "
        )
        return apart


_APART = _Apart()


def language_of(title: str, text: str, claimed: str | None) -> str | None:
    """Give the code of the pack whose words an article is made of; None where no pack fits.

    What the feed claims decides only between packs that fit equally well, and where the text is too short.
    """
    head = f"{title[:_SAMPLE]}\n{text[:_SAMPLE]}"[:_SAMPLE]
    sample = unicodedata.normalize("NFC", head)
    script, words = _script(sample), sample.translate(_APART).split()
    counts = Counter(chain.from_iterable(filter(None, map(_words_of_packs().get, words))))
    _count_letters(sample, script, counts)
    fitting = {code: counts[code] for code in _written_in(script)}
    most = max(fitting.values(), default=0)
    if most < _SURE:
        length = sum(not word.isdecimal() for word in words)
        if not fitting or most < min(_SURE, length // _SHORT):
            return claimed if claimed in fitting and length < _SHORT else None
    best = [code for code, count in fitting.items() if count == most]
    return claimed if claimed in best else max(best)


def _script(sample: str) -> str:
    if sample.isascii():
        return "Latn"
    best, most, left = "Latn", 0, len(sample)
    for name, letters in _LETTERS.items():
        found = sum(map(len, letters.findall(sample)))
        left -= found
        if found > most:
            best, most = name, found
        if left <= most:  # no other script has more
            break
    return best


def _count_letters(sample: str, script: str, counts: Counter[str]) -> None:
    """Count for each pack the letters that its neighbours lack, less those that it lacks.

    Where small words say anything only they count: Igor Stříž makes no German text a Czech one.
    """
    special, worth = _special_letters(script)
    small = "".join(_SMALL.findall(sample))
    for letter, times in Counter(special.findall(small or sample.lower())).items():
        for code, value in worth[letter]:
            counts[code] += times * value


@cache
def _written_in(script: str) -> tuple[str, ...]:
    return tuple(
        code for code in codes() if script in (pack(code)["script"], *pack(code).get("also_written_in", ()))
    )


@cache
def _special_letters(script: str) -> tuple[re.Pattern[str], dict[str, list[tuple[str, int]]]]:
    worth: dict[str, list[tuple[str, int]]] = {}
    for code in _written_in(script):
        options = pack(code)["reading"].get("options", {})
        for name, value in (("own_letters", 1), ("foreign_letters", -2)):
            for letter in set(options.get(name, "").lower()):
                worth.setdefault(letter, []).append((code, value))
    return re.compile(f"[{re.escape(''.join(sorted(worth)))}]" if worth else r"(?!)"), worth


@cache
def _words_of_packs() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in codes():
        for word in pack(code)["reading"].get("options", {}).get("common_words", ()):
            found.setdefault(fold(word), []).append(code)
    return {word: tuple(where) for word, where in found.items()}
