"""Understanding what somebody typed: countries, a pair, a year. Pure: nothing is asked of the store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot import countries
from bot.languages import pack
from bot.languages.speech import say, ui_codes
from bot.renderer.actions import Listing
from bot.renderer.markup import clean
from bot.text import fold

_LONGEST = 200  # of what is typed; names of two countries and a year have room in it
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# What people put between two countries; a hyphen only with spaces, for Guinea-Bissau is one country.
_BETWEEN = re.compile(r"\s+[-&+xх]\s+|[,;/|→⇄↔–—]|->|<->|=>")
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f)")
_EDGES = " \t\"'«»“”„?!.:()[]<>…"
_LONGEST_NAME = 6  # words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Understood: these countries (none, one, a pair), perhaps of one year."""

    countries: tuple[str, ...] = ()
    year: int | None = None

    @property
    def listing(self) -> Listing:
        return Listing("visits", self.countries, self.year)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A word that is no country, or several; `guesses` are to be asked about, never taken."""

    word: str
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooMany:
    """More than two countries."""


Asked = Wanted | Doubtful | TooMany


def understand(text: str) -> Asked:
    """Read countries and a year out of what was typed; nothing typed is `Wanted()`."""
    said = clean_typed(text)
    years = _YEAR.findall(said)
    rest = _YEAR.sub(" ", said).strip(_EDGES) if years else said
    year = int(years[0]) if years else None
    if not rest:
        return Wanted((), year)
    whole = countries.lookup(rest)
    if len(whole) == 1:
        return Wanted(whole, year)
    if whole:
        return Doubtful(rest, whole)
    return _several(rest, year)


def clean_typed(text: str) -> str:
    """Take control characters and the punctuation around it off what was typed."""
    return clean(_FLAG.sub(r" \1 ", text[:_LONGEST])).strip(_EDGES)


def _several(text: str, year: int | None) -> Asked:
    found: list[str] = []
    for part in filter(None, (piece.strip(_EDGES) for piece in _BETWEEN.split(text))):
        read = _segment(part)
        if isinstance(read, Doubtful):
            return _whole_guess(text) or read
        found += read
    codes = tuple(dict.fromkeys(found))
    return TooMany() if len(codes) > 2 else Wanted(codes, year)


def _whole_guess(text: str) -> Doubtful | None:
    """A misspelt name of several words is better guessed at as a whole."""
    guesses = countries.suggest(text)
    return Doubtful(text, guesses) if guesses else None


def _segment(text: str) -> list[str] | Doubtful:
    """Read a row of words as countries, the longest name first; small words between them are passed over."""
    words = text.split()
    found: list[str] = []
    place = 0
    while place < len(words):
        length, codes = _longest_name(words[place:])
        if len(codes) == 1:
            found.append(codes[0])
        elif codes:
            return Doubtful(" ".join(words[place : place + length]), codes)
        elif "-" in words[place].strip("-"):  # no country of that name: "AZ-TR"
            words[place : place + 1] = filter(None, words[place].split("-"))
            continue
        elif fold(words[place]) not in _connectors():
            rest = " ".join(words[place:])
            return Doubtful(rest, countries.suggest(rest) or countries.suggest(words[place]))
        place += length
    return found


def _longest_name(words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Find how many words from the first on name a country, and which; (1, none) where they do not."""
    if fold(words[0]) in _connectors():
        return 1, ()
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        codes = countries.lookup(" ".join(words[:length]))
        if codes:
            return length, codes
    return 1, ()


def _connectors() -> frozenset[str]:
    return _spoken("ask.connectors")


def means_everything(text: str) -> bool:
    """Tell whether the word after /subscribe stands for all countries, in any of our languages."""
    return fold(clean(text).strip(_EDGES)) in _spoken("subscribe.words") or text.strip() == "*"


@cache
def _spoken(key: str) -> frozenset[str]:
    return frozenset(fold(word) for code in ui_codes() for word in say(code, key).split())


def language_named(text: str) -> str | None:
    """Find one of our languages by its code or its name, in English or its own."""
    said = fold(clean(text).strip(_EDGES))
    for code in ui_codes():
        names: Iterator[str] = (str(pack(code)[key]) for key in ("code", "name", "native_name"))
        if said in map(fold, names):
            return code
    return None


def deep_link(payload: str) -> tuple[str, str] | None:
    """Split the payload of a link into its kind (`v`, `c` or `s`) and its argument; None for any other."""
    found = re.fullmatch(r"([vcs])_([A-Za-z0-9_-]{1,62})", payload)
    return (found[1], found[2]) if found else None
