"""Stored articles are fetched and read again, politely and host by host; what was read is noted in a file.

The notes let an interrupted run go on, and `--apply` do exactly what was shown, without a second fetch.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot import languages, merger, reading
from bot.errors import FeedError
from bot.feeds import reader
from bot.feeds.fetch import Getter
from bot.feeds.workers import Workers
from bot.model import Article, Verdict
from bot.records import sighting_from_json, verdict_to_json
from bot.storage.rereads import Stored

_HOSTS_AT_ONCE = 4
# What decides how an article is read.
_MAKERS = (Path(reading.__file__).parent, Path(languages.__file__).parent)


@dataclass(frozen=True, slots=True)
class Reread:
    """What a stored article says by the reading of today, or why that cannot be known."""

    key: str
    url: str
    verdict: Verdict | None = None
    shingles: frozenset[int] = frozenset()
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Rereader:
    """Fetches and reads; `agents` are the user agents that feeds ask for, `pause` is in seconds."""

    fetcher: Getter
    workers: Workers
    agents: Mapping[str, str | None]
    pause: float

    async def read(self, articles: Sequence[Stored], on_read: Callable[[Reread], None]) -> None:
        """Read each article again and tell of it as soon as it is read; one host's trouble stops no other."""
        hosts: dict[str, list[Stored]] = defaultdict(list)
        for one in articles:
            hosts[urlsplit(one.article.url or "").netloc].append(one)
        places = asyncio.Semaphore(_HOSTS_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for several in hosts.values():
                group.create_task(self._read_host(several, places, on_read))

    async def _read_host(
        self, articles: Iterable[Stored], places: asyncio.Semaphore, on_read: Callable[[Reread], None]
    ) -> None:
        async with places:
            for number, one in enumerate(articles):
                if number:
                    await asyncio.sleep(self.pause)
                on_read(await self._read_one(one))

    async def _read_one(self, one: Stored) -> Reread:
        url = one.article.url or ""
        agent = self.agents.get(one.feed) if one.feed else None
        try:
            page = await reader.read_page(self.fetcher, self.workers, url, user_agent=agent)
        except FeedError as error:
            return Reread(one.key, url, trouble=f"{error.kind}: {error}")
        return await asyncio.to_thread(_judged, one, page.text)


def _judged(one: Stored, text: str) -> Reread:
    """Read a text again as on its day; a page that says something else by now is no text of the article."""
    shingles = merger.shingles(text)
    url = one.article.url or ""
    if one.shingles and not merger.is_copy(shingles, [one.shingles]):
        return Reread(one.key, url, trouble="changed: the page does not hold the text any more")
    was = one.article
    article = Article(
        was.title, text, was.id, was.url, was.published, was.publisher, was.publisher_country, was.lang
    )
    verdict = reading.read(article, now=one.seen_at)
    return Reread(one.key, url, verdict, shingles if verdict.visits else frozenset())


class Notes:
    """What was read again so far, a line each; those of another reading than today's do not count."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._by = fingerprint()
        self.known: dict[str, Reread] = {}
        if path.is_file():
            with path.open(encoding="utf-8") as lines:
                self.known = {note.key: note for note in map(self._read, lines) if note is not None}

    def add(self, note: Reread) -> None:
        """Keep what was read; trouble is not kept, for it may pass."""
        if note.verdict is None:
            return
        self.known[note.key] = note
        self._path.parent.mkdir(parents=True, exist_ok=True)
        row = {
            "by": self._by,
            "key": note.key,
            "url": note.url,
            "verdict": verdict_to_json(note.verdict) | {"reasons": []},
            "shingles": sorted(note.shingles),
        }
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Throw the notes away: they have been acted upon."""
        self._path.unlink(missing_ok=True)

    def _read(self, line: str) -> Reread | None:
        """Read a line back; None for one cut off by a crash or of another reading."""
        try:
            row = json.loads(line)
        except ValueError:
            return None
        if row["by"] != self._by:
            return None
        return Reread(row["key"], row["url"], _verdict(row["verdict"]), frozenset(row["shingles"]))


def _verdict(row: Mapping[str, Any]) -> Verdict:
    plain = {name: row[name] for name in ("label", "score", "lang", "official_source", "syndicated_from")}
    return Verdict(visits=tuple(sighting_from_json(one) for one in row["visits"]), **plain)


def fingerprint() -> str:
    """Name today's reading by its code, its words and its weights."""
    known = hashlib.sha256()
    for path in sorted(path for folder in _MAKERS for path in folder.rglob("*") if path.is_file()):
        if path.suffix != ".pyc":
            known.update(path.name.encode() + path.read_bytes())
    return known.hexdigest()[:16]
