"""Files of strangers through the real workers, beside plain feedparser: `make foreign DIR="FOLDER…"`.

Takes every file below the folders: test suites of feed readers and XML parsers, fuzzers' corpora, real feeds.
Counts how each ended, the entries that feedparser by itself finds and we do not, and those that come out
otherwise with what we spare it (sax.py, recall.py) than without. Exit status 1 when something raised, hung,
died or swelled, or came out otherwise.
"""

from __future__ import annotations

import asyncio
import io
import signal
import sys
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import eq
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]  # it has no types
import feedparser.api

from bot.feeds import syndication
from bot.feeds.entries import MAX_ENTRIES, one_line, web_address
from bot.feeds.kinds import kind_of
from bot.feeds.outline import Refused
from bot.feeds.prescan import Document, prepare
from bot.feeds.recall import Recall
from bot.feeds.results import Parsed
from bot.feeds.workers import Workers
from bot.model import Entry
from tests.feeds.hostile import HANG, Tally, peak

_URL = "http://foreign.example/feed"
_LARGEST = 20 * 2**20  # bytes of a file


@dataclass(slots=True)
class Compared:
    """What feedparser by itself made of the same files."""

    files: int = 0  # in which it finds entries
    entries: int = 0
    lost: list[str] = field(
        default_factory=list
    )  # files with entries of which we have neither title nor link
    raised: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    same: int = 0  # entries that come out the same, field by field, with and without what we spare feedparser
    other: list[str] = field(default_factory=list)  # files with entries that do not

    def told(self) -> str:
        raised, hung, lost = len(self.raised), len(self.hung), len(self.lost)
        return "\n".join(
            [
                f"feedparser by itself: {self.entries} entries in {self.files} files; raised {raised} times "
                f"and hung {hung} times; we lose some of {lost} files",
                *(f"  lost: {line}" for line in self.lost),
                f"without what we spare it: {self.same} entries the same, others in {len(self.other)} files",
                *(f"  other: {line}" for line in self.other),
            ]
        )


async def run(folders: Sequence[Path], compared: Compared) -> Tally:
    """Parse every file, and compare."""
    tally = Tally()
    async with Workers() as workers:
        for path in files(folders):
            body = path.read_bytes()
            document = prepared(body)
            if document and document.outline:
                # One half of the items is known then, and the other is new.
                half = document.outline.without(range(0, len(document.outline.items), 2))
                await workers.parse(half, url=_URL)
            began = time.monotonic()
            try:
                parsed = await workers.parse(body, url=_URL)
            except Exception as error:  # what is counted here must never be
                parsed = Parsed("parser_error", message=f"raised {error!r}")
            tally.take(str(path), parsed.kind, parsed.message, time.monotonic() - began)
            tally.memory = max(tally.memory, peak(workers.pids))
            compare(path, body, parsed, compared)
            if document and parsed.entries and kind_of(document.root, "rss") == "rss":
                compare_entries(path, unspared(document), parsed.entries, compared)
    return tally


def prepared(body: bytes) -> Document | None:
    try:
        return prepare(body, "")
    except Refused:
        return None


def compare_entries(
    path: Path, expected: Sequence[Entry], entries: Sequence[Entry], compared: Compared
) -> None:
    same = sum(map(eq, expected, entries))
    compared.same += same
    if same < max(len(expected), len(entries)):
        compared.other.append(f"{path}: {same} of {len(expected)}")


def unspared(document: Document) -> Sequence[Entry]:
    """Read a document with nothing known before and feedparser's usual driver."""
    ours, syndication._RECALL = syndication._RECALL, Recall()
    try:
        with by_itself():
            return syndication.read(document, _URL, datetime.now(UTC)).entries
    except Exception:
        return ()  # then all our entries are other ones
    finally:
        syndication._RECALL = ours


@contextmanager
def by_itself() -> Iterator[None]:
    """Let feedparser work as it does without us; TimeoutError where that takes too long."""

    def ring(*_: object) -> None:
        raise TimeoutError

    drivers, feedparser.api.PREFERRED_XML_PARSERS = feedparser.api.PREFERRED_XML_PARSERS, []
    signal.signal(signal.SIGALRM, ring)
    signal.alarm(int(HANG))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        signal.alarm(0)
        feedparser.api.PREFERRED_XML_PARSERS = drivers


def files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= _LARGEST:
                yield path


def compare(path: Path, body: bytes, parsed: Parsed, compared: Compared) -> None:
    try:
        entries = plain(body)
    except TimeoutError:
        compared.hung.append(str(path))
        return
    except Exception:
        compared.raised.append(str(path))
        return
    compared.files += bool(entries)
    compared.entries += len(entries)
    lost = missing(entries[:MAX_ENTRIES], parsed)
    if lost:
        compared.lost.append(f"{path}: {lost} of {len(entries)}, {parsed.kind} {parsed.message}")


def plain(body: bytes) -> Sequence[Mapping[str, Any]]:
    """Parse as feedparser's manual says, but from a stream."""
    with by_itself():
        entries: Sequence[Mapping[str, Any]] = feedparser.parse(io.BytesIO(body)).entries
        return entries


def missing(entries: Iterable[Mapping[str, Any]], parsed: Parsed) -> int:
    """Count entries of which we have neither title nor link; one without either is nothing to lose."""
    titles = {_level(entry.title) for entry in parsed.entries}
    links = {entry.url for entry in parsed.entries}
    shown = ((one_line(str(one.get("title") or "")), _address(one.get("link"))) for one in entries)
    return sum(
        bool(title or link) and _level(title) not in titles and link not in links for title, link in shown
    )


def _address(link: str | None) -> str | None:
    """Give a link to the web that leads further than to a site's front page."""
    address = web_address(link, _URL)
    return address if address and urlsplit(address).path.strip("/") else None


def _level(title: str) -> str:
    """Leave the letters and digits of a title: sanitising changes the rest."""
    return "".join(filter(str.isalnum, title))[:100]


def main() -> int:
    """Run over the folders that are named, and print."""
    folders = [Path(name) for name in sys.argv[1:]]
    if not folders:
        sys.exit("name the folders that hold the files")
    compared = Compared()
    tally = asyncio.run(run(folders, compared))
    print(tally.told("foreign files"))
    print(compared.told())
    return 0 if tally.is_sound and not compared.other else 1


if __name__ == "__main__":
    sys.exit(main())
