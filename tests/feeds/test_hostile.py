"""Whatever a document's shape, it ends in a class, soon, in a bounded memory (in full: `make hostile`)."""

from __future__ import annotations

import pytest

from bot.feeds.workers import Workers
from tests.feeds import foreign, hostile
from tests.feeds.conftest import item, rss
from tests.feeds.hostile_shapes import SHAPES

SECONDS = 3.0  # a document of 16 KiB that takes so long would take for ever as one of 1 MiB


async def test_every_hostile_feed_ends_in_a_class() -> None:
    """No shape of 16 KiB needs the timer, ends a process, surprises a parser or swells."""
    tally = await hostile.feeds((16,), seconds=SECONDS)
    assert tally.is_sound, tally.told("feeds")
    assert (tally.timers, tally.kinds.total()) == ([], len(SHAPES))


async def test_every_hostile_page_ends_in_a_page_or_a_failure() -> None:
    """The same for article pages."""
    tally = await hostile.pages((16,), seconds=SECONDS)
    assert tally.is_sound, tally.told("pages")
    assert tally.timers == []
    assert tally.memory > 0


@pytest.mark.parametrize("name", ["an author in pieces", "an author without an end", "tags", "categories"])
async def test_what_takes_feedparser_the_square_takes_us_no_time(workers: Workers, name: str) -> None:
    """People and categories, whole and in broken feeds, never reach the patterns that hang on them."""
    body = SHAPES[name](256 * 1024)
    assert (await workers.parse(body)).kind == "ok"
    assert (await workers.parse(body.replace(b"Visit", b"Visit & talks"))).kind == "ok_malformed"


async def test_a_feed_inside_a_page_is_found(workers: Workers) -> None:
    """Some sites wrap their feed into a page; a page that only speaks of feeds is none."""
    page = "<!DOCTYPE html><html><body>{}</body></html>"
    parsed = await workers.parse(page.format(rss(item()).partition("?>")[2]).encode())
    assert (parsed.kind, len(parsed.entries)) == ("ok_malformed", 1)
    assert (await workers.parse(page.format("<p>our rss: <rss></p>").encode())).kind == "not_a_feed"


async def test_foreign_files_are_compared_with_feedparser(workers: Workers) -> None:
    """The comparison notices an entry that we lack."""
    body = rss(item(1), item(2)).encode()
    entries = foreign.plain(body)
    assert foreign.missing(entries, await workers.parse(body)) == 0
    assert foreign.missing(entries, await workers.parse(rss(item(1)).encode())) == 1
