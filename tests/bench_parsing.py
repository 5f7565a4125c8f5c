"""What parsing costs beside plain feedparser, in one run: `python -m tests.bench_parsing [FOLDER…]`.

Part of `make bench` with feeds of our own; folders of real feeds may be named. By processor time, in turn
for each feed. "Again" is a feed of which one item is new since it was read last.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # it has no types
import feedparser.api

from bot.feeds import syndication
from bot.feeds.outline import Refused
from bot.feeds.prescan import prepare
from bot.feeds.recall import Recall
from tests.feeds.conftest import item, rss
from tests.figures import Figure, table

_URL = "http://a.example/feed"
_NOW = datetime.now(UTC)
_SENTENCE = (
    "The Prosecutor General arrived in the capital on a working visit, the office said in a statement. "
)
_ROUNDS = 20


def main() -> None:
    """Measure feeds of our own, or the real ones below the folders named, and print the table."""
    folders = [Path(name) for name in sys.argv[1:]]
    if folders:
        bodies = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]
        print(table(measured("real feeds", bodies, 3.0)))
        return
    kinds = (("20 headlines", 20, 1), ("50 summaries", 50, 3), ("50 whole articles", 50, 40))
    figures: list[Figure] = []
    for what, items, sentences in kinds:
        body = rss(*(item(number, text=_SENTENCE * sentences) for number in range(items))).encode()
        figures += measured(what, [body] * _ROUNDS, 0.0)
    print(table(figures))


def measured(what: str, bodies: Sequence[bytes], aim: float) -> list[Figure]:
    """Tell milliseconds a feed, and how many times as fast as feedparser with its defaults."""
    theirs = first = again = 0.0
    count = 0
    for body in bodies:
        try:
            outline = prepare(body, "").outline
        except Refused:
            continue
        theirs += took(lambda body=body: plain(body))  # type: ignore[misc]  # mypy takes it for two arguments
        syndication._RECALL = Recall()
        first += took(lambda body=body: ours(body))  # type: ignore[misc]  # the same
        syndication._RECALL = Recall()
        ours(outline.without({0}) if outline else body)
        again += took(lambda body=body: ours(body))  # type: ignore[misc]  # the same
        count += 1
    return [
        Figure(f"{what}: feedparser by itself", theirs * 1000 / count, "ms", "", True),
        Figure(f"{what}: first reading", first * 1000 / count, "ms", "", True),
        Figure(f"{what}: again, one item new", again * 1000 / count, "ms", "", True),
        at_least(f"{what}: first reading, times as fast", theirs / first, aim),
        at_least(f"{what}: again, times as fast", theirs / again, aim),
    ]


def at_least(what: str, value: float, aim: float) -> Figure:
    return Figure(what, value, "times", f"≥ {aim:g}" if aim else "", value >= aim)


def took(do: Callable[[], object]) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began


def plain(body: bytes) -> None:
    drivers, feedparser.api.PREFERRED_XML_PARSERS = feedparser.api.PREFERRED_XML_PARSERS, []
    feedparser.parse(io.BytesIO(body))
    feedparser.api.PREFERRED_XML_PARSERS = drivers


def ours(body: bytes) -> None:
    syndication.read(prepare(body, ""), _URL, _NOW)


if __name__ == "__main__":
    main()
