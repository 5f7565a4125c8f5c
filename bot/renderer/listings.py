"""Which visits a list holds and which of its pages is meant, short enough for a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot import days

ListKind = Literal["visits", "latest", "upcoming", "found", "person"]
Role = Literal["either", "from", "to"]

# A card's button carries a verb, its visit and the page to go back to: 64 bytes in all.
ROOM = 32  # bytes, of a listing
MOST_COUNTRIES = 6

_KINDS: dict[str, ListKind] = {"v": "visits", "l": "latest", "u": "upcoming", "f": "found", "n": "person"}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_ROLES: dict[str, Role] = {"": "either", ">": "from", "<": "to"}
_MARKS = {role: mark for mark, role in _ROLES.items()}
_LISTING = re.compile(r"([vlu])((?:[A-Z]{2}){0,6})([<>]?)(\d{4}|\d{6}|\d{8}|\d{16})?")
_WORDS = re.compile(r"([fnFN])([^:@\x00-\x1f]{1,32})")
_APART = re.compile("[:@\x00-\x1f]")  # what parts an action's arguments
_CYRILLIC = re.compile("[\u0430-\u045f ]+")
_SHUT = {code: code - 0x3E5 for code in range(0x430, 0x460)}  # onto K to z
_OPEN = {short: code for code, short in _SHUT.items()}
_CURSOR = re.compile(r"(?:[<>][\w-]{1,16})?")


@dataclass(frozen=True, slots=True)
class Listing:
    """Which visits a list holds.

    Of one country or several in any role or one; of two in `either` role those between them, `from` the first
    to the second. `period` is a day, month or year in ISO's form, or two days with a slash. `words` are what
    was searched for, or a person's name.
    """

    kind: ListKind = "visits"
    countries: tuple[str, ...] = ()
    role: Role = "either"
    period: str = ""
    words: str = ""

    def __str__(self) -> str:
        period = self.period.replace("-", "").replace("/", "")
        if self.words:
            return _packed(_LETTERS[self.kind], self.words)
        return f"{_LETTERS[self.kind]}{''.join(self.countries)}{_MARKS[self.role]}{period}"

    @property
    def is_narrow(self) -> bool:
        """Whether anything was asked for but the kind."""
        return bool(self.countries or self.period or self.words)

    @property
    def span(self) -> tuple[date, date] | None:
        """Give the first and last day of its period."""
        if not self.period:
            return None
        first, _, last = self.period.partition("/")
        return days.span(first)[0], days.span(last or first)[1]


@dataclass(frozen=True, slots=True)
class Place:
    """One page of a list: after (`>id`) or before (`<id`) a visit, or the first; `number` is for show."""

    listing: Listing
    cursor: str = ""
    number: int = 1

    @property
    def args(self) -> tuple[str, str, str]:
        return str(self.listing), self.cursor, str(self.number)


ALL = Listing()


def read_place(args: Sequence[str]) -> Place | None:
    """Read a page back from its three arguments; None for what we never wrote."""
    listing = read_listing(args[0]) if len(args) == 3 else None
    if listing is None or not _CURSOR.fullmatch(args[1]) or not re.fullmatch(r"[1-9]\d{0,4}", args[2]):
        return None
    return Place(listing, args[1], int(args[2]))


def read_listing(text: str) -> Listing | None:
    """Read a list back from what a button says; None for what we never wrote."""
    if searched := _WORDS.fullmatch(text):
        letter, words = searched.groups()
        listing = Listing(_KINDS[letter.lower()], words=words.translate(_OPEN) if letter.isupper() else words)
        fits = len(text.encode()) <= ROOM and words == " ".join(words.split())
        return listing if fits and str(listing) == text else None
    found = _LISTING.fullmatch(text)
    if found is None:
        return None
    kind, row, mark, digits = found.groups()
    countries = tuple(row[place : place + 2] for place in range(0, len(row), 2))
    listing = Listing(_KINDS[kind], countries, _ROLES[mark], _period(digits or ""))
    try:
        return listing if listing.span is None or listing.span[0] <= listing.span[1] else None
    except ValueError:
        return None


def _period(digits: str) -> str:
    parts = (_iso(digits[place : place + 8]) for place in range(0, len(digits), 8))
    return "/".join(parts)


def _iso(digits: str) -> str:
    return "-".join(filter(None, (digits[:4], digits[4:6], digits[6:])))


def of_words(kind: ListKind, words: str) -> Listing:
    """Make a list of what was searched for, cut at a word where a button has no room for all of it."""
    kept = " ".join(_APART.sub(" ", words).split())
    if _CYRILLIC.fullmatch(kept.lower()):
        kept = kept.lower()
    while len(_packed("f", kept).encode()) > ROOM:
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return Listing(kind, words=kept)


def _packed(letter: str, words: str) -> str:
    """Write words behind the letter of their kind; small Cyrillic letters as others of one byte."""
    return letter.upper() + words.translate(_SHUT) if _CYRILLIC.fullmatch(words) else letter + words
