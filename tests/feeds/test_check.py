"""`feeds check` tells in one screen what a feed gives, and why it would fail."""

from __future__ import annotations

from bot.feeds.check import check, format_report
from bot.feeds.fetch import Fetcher
from bot.feeds.workers import Workers
from tests.feeds.conftest import Site, item, rss

ARTICLE = (
    "<html><body><article><p>"
    + "The Prosecutor General arrived in Manama on a visit. " * 6
    + "</p></article></body></html>"
)
DATES = [f"Mon, 26 Jan 2026 {hour:02}:00:00 GMT" for hour in (16, 12, 6)]


def linking_here(site: Site, *items: str) -> str:
    return rss(*items).replace("https://news.example", site.base)


async def test_a_good_feed(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Entries, window, text, identifiers, caching and the newest page are all there, in one screen."""
    for number in range(3):
        site.serve(f"/{number}", ARTICLE, Content_Type="text/html")
    items = [item(n, date=date) for n, date in enumerate(DATES)]
    url = site.serve("/feed", linking_here(site, *items), ETag='"1"')
    report = await check(fetcher, workers, url)
    assert (report.kind, report.entries, report.window_hours) == ("ok", 3, 10.0)
    assert report.newest == "2026-01-26T16:00:00Z"
    assert report.page is not None
    screen = format_report(report)
    for word in (
        "headlines only",
        "10.0 hours",
        "every 5.0 hours",
        "one for each of 3",
        "304",
        "country 0",
        "arrived in Manama",
    ):
        assert word in screen
    assert len(screen.splitlines()) <= 24


async def test_a_poor_feed(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Repeated identifiers, missing dates, missing pages and bodies sent anew are said."""
    items = [
        item(n, guid="same", date="", text="Some words about the visit that fill a summary. " * 2)
        for n in range(2)
    ]
    url = site.serve("/feed", linking_here(site, *items))
    screen = format_report(await check(fetcher, workers, url))
    for word in (
        "1 for 2 items",
        "unknown: fewer than two",
        "without a date",
        "summaries",
        "http_404",
        "sends it whole",
    ):
        assert word in screen


async def test_a_web_page_names_its_feeds(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Given a web page, the report names the feeds that the page itself names."""
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml?a=1&amp;b=2">'
    url = site.serve("/", f"<!DOCTYPE html><html><head>{head}</head><body>x</body></html>")
    report = await check(fetcher, workers, url)
    assert (report.kind, report.other_feeds) == ("not_a_feed", (site.url("/feed.xml?a=1&b=2"),))
    assert site.url("/feed.xml?a=1&b=2") in format_report(report)


async def test_a_dead_feed(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """A feed that cannot be fetched is reported with its class and advice, not raised."""
    report = await check(fetcher, workers, site.serve("/feed", status=410))
    assert not report.is_usable
    assert "http_410" in format_report(report)
    assert "remove it" in format_report(report)


async def test_a_moved_feed(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """A feed that has moved for good is reported with its new address."""
    new = site.serve("/new", rss(item()))
    report = await check(fetcher, workers, site.serve("/old", status=308, Location="/new"))
    assert report.moved_to == new
    assert f"for good to {new}" in format_report(report)
