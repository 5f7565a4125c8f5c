"""Understanding what somebody wishes to subscribe to: countries and their role, a person, a topic. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from bot.languages.speech import say, ui_codes
from bot.renderer.wishes import topics
from bot.text import fold
from bot.wishes import LONGEST_NAME, Filters, Role, Subject, Subscription, is_name
from handlers.queries import Doubtful, TooMany, Wanted, clean_typed, means_everything, understand

_ROLES: tuple[Role, ...] = ("visitor", "host")


def read_wish(typed: str) -> Subscription | Doubtful | TooMany:
    """Read a subject, and the role of its country where one is named, as a subscription without a number."""
    said = clean_typed(typed)
    if means_everything(said):
        return _wish(Subject())
    first, _, rest = said.partition(" ")
    if fold(first) in _spoken("subscribe.person_words") and is_name(rest):
        return _wish(Subject(person=rest.strip()[:LONGEST_NAME]))
    if fold(first) in _spoken("subscribe.topic_words") and (topic := _topic(rest)):
        return _wish(Subject(topic=topic))
    return _countries(said)


def _countries(said: str) -> Subscription | Doubtful | TooMany:
    """Read countries; a word that is the name of a topic needs no other before it."""
    if topic := _topic_names().get(fold(said)):
        return _wish(Subject(topic=topic))
    role, rest = _role(said.split())
    match understand(rest):
        case Wanted(codes) if codes:
            return _wish(Subject(tuple(sorted(codes))), role if len(codes) == 1 else None)
        case Wanted():
            return Doubtful(said, ())
        case doubt:
            return doubt


def _wish(subject: Subject, role: Role | None = None) -> Subscription:
    return Subscription(0, 0, subject, Filters(role=role or "either"))


def _role(words: list[str]) -> tuple[Role | None, str]:
    """Part the word for a role from a country before or behind it."""
    for role in _ROLES:
        for place, rest in ((0, words[1:]), (-1, words[:-1])):
            if rest and fold(words[place]) in _spoken(f"subscribe.{role}_words"):
                return role, " ".join(rest)
    return None, " ".join(words)


def _topic(said: str) -> str | None:
    """Find the one topic whose name in any of our languages begins so."""
    wanted, names = fold(said).strip(), _topic_names()
    found = {topic for name, topic in names.items() if name.startswith(wanted)} if len(wanted) > 2 else set()
    return names.get(wanted) or (found.pop() if len(found) == 1 else None)


@cache
def _topic_names() -> dict[str, str]:
    spoken = {fold(say(code, f"topic.{topic}")): topic for code in ui_codes() for topic in topics()}
    return spoken | {topic.replace("_", " "): topic for topic in topics()}


@cache
def _spoken(key: str) -> frozenset[str]:
    return frozenset(_folded(say(code, key) for code in ui_codes()))


def _folded(said: Iterable[str]) -> Iterable[str]:
    return (fold(word) for words in said for word in words.split())
