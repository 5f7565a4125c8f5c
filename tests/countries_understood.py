"""How many names of countries are understood, right and with a slip: python -m tests.countries_understood.

Every member of the United Nations in the twenty languages that are read, with its codes and its flag; then
each name of six letters or more with one letter put in, left out, replaced or swapped with its neighbour.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from babel import Locale

from bot import countries, languages
from bot.gazetteer import country_names
from bot.gazetteer.keys import loose
from handlers.queries import Doubtful, Wanted, understand
from tests.geography.test_countries import UN_MEMBERS

_OTHER_ALPHABETS = ("sr_Latn", "uz_Cyrl")
_SHORTEST = 6  # letters, of a name that may hold a slip
KINDS = ("insert", "delete", "replace", "swap")


@dataclass(slots=True)
class Result:
    """What became of the texts: right, asked about with the right one among the answers, wrong, not found."""

    chosen: int = 0
    offered: int = 0
    first: int = 0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)  # text, meant, chosen
    lost: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.chosen + self.offered + len(self.wrong) + len(self.lost)

    @property
    def understood(self) -> float:
        return (self.chosen + self.offered) / self.total


def names(locales: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give every name of every member, ours and CLDR's, with its code."""
    for locale in locales:
        theirs = Locale.parse(locale).territories
        for code in UN_MEMBERS:
            for text in {countries.name(code, locale), theirs[code]}:
                yield text, code


def signs() -> Iterator[tuple[str, str]]:
    """Give the codes of two and three letters and the flag of every member."""
    for code in UN_MEMBERS:
        iso3 = country_names()[code]["iso3"]
        for text in (code, iso3, code.lower(), countries.flag(code)):
            yield text, code


def all_locales() -> tuple[str, ...]:
    return (*languages.codes(), *_OTHER_ALPHABETS)


def slips(named: Sequence[tuple[str, str]], dice: random.Random) -> Iterator[tuple[str, str]]:
    """Put each kind of slip into each name that is long enough."""
    letters = sorted({char for text, _ in named for char in text.lower() if char.isalpha()})
    for text, code in named:
        if sum(map(str.isalpha, text)) >= _SHORTEST:
            yield from ((slipped(text, kind, letters, dice), code) for kind in KINDS)


def slipped(text: str, kind: str, letters: Sequence[str], dice: random.Random) -> str:
    """Put one slip of the hand into a text."""
    at = dice.choice([place for place, char in enumerate(text) if char.isalpha()])
    letter = dice.choice(letters)
    match kind:
        case "insert":
            return text[:at] + letter + text[at:]
        case "delete":
            return text[:at] + text[at + 1 :]
        case "replace":
            return text[:at] + letter + text[at + 1 :]
    at = min(at, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def measure(asked: Iterator[tuple[str, str]]) -> Result:
    """Ask for each; what has become a name of another country itself is a question for that one."""
    result = Result()
    for text, code in asked:
        match understand(text):
            case Wanted(codes) if codes == (code,):
                result.chosen += 1
            case Doubtful(_, guesses) if code in guesses:
                result.offered += 1
                result.first += guesses[0] == code
            case Wanted(codes) if codes:
                result.wrong.append((text, code, " ".join(codes)))
            case _:
                result.lost.append((text, code))
    return result


def own_names() -> dict[str, set[str]]:
    """Give every name that a country has in any of the languages, folded, with the codes of its owners."""
    owned: dict[str, set[str]] = {}
    for text, code in names(all_locales()):
        owned.setdefault(loose(text), set()).add(code)
    return owned


def main() -> None:
    """Print the figures, and what went wrong."""
    owned = own_names()
    for title, result in (
        ("names", measure(names(all_locales()))),
        ("codes and flags", measure(signs())),
        *(
            (f"one slip, {locale}", measure(slips(list(names([locale])), random.Random(7))))
            for locale in all_locales()
        ),
    ):
        wrong = [one for one in result.wrong if one[2] not in owned.get(loose(one[0]), ())]
        print(
            f"{title:24} {result.total:6} asked  {result.understood:8.3%} understood "
            f"({result.chosen} chosen, {result.offered} offered, {result.first} first)  "
            f"{len(result.wrong)} taken for another, {len(wrong)} of them by no name of its own"
        )
        for text, meant, chosen in wrong[:20]:
            print("    wrong", text, meant, "->", chosen)
        for text, meant in result.lost[:6]:
            print("    lost ", text, meant)


if __name__ == "__main__":
    main()
