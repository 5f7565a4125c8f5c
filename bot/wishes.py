"""What a chat wishes to hear of, and how: as values, and as the text that the store keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import combinations
from typing import Any, Literal

from bot.model import Grade, Status, Visit
from bot.text import PARTICLES, fold, words

Role = Literal["either", "visitor", "host"]
Stage = Literal["both", "planned", "actual"]
Mode = Literal["instant", "daily", "weekly"]

GRADES: tuple[Grade, ...] = ("head", "deputy", "delegation")  # from the highest
_PLANS: tuple[Status, ...] = ("planned", "cancelled", "not_confirmed")
_NAME_WORDS = 5  # of one name; more would only multiply the ways to write it
CONFIDENCES = (0, 80, 95)  # per cent that can be asked for
LONGEST_NAME = 60  # code points


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subscription is about: everything, or a country, or a pair of them, or a person, or a topic."""

    countries: tuple[str, ...] = ()
    person: str = ""  # as somebody has typed the name
    topic: str = ""  # its id

    @property
    def key(self) -> str:
        """The same for the same wish, however it was put; by it those who wait for a visit are found."""
        if self.person:
            return _person_key(_name_words(self.person))
        return f"t:{self.topic}" if self.topic else "".join(sorted(set(self.countries)))

    @property
    def is_country(self) -> bool:
        return len(self.countries) == 1


def subject_of(key: str, person: str | None) -> Subject:
    """Read a subject back from its key, and for a person the name as it was typed."""
    if person:
        return Subject(person=person)
    if key.startswith("t:"):
        return Subject(topic=key.removeprefix("t:"))
    return Subject(tuple(key[place : place + 2] for place in range(0, len(key), 2)))


def subjects(visit: Visit) -> frozenset[str]:
    """Give the keys of all subjects that a visit is about."""
    record = visit.record
    pair = Subject((record.visitor.country, record.host.country))
    people = (record.visitor, record.inviter, *record.meetings)
    written = {name for one in people if one for name in (one.name, one.name_latin) if name}
    return frozenset(
        {
            "",
            pair.key,
            *pair.countries,
            *(Subject(topic=topic).key for topic in record.topics),
            *(key for name in written for key in _keys_of(name)),
        }
    )


def _keys_of(name: str) -> Iterator[str]:
    """Give the key of each way to write a name: with or without its middle names, in any order."""
    parts = _name_words(name)
    for length in range(1, len(parts) + 1):
        yield from map(_person_key, combinations(parts, length))


def _name_words(name: str) -> tuple[str, ...]:
    found = [word for word, _, _ in words(fold(name)) if word not in PARTICLES and len(word) > 1]
    return tuple(found[:_NAME_WORDS])


def _person_key(parts: tuple[str, ...]) -> str:
    return "p:" + " ".join(sorted(parts))


def is_name(text: str) -> bool:
    """Say whether somebody could be found by this name."""
    return bool(_name_words(text))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which visits of its subject a subscription lets through."""

    role: Role = "either"  # of the one country
    grade: Grade = "head"  # the lowest that is told
    stage: Stage = "both"
    confidence: int = 0  # of CONFIDENCES, at least
    languages: tuple[str, ...] = ()  # of the sources, one at least; none: any

    def let(self, visit: Visit, key: str) -> bool:
        """Decide about a visit that the subject `key` is about."""
        return not any(self.objections(visit, key).values())

    def objections(self, visit: Visit, key: str) -> dict[str, bool]:
        """Say of each filter by name whether it keeps the visit back."""
        record = visit.record
        ours = {"visitor": record.visitor.country, "host": record.host.country}.get(self.role, key)
        stages = ("both", "planned" if record.status in _PLANS else "actual")
        return {
            "role": ours != key and len(key) == 2,
            "grade": GRADES.index(record.visitor.grade) > GRADES.index(self.grade),
            "stage": self.stage not in stages,
            "confidence": confidence(visit) < self.confidence,
            "languages": bool(self.languages) and not {one.lang for one in visit.sources} & {*self.languages},
        }


def confidence(visit: Visit) -> float:
    """Give in per cent how sure the surest report of a visit is; what an operator has shown is sure."""
    scores = [1.0 if source.score is None else source.score for source in visit.sources]
    return 100 * max(scores, default=1.0)


def sureness(visit: Visit) -> int:
    """Count the levels that a visit reaches of those that can be asked for."""
    return sum(confidence(visit) >= level for level in CONFIDENCES)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a chat wishes to be told; hours are those of its zone."""

    mode: Mode = "instant"
    hour: int = 9  # of the digest
    weekday: int = 0  # of the weekly digest and of the sign of life; 0 is Monday
    quiet: tuple[int, ...] = ()  # the hours from and until which nothing makes a sound
    zone: str = "UTC"  # IANA's name, or an offset such as UTC+04:00
    silent: bool = False
    alive: bool = False  # a weekly word when there were no visits
    thread: int | None = None  # the topic of a forum in which digests stand


@dataclass(frozen=True, slots=True)
class Chat:
    id: int
    type: str  # private, group, supergroup, channel
    language: str  # of the chat's messages, a code of bot/languages
    paused: str | None = None  # why nothing is sent: blocked, kicked, …
    habits: Habits = Habits()


@dataclass(frozen=True, slots=True)
class Subscription:
    id: int
    chat_id: int
    subject: Subject = Subject()
    filters: Filters = Filters()
    thread: int | None = None  # the topic of a forum in which its alerts stand


@dataclass(frozen=True, slots=True)
class Wish:
    """What many chats have in common who wait for a visit."""

    key: str
    filters: Filters = Filters()
    mode: Mode = "instant"
    thread: int | None = None


def written(value: Filters | Habits) -> str | None:
    """Write what differs from the defaults; None when nothing does."""
    usual = type(value)()
    said = {one.name: getattr(value, one.name) for one in fields(value)}
    unusual = {name: it for name, it in said.items() if it != getattr(usual, name)}
    return json.dumps(unusual, sort_keys=True, separators=(",", ":")) if unusual else None


@lru_cache(maxsize=4096)
def filters_of(text: str | None) -> Filters:
    """Read filters back; null are the usual ones."""
    return Filters(**_said(text))


@lru_cache(maxsize=4096)
def habits_of(text: str | None) -> Habits:
    """Read habits back; null are the usual ones."""
    return Habits(**_said(text))


def _said(text: str | None) -> dict[str, Any]:
    said = json.loads(text) if text else {}
    return {name: tuple(it) if isinstance(it, list) else it for name, it in said.items()}
