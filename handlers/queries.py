"""Understanding what somebody typed: countries, who travels where, a period. Pure: no store is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from bot import countries
from bot.languages import pack
from bot.languages.speech import FALLBACK, say, ui_codes
from bot.renderer.listings import ALL, MOST_COUNTRIES, Listing
from bot.renderer.markup import clean
from bot.text import fold
from handlers import periods

_LONGEST = 200  # of what is typed; names of several countries and a period have room in it
# What people put between two countries; a hyphen only with spaces, for Guinea-Bissau is one country.
_BETWEEN = re.compile(r"\s+[-&+xх]\s+|[,;/|→⇄↔–—]|->|<->|=>")
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f)")
_EDGES = " \t\"'«»“”„?!.:()[]<>…"
_LONGEST_NAME = 6  # words

Way = Literal["", "from", "to"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Understood: these countries (none, one, a pair)."""

    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A word that is no country, or several; `guesses` are to be asked about, never taken.

    `around` is what was understood beside it: a period, a role.
    """

    word: str
    guesses: tuple[str, ...]
    around: Listing = ALL


@dataclass(frozen=True, slots=True)
class TooMany:
    """More countries than are asked for at once."""


@dataclass(frozen=True, slots=True)
class Small:
    """The small words between countries, folded: to be passed over, and before where from and where to."""

    skip: frozenset[str]
    origin: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()


def understand(text: str) -> Wanted | Doubtful | TooMany:
    """Read a country or a pair out of what was typed; nothing typed is `Wanted()`."""
    read = named(clean_typed(text), Small(_spoken("ask.connectors")))
    if isinstance(read, Doubtful):
        return read
    codes = tuple(dict.fromkeys(code for _, code in read))
    return TooMany() if len(codes) > 2 else Wanted(codes)


def ask(text: str, lang: str, today: date) -> Listing | Doubtful | TooMany:
    """Read a whole question out of what was typed: countries, who travels where, a period, only plans.

    Nothing typed is `Listing()`. Words are those of the chat's language and of English.
    """
    period, rest = periods.take(clean_typed(text), lang, today)
    words = rest.split()
    planned = words_of("ask.planned", lang)
    left = [word for word in words if fold(word.strip(_EDGES)) not in planned | words_of("ask.fillers", lang)]
    is_planned = any(fold(word.strip(_EDGES)) in planned for word in words)
    around = Listing("upcoming" if is_planned else "visits", period=period)
    read = named(" ".join(left).strip(_EDGES), small_words(lang))
    return replace(read, around=around) if isinstance(read, Doubtful) else _listing(read, around)


def _listing(read: Sequence[tuple[Way, str]], around: Listing) -> Listing | TooMany:
    codes = tuple(dict.fromkeys(code for _, code in read))
    if len(codes) > MOST_COUNTRIES:
        return TooMany()
    ways = {code: way for way, code in read}
    origins, targets = ([code for code in codes if ways[code] == way] for way in ("from", "to"))
    if len(codes) == 2 and len(targets) == 1:  # "from AZ to TR" and "AZ to TR"
        return replace(
            around, countries=(next(code for code in codes if code not in targets), *targets), role="from"
        )
    if codes and len(origins) == len(codes):
        return replace(around, countries=codes, role="from")
    if codes and len(targets) == len(codes):
        return replace(around, countries=codes, role="to")
    return replace(around, countries=codes)


def clean_typed(text: str) -> str:
    """Take control characters and the punctuation around it off what was typed."""
    return clean(_FLAG.sub(r" \1 ", text[:_LONGEST])).strip(_EDGES)


def named(text: str, small: Small) -> list[tuple[Way, str]] | Doubtful:
    """Read the countries that a text names, each with the way that stands before it."""
    whole = _meant(text) if text else ()
    if whole:
        return [("", whole[0])] if len(whole) == 1 else Doubtful(text, whole)
    found: list[tuple[Way, str]] = []
    for part in filter(None, (piece.strip(_EDGES) for piece in _BETWEEN.split(text))):
        read = _segment(part, small, found[-1][0] if found else "")
        if isinstance(read, Doubtful):
            return _whole_guess(text) or read
        found += read
    alike = countries.rivals(text)  # "Guinea-Bissa" is no Guinea
    return Doubtful(text, alike) if alike and {code for _, code in found} != set(alike) else found


def _meant(text: str) -> tuple[str, ...]:
    """Give the country that a text names; with those whose misspelt name it may be."""
    found = countries.lookup(text)
    return tuple(dict.fromkeys((*found, *countries.rivals(text)))) if found else ()


def _whole_guess(text: str) -> Doubtful | None:
    """A misspelt name of several words is better guessed at as a whole."""
    guesses = countries.suggest(text)
    return Doubtful(text, guesses) if guesses else None


def _segment(text: str, small: Small, way: Way) -> list[tuple[Way, str]] | Doubtful:
    """Read a row of words as countries, the longest name first; small words between them are passed over."""
    words = text.split()
    found: list[tuple[Way, str]] = []
    place = 0
    while place < len(words):
        is_last, word = place + 1 == len(words), fold(words[place])
        length, codes = _longest_name(words[place:], small, is_last=is_last)
        if len(codes) == 1:
            found.append((way, codes[0]))
        elif codes:
            return Doubtful(" ".join(words[place : place + length]), codes)
        elif "-" in words[place].strip("-"):  # no country of that name: "AZ-TR"
            words[place : place + 1] = filter(None, words[place].split("-"))
            continue
        elif word in small.origin:
            way = "from"
        elif word in small.target:
            way = "to"
        elif word not in small.skip:
            rest = " ".join(words[place:])
            return Doubtful(rest, countries.suggest(rest) or countries.suggest(words[place]))
        place += length
    return found


def _longest_name(words: Sequence[str], small: Small, *, is_last: bool) -> tuple[int, tuple[str, ...]]:
    """Find how many words from the first on name a country, and which; (1, none) where they do not."""
    said = fold(words[0])
    if said in small.skip or (not is_last and said in small.origin | small.target):
        return 1, ()
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        codes = _meant(" ".join(words[:length]))
        if codes:
            return length, codes
    return 1, ()


@cache
def small_words(lang: str) -> Small:
    """Give the small words of a language and of English."""
    origin, target = words_of("ask.from", lang), words_of("ask.to", lang)
    # In other languages than these two a code is likelier than a small word: "DE" is Germany.
    foreign = {word for word in _spoken("ask.connectors") if not countries.lookup(word.upper())}
    return Small((words_of("ask.connectors", lang) | foreign) - origin - target, origin, target)


@cache
def words_of(key: str, lang: str) -> frozenset[str]:
    """Give the words of a list in a language and in English, folded."""
    return frozenset(fold(word) for code in (lang, FALLBACK) for word in say(code, key).split())


def means_everything(text: str) -> bool:
    """Tell whether the word after /subscribe stands for all countries, in any of our languages."""
    return fold(clean(text).strip(_EDGES)) in _spoken("subscribe.words") or text.strip() == "*"


@cache
def _spoken(key: str) -> frozenset[str]:
    return frozenset(fold(word) for code in ui_codes() for word in say(code, key).split())


def language_named(text: str) -> str | None:
    """Find one of our languages by its code or its name, in English or its own."""
    return _tongues().get(fold(clean(text).strip(_EDGES)))


@cache
def _tongues() -> Mapping[str, str]:
    return {
        fold(str(pack(code)[key])): code for code in ui_codes() for key in ("code", "name", "native_name")
    }


def deep_link(payload: str) -> tuple[str, str] | None:
    """Split the payload of a link into its kind (`v`, `c` or `s`) and its argument; None for any other."""
    found = re.fullmatch(r"([vcs])_([A-Za-z0-9_-]{1,62})", payload)
    return (found[1], found[2]) if found else None
