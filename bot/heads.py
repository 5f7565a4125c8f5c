"""Who headed the prosecution of which country, and when; read from config/heads.toml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import gazetteer
from bot.romanising import name_words, sound
from bot.toml import checked, packaged

_EVER = 9999
_WIDE = 0x2E80  # from here on a whole name is one word: 张军, 문무일
_TELLING = 2  # words that must agree before a name is taken for somebody's
_LONG = 5  # consonants in them, where one name is longer: "Zhang Wei" is no shorter "Shim Woo-jung"


@dataclass(frozen=True, slots=True)
class Head:
    """One head of prosecution under one spelling; years count whole, so that two share that of a change."""

    country: str
    words: frozenset[str]  # as they sound
    since: int
    until: int

    def is_called(self, words: frozenset[str]) -> bool:
        """Tell whether a name is his: shorter or longer by a patronymic, a clan or a second surname."""
        shared = self.words & words
        if shared == self.words == words:
            return True
        is_part = len(shared) == min(len(self.words), len(words)) >= min(_TELLING, len(self.words))
        return is_part and sum(map(len, shared)) >= _LONG


class Heads:
    """Knows the country of those whom everybody knows, so that news does not say it."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self._by_word: dict[str, list[Head]] = defaultdict(list)
        for head in heads:
            for word in head.words:
                self._by_word[word].append(head)

    def country_of(self, name: str, year: int | None) -> str | None:
        """Tell whose prosecution a person of this name heads in `year` (None: at any time).

        A name of one word, but for Chinese and Korean ones, says nothing; nor does one that two countries
        claim.
        """
        parts = _parts(name)
        if len(parts) < _TELLING and not _is_whole(name):
            return None
        words = frozenset(map(sound, parts))
        near = {head for word in words for head in self._by_word.get(word, ())}
        found = {
            head.country
            for head in near
            if head.is_called(words) and (year is None or head.since <= year <= head.until)
        }
        return found.pop() if len(found) == 1 else None


NOBODY = Heads(())


def load(path: Path | None = None) -> Heads:
    """Read the file, by default the one that came with the program; SettingsError with all its mistakes."""
    data = checked(path or packaged("heads.toml"), _mistakes)
    return Heads(head for country, rows in data.items() for head in _heads(country, rows))


def _heads(country: str, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[Head]:
    for name, row in rows.items():
        for spelling in (name, *row.get("also", ())):
            yield Head(country, _words(spelling), row["since"], row.get("until", _EVER))


def _parts(name: str) -> list[str]:
    """Part a name; "Abd Allah" is one part, and thousands bear it."""
    return name_words(name.replace("عبد ", "عبد"))


def _words(name: str) -> frozenset[str]:
    return frozenset(map(sound, _parts(name)))


def _is_whole(name: str) -> bool:
    return len(name) > 1 and ord(name[0]) >= _WIDE


def _mistakes(data: Mapping[str, Any]) -> Iterator[tuple[str, str | None, str]]:
    for country, rows in data.items():
        if country not in gazetteer.country_names() or not isinstance(rows, dict):
            yield country, None, f"[{country}] must be a table called by an ISO 3166-1 alpha-2 code"
            continue
        for name, row in rows.items():
            yield from ((country, name, f"{name}: {what}") for what in _row_mistakes(row))


def _row_mistakes(row: object) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "must be a table such as { since = 2020 }"
        return
    for key in row.keys() - {"since", "until", "also"}:
        yield f"unknown key {key!r}; known are since, until and also"
    since, until = row.get("since"), row.get("until", _EVER)
    if type(since) is not int or type(until) is not int or since > until:
        yield "since, and until where the term is over, must be years, the first not after the second"
    if not isinstance(also := row.get("also", []), list) or not all(isinstance(one, str) for one in also):
        yield "also must be a list of other spellings"
