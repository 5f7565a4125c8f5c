"""Polling takes what is new, knows what is not, and never loses its place."""

from __future__ import annotations

import pytest

from bot.errors import FeedError
from bot.feeds.fetch import Fetcher
from bot.feeds.reader import poll, read_page
from bot.feeds.results import FeedState, Polled, Unchanged
from bot.feeds.workers import Workers
from bot.model import Feed
from tests.feeds.conftest import Site, item, rss

NEW = FeedState()


async def polled(fetcher: Fetcher, workers: Workers, url: str, state: FeedState = NEW) -> Polled:
    answer = await poll(fetcher, workers, Feed("Agency", url), state)
    assert isinstance(answer, Polled)
    return answer


async def test_a_feed_is_read_and_then_unchanged(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """The first poll gives the entries and the state with which the second is told of no change."""
    url = site.serve("/feed", rss(item(1), item(2)), ETag='"1"', Cache_Control="max-age=300")
    first = await polled(fetcher, workers, url)
    assert (first.kind, first.title, first.language, len(first.entries)) == ("ok", "Agency", "en", 2)
    assert (first.state.etag, first.fresh_for) == ('"1"', 300)
    second = await poll(fetcher, workers, Feed("Agency", url), first.state)
    assert isinstance(second, Unchanged)
    assert second.state == first.state
    assert site.asked[-1].headers["If-None-Match"] == '"1"'


async def test_an_unchanged_body_is_not_parsed_again(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Without validators the body itself tells, whatever moment the publisher stamps on it."""
    stamp = "<lastBuildDate>Mon, 26 Jan 2026 10:0{}:00 GMT</lastBuildDate>"
    url = site.serve("/feed", rss(item(), head=stamp.format(1)))
    first = await polled(fetcher, workers, url)
    site.serve("/feed", rss(item(), head=stamp.format(2)))
    assert isinstance(await poll(fetcher, workers, Feed("Agency", url), first.state), Unchanged)
    site.serve("/feed", rss(item(2), item(), head=stamp.format(2)))
    assert len((await polled(fetcher, workers, url, first.state)).entries) == 2


async def test_a_new_item_is_given_with_the_old_ones(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Entries keep their names from poll to poll, so that the store can tell which are new."""
    url = site.serve("/feed", rss(item(1)))
    first = await polled(fetcher, workers, url)
    site.serve("/feed", rss(item(2), item(1)))
    second = await polled(fetcher, workers, url, first.state)
    assert [entry.names for entry in second.entries][1:] == [entry.names for entry in first.entries]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", "not_a_feed"),
        ("<html><body>Moved</body></html>", "not_a_feed"),
        ("<rss version='2.0'><channel><title>A", "malformed_no_entries"),
        (rss("<a>" * 100), "rejected"),
    ],
)
async def test_a_body_that_is_no_feed_is_a_failure(
    site: Site, fetcher: Fetcher, workers: Workers, body: str, kind: str
) -> None:
    """What gives no entries is told as a failure with its class and address; no state replaces the old."""
    url = site.serve("/feed", body)
    with pytest.raises(FeedError) as caught:
        await poll(fetcher, workers, Feed("Agency", url), NEW)
    assert caught.value.kind == kind
    assert url in str(caught.value)


async def test_an_empty_feed_is_no_failure(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """A feed may have nothing to say."""
    answer = await polled(fetcher, workers, site.serve("/feed", rss()))
    assert (answer.kind, answer.entries) == ("empty_feed", ())


async def test_a_feed_that_moved_and_its_quirks(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """The new address of a feed is told, and its own user agent is used on the way."""
    site.serve("/old", status=301, Location="/new")
    new = site.serve("/new", rss(item()))
    answer = await poll(fetcher, workers, Feed("Agency", site.url("/old"), user_agent="Mozilla/5.0"), NEW)
    assert isinstance(answer, Polled)
    assert answer.moved_to == new
    assert {asked.headers["User-Agent"] for asked in site.asked} == {"Mozilla/5.0"}


async def test_a_page_is_fetched_and_read(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """An article page is asked for as a page and comes back as text."""
    text = "The Prosecutor General has arrived in Manama on a working visit, the office said."
    url = site.serve(
        "/1", f"<html><body><article><p>{text}</p></article></body></html>", Content_Type="text/html"
    )
    assert text in (await read_page(fetcher, workers, url)).text
    assert site.asked[-1].headers["Accept"].startswith("text/html")
    picture = site.serve("/2", b"\x89PNG", Content_Type="image/png")
    with pytest.raises(FeedError) as caught:
        await read_page(fetcher, workers, picture)
    assert caught.value.kind == "not_html"
