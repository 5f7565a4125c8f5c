"""Which items of a document are one story, and the names by which an entry is known again.

An entry is known by its identifier, by its canonical link and by its title. None of the three can be trusted
everywhere, so each is held against the items of its own document: a name is sound when all that bear it are
one story. docs/feeds.md tells the rule in words.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from bot.links import canonical
from bot.model import Entry
from bot.text import fold

_LONGEST: Final = 200  # characters of a name; longer ones are kept as their hash
_OPENING: Final = 200  # characters of a text that has no title, or that tells two of one title apart
_WORDS, _LETTERS = 4, 10  # of a title that tells a story and is no rubric, with spaces and without
_CROWD: Final = 3  # stories that share a link which leads to none of them
_SCHEME: Final = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)  # some identifiers flip between the two


@dataclass(frozen=True, slots=True)
class _Face:
    """What an item shows of itself; "" where it has none."""

    entry: Entry
    guid: str
    link: str
    title: str
    day: str
    opening: str

    @property
    def names(self) -> Iterator[str]:
        return (name for name in (self.guid, self.link, self.title) if name)


def told_apart(items: Iterable[tuple[str | None, Entry]], base: str) -> tuple[Entry, ...]:
    """Name entries, each given with its identifier, and join those that are one story; in their order.

    `base` is the feed's address. An item that says nothing at all of itself is left out.
    """
    front = canonical(base)
    faces = [_face(guid, entry, front) for guid, entry in items]
    sound = _sound(faces)
    crowded = _crowded(faces)
    stories: dict[int, list[str]] = {}  # number of the first item -> names
    owner: dict[str, int] = {}
    for number, face in enumerate(faces):
        names = _names(face, sound)
        first = next((owner[name] for name in names if name in owner), number)
        known = stories.setdefault(first, [])
        for name in names:
            if owner.setdefault(name, first) == first and name not in known:
                known.append(name)
    return tuple(_named(faces[number], tuple(names), crowded) for number, names in stories.items() if names)


def tells_a_story(title: str) -> bool:
    """Say whether a title is more than a rubric such as "Press release"."""
    return len(title.split()) >= _WORDS or (" " not in title and len(title) >= _LETTERS)


def _face(guid: str | None, entry: Entry, base: str) -> _Face:
    opening = " ".join(fold(entry.summary[:_OPENING]).split())
    # An aggregator has one headline from many papers, and each of them is a story of its own.
    title = " ".join(fold(f"{entry.title} {entry.publisher or ''}").split()) or opening
    link = canonical(entry.url) if entry.url else ""
    return _Face(
        entry,
        guid=_short("guid", _SCHEME.sub("", guid)) if guid and not _is_front(guid) else "",
        link=_short("link", link) if link and link != base and not _is_front(link) else "",
        title=_short("title", title) if title else "",
        day=(entry.published or "")[:10],
        opening=opening,
    )


def _is_front(address: str) -> bool:
    """Say whether an address is a site's front page, which many feeds give for all their items."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc) and parts.path in ("", "/") and not parts.query and not parts.fragment


def _sound(faces: Sequence[_Face]) -> set[str]:
    bearers: defaultdict[str, list[_Face]] = defaultdict(list)
    for face in faces:
        for name in face.names:
            bearers[name].append(face)
    return {name for name, (first, *rest) in bearers.items() if all(_is_one(first, other) for other in rest)}


def _is_one(one: _Face, other: _Face) -> bool:
    """Say whether two items are one story: one title, and two of identifier, link and day.

    For a title that tells a story the day will do where the texts do not say otherwise, and without any day
    the same text.
    """
    if one.title != other.title:
        return False
    same_day = one.day == other.day
    shared = (bool(one.guid) and one.guid == other.guid) + (bool(one.link) and one.link == other.link)
    if shared + same_day >= 2:
        return True
    if not same_day or not tells_a_story(one.title):
        return False
    if one.opening and other.opening:
        return one.opening == other.opening
    return bool(one.day)


def _crowded(faces: Iterable[_Face]) -> set[str]:
    """Find the links that stand for so many stories that they lead to none of them."""
    titles = Counter(link for link, _ in {(face.link, face.title) for face in faces if face.link})
    return {link for link, number in titles.items() if number >= _CROWD}


def _names(face: _Face, sound: set[str]) -> list[str]:
    """List the sound names; where there is none, all that the item shows makes one."""
    names = [name for name in face.names if name in sound]
    if names or not (face.guid or face.link or face.title):
        return names
    return [_short("item", "|".join((face.title, face.day, face.guid, face.link, face.opening)))]


def _named(face: _Face, names: tuple[str, ...], crowded: set[str]) -> Entry:
    leads_there = bool(face.link) and face.link not in crowded
    return replace(face.entry, names=names, url=face.entry.url if leads_there else None)


def _short(kind: str, name: str) -> str:
    if len(name) <= _LONGEST:
        return f"{kind}:{name}"
    return f"{kind}:#{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()}"
