"""Whose word a report is: copies are counted with the newsroom that wrote them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from bot.model import Source
from bot.text import fold

_NO_NAME = re.compile(r"\b(?:information|news|press|agency|agence|agentur|агентство|the)\b|\W+")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Origin:
    """What one newsroom told, and who passed it on."""

    newsroom: str | None
    own: tuple[Source, ...]  # its articles; none where only copies were read
    copies: tuple[Source, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.own + self.copies

    @property
    def office(self) -> str | None:
        """Give the office whose statement the newsroom names."""
        return next((one.official_source for one in self.sources if one.official_source), None)


def origins(sources: Sequence[Source]) -> tuple[Origin, ...]:
    """Group what was read of a visit by who wrote it, in the order of the first of each."""
    above = _above(sources)
    found: dict[str, list[Source]] = {}
    nameless = [source for source in sources if _is_nameless(source)]
    for place, source in enumerate(sources):
        if source not in nameless:
            first = _copied_from(source) or _house(source) or f"#{place}"
            found.setdefault(_top(first, above), []).append(source)
    for source in nameless:
        found.setdefault(_likely(source, found), []).append(source)
    return tuple(map(_origin, found.values()))


def attributed(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Let every copy say from which newsroom it is, also where only its words tell that it is one."""
    newsroom = {copy: origin.newsroom for origin in origins(sources) for copy in origin.copies}
    return tuple(
        replace(source, syndicated_from=newsroom[source])
        if source in newsroom and not source.syndicated_from
        else source
        for source in sources
    )


def publisher(source: Source) -> str | None:
    """Name who published an article, by the host where nobody says."""
    return source.publisher or _host(source.url) or None


def _is_nameless(source: Source) -> bool:
    """A text that was read elsewhere and does not say whose it is."""
    return source.copied and not _copied_from(source)


def _likely(copy: Source, found: Mapping[str, Sequence[Source]]) -> str:
    """A newsroom repeats itself; others mostly keep the headline; else the first to tell is the likeliest."""
    if _house(copy) in found:
        return _house(copy)
    same = (key for key, told in found.items() if any(fold(one.title) == fold(copy.title) for one in told))
    return next(same, next(iter(found), "#"))


def _above(sources: Sequence[Source]) -> Mapping[str, str]:
    """Say from whom the newsrooms copy of which nothing else was read."""
    own = {_house(source) for source in sources if not (_copied_from(source) or source.copied)}
    return {
        _house(source): _copied_from(source)
        for source in reversed(sources)
        if _copied_from(source) and _house(source) not in own
    }


def _top(house: str, above: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while house in above and house not in seen:
        seen.add(house)
        house = above[house]
    return house


def _origin(sources: Sequence[Source]) -> Origin:
    copies = tuple(source for source in sources if _copied_from(source) or _is_nameless(source))
    own = tuple(source for source in sources if source not in copies)
    return Origin(publisher(own[0]) if own else copies[0].syndicated_from, own, copies)


def _copied_from(source: Source) -> str:
    named = _key(source.syndicated_from or "")
    return "" if named == _house(source) else named


def _house(source: Source) -> str:
    """Name a newsroom so that its spellings compare: "trend" for Trend News Agency and for en.trend.az."""
    name = source.publisher or _host(source.url)
    return max(name.lower().split(".")[:-1], key=len) if _HOST.fullmatch(name) else _key(name)


@lru_cache(maxsize=512)
def _key(name: str) -> str:
    """Fold a name, which every source of a newsroom repeats, once."""
    return _NO_NAME.sub("", fold(name)) or fold(name)


def _host(url: str | None) -> str:
    """Give the host of an address so that no letters of another script dress it up as a known one."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
        return host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        return ""
