"""Which language a text is written in: by its letters first, then by the commonest words of each pack."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from bot.languages import codes, pack
from bot.reading.tokens import Document
from bot.text import fold

_ENOUGH = 400  # words; more say nothing new
_SCRIPTS = (
    ("Cyrl", "\u0400", "\u04ff"), ("Arab", "\u0600", "\u06ff"), ("Hang", "\uac00", "\ud7af"),
    ("Kana", "\u3040", "\u30ff"), ("Hani", "\u4e00", "\u9fff"), ("Grek", "\u0370", "\u03ff"),
    ("Geor", "\u10a0", "\u10ff"), ("Armn", "\u0530", "\u058f"), ("Hebr", "\u0590", "\u05ff"),
    ("Thai", "\u0e00", "\u0e7f"), ("Deva", "\u0900", "\u097f"), ("Beng", "\u0980", "\u09ff"),
)  # fmt: skip


def language_of(document: Document, claimed: str | None) -> str | None:
    """Give the code of the pack whose words the text is made of; None where no pack fits.

    What the feed claims decides only between packs that fit equally well.
    """
    counts: Counter[str] = Counter()
    script = _script(document)
    known = _words_of_packs()
    for token in document.tokens[:_ENOUGH]:
        for code in known.get(token.folded, ()):
            counts[code] += 1
    for code, own, foreign in _letters_of_packs(script):
        counts[code] += len(own.findall(document.raw)) - 2 * len(foreign.findall(document.raw))
    fitting = {code: counts[code] for code in codes() if _fits(code, script)}
    if not fitting or max(fitting.values()) < min(3, len(document.tokens) // 12):
        return claimed if claimed in fitting and len(document.tokens) < 12 else None
    return max(fitting, key=lambda code: (fitting[code], code == claimed, code))


def _script(document: Document) -> str:
    votes: Counter[str] = Counter()
    for token in document.tokens[:_ENOUGH]:
        letter = token.folded[0]
        votes[next((name for name, low, high in _SCRIPTS if low <= letter <= high), "Latn")] += len(
            token.text
        )
    return votes.most_common(1)[0][0] if votes else "Latn"


def _fits(code: str, script: str) -> bool:
    scripts: list[str] = [pack(code)["script"], *pack(code).get("also_written_in", ())]
    return script in scripts


@cache
def _letters_of_packs(script: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Give for each pack of a script the letters that its neighbours lack, and those that it lacks."""
    options = {code: pack(code)["reading"].get("options", {}) for code in codes() if _fits(code, script)}
    return tuple(
        (code, _any_of(option.get("own_letters", "")), _any_of(option.get("foreign_letters", "")))
        for code, option in options.items() if "own_letters" in option or "foreign_letters" in option
    )  # fmt: skip


def _any_of(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]" if letters else r"(?!)", re.IGNORECASE)


@cache
def _words_of_packs() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in codes():
        for word in pack(code)["reading"].get("options", {}).get("common_words", ()):
            found.setdefault(fold(word), []).append(code)
    return {word: tuple(where) for word, where in found.items()}
