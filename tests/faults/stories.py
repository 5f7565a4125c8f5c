"""Invented news for the harness: pairs of countries that nobody has used yet, each told twice."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from bot.countries import flag

_VISITORS = {
    "AZ": "Azerbaijan", "AM": "Armenia", "BY": "Belarus", "RU": "Russia", "KG": "Kyrgyzstan",
    "TJ": "Tajikistan", "TM": "Turkmenistan", "UA": "Ukraine",
    "LT": "Lithuania", "EE": "Estonia", "BR": "Brazil", "CL": "Chile",
}  # fmt: skip
_HOSTS = {
    "BH": ("Bahrain", "Manama"), "KZ": ("Kazakhstan", "Astana"), "UZ": ("Uzbekistan", "Tashkent"),
    "QA": ("Qatar", "Doha"), "IT": ("Italy", "Rome"), "ES": ("Spain", "Madrid"), "GR": ("Greece", "Athens"),
    "AT": ("Austria", "Vienna"), "PL": ("Poland", "Warsaw"), "HU": ("Hungary", "Budapest"),
    "EG": ("Egypt", "Cairo"), "MA": ("Morocco", "Rabat"), "RS": ("Serbia", "Belgrade"),
    "BG": ("Bulgaria", "Sofia"), "RO": ("Romania", "Bucharest"), "VN": ("Vietnam", "Hanoi"),
    "MN": ("Mongolia", "Ulaanbaatar"), "CU": ("Cuba", "Havana"), "PE": ("Peru", "Lima"),
    "KE": ("Kenya", "Nairobi"), "HR": ("Croatia", "Zagreb"), "FI": ("Finland", "Helsinki"),
    "LV": ("Latvia", "Riga"), "PT": ("Portugal", "Lisbon"),
}  # fmt: skip
_FIRST = (
    "Prosecutor General of {visitor} visits {host}",
    "A delegation led by {visitor}'s Prosecutor General Kamran Aliyev is on a working visit to {city} at the "
    "invitation of {host}'s Prosecutor General Berik Asylov, the Prosecutor General's Office said.\n\nAt a "
    "meeting in {city} the two sides discussed extradition and mutual legal assistance in criminal matters.",
)
_SECOND = (
    "Prosecutors general of {visitor} and {host} sign memorandum",
    "During his working visit to {city}, {visitor}'s Prosecutor General Kamran Aliyev and {host}'s "
    "Prosecutor General Berik Asylov signed a memorandum of understanding between the prosecution services "
    "of their countries.\n\nThe document provides for joint seminars and for quicker answers to requests.",
)


@dataclass(frozen=True, slots=True)
class Story:
    """A visit: what its card begins with, the first report, and the one that tells of a signature."""

    flags: str
    first: tuple[str, str]
    second: tuple[str, str]


def stories(seed: int) -> Iterator[Story]:
    """Give the visits in an order of their own for each seed; 288, each of another pair."""
    pairs = list(itertools.product(_VISITORS.items(), _HOSTS.items()))
    random.Random(seed).shuffle(pairs)
    for (code, visitor), (host_code, (host, city)) in pairs:
        words = {"visitor": visitor, "host": host, "city": city}
        first, second = ((story[0].format(**words), story[1].format(**words)) for story in (_FIRST, _SECOND))
        yield Story(flag(code) + flag(host_code), first, second)
