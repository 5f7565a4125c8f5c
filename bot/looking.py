"""What visits are found by: the words of a record and those of a question, in one alphabet.

A word is in a to z and digits. Some have a digit in front: 0 how a name sounds, 1 a country, 2 a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from bot import countries, gazetteer
from bot.languages.speech import sentences, ui_codes
from bot.model import Official, Sighting, Visitor
from bot.romanising import WORD, name_words, plain, sound
from bot.text import fold

Part = Literal["visitor", "inviter", "met"]
Question = tuple[tuple[str, ...], ...]  # all of these, of each one; a star at the end: words that begin so

_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+)")
_MOST = 8  # words of a question
_ALIKE = 60.0  # per cent, of names so short that their consonants say little
_TELLING = 3  # consonants that do


def words_of(record: Sighting) -> str:
    """Give the words by which a visit is found, once each, with spaces between them."""
    people: list[Visitor | Official] = [record.visitor, *_officials(record)]
    texts = [one.office_as_written for one in people] + [paper.title for paper in record.agreements]
    texts += [record.occasion, record.host.city]
    found = {token for text in texts if text for token in _tokens(text)}
    for name in (name for one in people for name in _names(one)):
        found.update(_tokens(name), (f"0{sound(word)}" for word in name_words(name)))
    found.update(f"1{code.lower()}" for code in (record.visitor.country, record.host.country))
    found.update(f"2{topic.replace('_', '')}" for topic in record.topics)
    return " ".join(sorted(found))


def question(text: str) -> Question:
    """Read what is searched for: names, words, topics, countries and cities in any language."""
    typed = [word for word in WORD.findall(text) if len(word) > 1 or not word.isascii()]
    return tuple(tuple(dict.fromkeys(_meanings(word))) for word in typed[:_MOST])


def person_question(name: str) -> Question:
    """Read a person's name: each word by its sound, an initial by its letter."""
    return tuple(_sounds(word) for word in name_words(name)[:_MOST])


def _sounds(word: str) -> tuple[str, ...]:
    key = f"0{sound(word)}"
    return (f"{key}*",) if len(word) == 1 else (key, key[:2])


def _meanings(word: str) -> Iterator[str]:
    pieces = list(_tokens(word))
    if len(pieces) > 1:  # of a text without spaces: its pieces belong together
        yield from ("+".join(pieces), *_named(word))
        return
    yield from (f"{_stem(piece)}*" for piece in pieces)
    if len(sound(word)) >= (_TELLING if word.isascii() else 2):
        yield f"0{sound(word)}"
    yield from _named(word)


def _stem(word: str) -> str:
    """Cut off what may be an ending, of long words more."""
    return word[:-3] if len(word) >= 10 else word[:-1] if len(word) >= 7 else word


def _named(word: str) -> Iterator[str]:
    """Give the countries, topics and cities that go by this word in some language."""
    yield from (f"1{code.lower()}" for code in countries.lookup(word)[:2])
    if len(word) >= _TELLING:
        yield from (f"2{topic}" for name, topic in _topics() if name.startswith(_stem(fold(word))))
    for city in gazetteer.named(word)[:1]:
        yield plain("".join(WORD.findall(city.name)[:1]))


@cache
def _topics() -> tuple[tuple[str, str], ...]:
    """Give every word of a topic's name in any language that we speak, folded, with the topic."""
    return tuple(
        (word, key.removeprefix("topic.").replace("_", ""))
        for lang in ui_codes()
        for key, name in sentences(lang).items()
        if key.startswith("topic.")
        for word in WORD.findall(fold(str(name)))
        if len(word) >= _TELLING
    )


def _tokens(text: str) -> Iterator[str]:
    """Give the words of a text; of scripts without spaces every two neighbours."""
    for word in WORD.findall(text):
        for run in filter(None, _UNSPACED.split(word)):
            if not _UNSPACED.fullmatch(run):
                yield from filter(None, (plain(run),))
            else:
                yield from (plain(run[place : place + 2]) for place in range(max(len(run) - 1, 1)))


def parts_of(record: Sighting, name: str) -> dict[Part, Visitor | Official]:
    """Say in which parts a person is in a visit, and who that is there."""
    wanted = name_words(name)
    found: dict[Part, Visitor | Official] = {}
    people: list[tuple[Part, Visitor | Official | None]] = [
        ("visitor", record.visitor),
        ("inviter", record.inviter),
    ]
    for part, one in (*people, *(("met", met) for met in record.meetings)):
        if one is not None and any(is_named(written, wanted) for written in _names(one)):
            found.setdefault(part, one)
    return found


def is_named(name: str, wanted: Iterable[str]) -> bool:
    """Say whether every wanted word is one of the name's, in any order, script or spelling, or an initial.

    An initial alone tells nobody: "Xenia" is not "H. M. Prasetyo".
    """
    left, told = name_words(name), False
    for word in wanted:
        alike = next((one for one in left if _alike(word, one)), None)
        if alike is None:
            return False
        left.remove(alike)
        told = told or len(word) == 1 or len(alike) > 1
    return told


def _alike(word: str, other: str) -> bool:
    if min(len(word), len(other)) == 1:
        return sound(word)[:1] == sound(other)[:1]
    if sound(word) != sound(other):
        return False
    return len(sound(word)) >= _TELLING or ratio(plain(word), plain(other)) >= _ALIKE


def _officials(record: Sighting) -> list[Official]:
    return [*([record.inviter] if record.inviter else []), *record.meetings]


def _names(one: Visitor | Official) -> list[str]:
    return [name for name in dict.fromkeys((one.name, one.name_latin)) if name]
