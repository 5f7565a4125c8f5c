"""`check` finds out what a feed gives, and why it would fail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count

import pytest
from aiohttp import web

from bot.feeds.check import check
from bot.feeds.fetch import Fetcher
from bot.feeds.workers import Workers
from bot.model import Feed
from tests.feeds.conftest import Site, item, rss

ARTICLE = (
    "<html><head><meta property='article:published_time' content='2026-01-26T12:00:00Z'></head>"
    "<body><article><p>"
    + "The Prosecutor General arrived in Manama on a visit. " * 6
    + "</p></article></body></html>"
)
DATES = [f"Mon, 26 Jan 2026 {hour:02}:00:00 GMT" for hour in (16, 12, 6)]


def linking_here(site: Site, *items: str) -> str:
    return rss(*items).replace("https://news.example", site.base)


async def test_a_good_feed(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Entries, window, what they carry, caching and the page of the newest are all there."""
    for number in range(3):
        site.serve(f"/{number}", ARTICLE, Content_Type="text/html")
    items = [item(n, date=date) for n, date in enumerate(DATES)]
    url = site.serve("/feed", linking_here(site, *items), ETag='"1"')
    report = await check(fetcher, workers, Feed("", url))
    assert (report.kind, len(report.entries), report.window, report.carried) == ("ok", 3, 10.0, "headlines")
    assert (report.dates[-1], report.with_guid, report.guids) == ("2026-01-26T16:00:00Z", 3, 3)
    assert "304" in report.conditional
    assert report.page is not None
    assert "arrived in Manama" in report.page.text


async def test_a_poor_feed(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Repeated identifiers and titles, missing dates and pages, and bodies sent anew are seen."""
    items = [
        item(n, guid="same", date="", text="Some words about the visit that fill a summary. " * 2)
        for n in range(2)
    ]
    twin = item(3, date="").replace("country 3", "country 1")
    report = await check(fetcher, workers, Feed("", site.serve("/feed", linking_here(site, *items, twin))))
    assert (report.with_guid, report.guids, report.repeated) == (3, 2, 1)
    assert (report.window, report.dates, report.carried) == (None, [], "summaries")
    assert report.page_problem.startswith("http_404")
    assert "sends it whole" in report.conditional


async def test_identifiers_that_change(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Identifiers that are others at the second request are counted."""
    serial = count()

    def answer(request: web.Request) -> web.Response:
        turn = next(serial)
        return web.Response(text=rss(item(1, guid=f"g{turn}"), item(2)))

    site.answers["/feed"] = answer
    report = await check(fetcher, workers, Feed("", site.url("/feed")))
    assert (len(report.entries), report.trusted, report.changing) == (2, 2, 1)
    assert report.conditional.startswith("not seen")


async def test_the_page_of_what_matters_is_looked_at(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Not the newest entry's page is the sample, but that of the newest entry that matters."""
    items = [item(n, date=date) for n, date in enumerate(DATES)]
    url = site.serve("/feed", linking_here(site, *items))
    report = await check(fetcher, workers, Feed("", url), matters=lambda entry: entry.title.endswith("2"))
    assert report.sample is not None
    assert report.sample.title == "Prosecutor General visits country 2"


async def test_a_quick_look_asks_once(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Without `thorough` the feed is fetched once, and no page."""
    report = await check(
        fetcher, workers, Feed("", site.serve("/feed", linking_here(site, item()))), thorough=False
    )
    assert report.is_usable
    assert [request.path for request in site.asked] == ["/feed"]


@pytest.mark.parametrize(("hours", "ahead"), [(-1, 0), (4, 4)])
async def test_dates_in_the_future(
    site: Site, fetcher: Fetcher, workers: Workers, hours: int, ahead: int
) -> None:
    """Local time that is called GMT lies in the future, by hours."""
    date = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    report = await check(
        fetcher, workers, Feed("", site.serve("/feed", rss(item(date=date)))), thorough=False
    )
    assert round(report.ahead, 1) == ahead


@pytest.mark.parametrize(
    ("feed_says", "zone", "apart"),
    [
        ("Mon, 26 Jan 2026 16:00:00 GMT", None, 4.0),
        ("Mon, 26 Jan 2026 16:00:00 GMT", "Asia/Baku", 0.0),
        ("Mon, 26 Jan 2026 12:00:00 GMT", None, 0.0),
        ("Mon, 26 Jan 2026 12:11:00 GMT", None, 0.0),
        ("Mon, 26 Jan 2026 06:30:00 GMT", None, -5.5),
    ],
)
async def test_feed_and_page_a_zone_apart(
    site: Site, fetcher: Fetcher, workers: Workers, feed_says: str, zone: str | None, apart: float
) -> None:
    """A page that names another moment, away by whole half hours, shows that the feed's zone is wrong."""
    site.serve("/1", ARTICLE, Content_Type="text/html")
    url = site.serve("/feed", linking_here(site, item(date=feed_says)))
    assert (await check(fetcher, workers, Feed("", url, timezone=zone))).apart == apart


async def test_a_web_page_names_its_feeds(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """Given a web page, the report names the feeds that the page itself names."""
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml?a=1&amp;b=2">'
    url = site.serve("/", f"<!DOCTYPE html><html><head>{head}</head><body>x</body></html>")
    report = await check(fetcher, workers, Feed("", url))
    assert (report.kind, report.other_feeds) == ("not_a_feed", (site.url("/feed.xml?a=1&b=2"),))


async def test_a_dead_feed(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """A feed that cannot be fetched is reported with its class and advice, not raised."""
    report = await check(fetcher, workers, Feed("", site.serve("/feed", status=410)))
    assert (report.is_usable, report.kind) == (False, "http_410")
    assert "remove it" in report.message


async def test_a_moved_feed(site: Site, fetcher: Fetcher, workers: Workers) -> None:
    """A feed that has moved for good is reported with its new address."""
    new = site.serve("/new", rss(item()))
    report = await check(fetcher, workers, Feed("", site.serve("/old", status=308, Location="/new")))
    assert report.moved_to == new
