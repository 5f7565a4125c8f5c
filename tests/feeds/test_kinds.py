"""A document says itself what it is: sitemaps, JSON feeds, aggregators' results, and how long to rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import candidates
from bot.feeds.rest import rests_for
from bot.feeds.results import Page, Parsed
from bot.feeds.workers import Workers
from bot.model import Entry, Feed
from tests.feeds.conftest import item, rss

URL = "https://agency.example/rss"
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://x.example/image">'
)
NEWS = """<url><loc>https://agency.example/{n}</loc><lastmod>2026-01-27</lastmod>
<image:image><image:loc>https://agency.example/{n}.jpg</image:loc>
<image:title>A picture</image:title></image:image>
<news:news><news:publication>
<news:name>The Agency</news:name><news:language>az</news:language></news:publication>
<news:publication_date>2026-01-26T10:00:00+04:00</news:publication_date>
<news:title>Visit &amp; talks {n}</news:title></news:news></url>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://agency.example/newsletters.xml</loc><lastmod>2026-02-03</lastmod></sitemap>
<sitemap><loc>https://agency.example/news-1.xml</loc><lastmod>2026-01-01</lastmod></sitemap>
<sitemap><loc>https://agency.example/news-2.xml</loc><lastmod>2026-02-01</lastmod></sitemap>
</sitemapindex>"""
TALKS = "Prosecutor General arrives in Manama"
NOW = datetime(2026, 1, 28, 10, 30, tzinfo=UTC)  # a Wednesday


def found(title: str, source: str = "", link: str = "https://agency.example/1", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{source}{more}</item>"


async def entry_of(workers: Workers, body: str, kind: str = "rss") -> Entry:
    parsed = await workers.parse(body.encode(), url=URL, kind=kind)
    assert parsed.kind == "ok", parsed
    return parsed.entries[0]


@pytest.mark.parametrize("kind", ["rss", "sitemap", "discovery"])
async def test_a_news_sitemap_is_known_by_its_root(workers: Workers, kind: str) -> None:
    """Headline, day, language and publication come out of a news sitemap, whatever feeds.toml calls it."""
    body = SITEMAP + NEWS.format(n=1) + NEWS.format(n=2) + "</urlset>"
    parsed = await workers.parse(body.encode(), url=URL, kind=kind)
    assert (parsed.kind, parsed.title, parsed.language) == ("ok", "The Agency", "az")
    assert parsed.entries[0] == Entry(
        names=("link:https://agency.example/1", "title:visit & talks 1"),
        title="Visit & talks 1",
        summary="",
        url="https://agency.example/1",
        published="2026-01-26T06:00:00Z",
    )
    assert len(parsed.entries) == 2


async def test_a_sitemap_cut_off_gives_what_came(workers: Workers) -> None:
    """The headlines before the break are read."""
    parsed = await workers.parse((SITEMAP + NEWS.format(n=1) + "<url><loc>https").encode())
    assert (parsed.kind, len(parsed.entries)) == ("ok_malformed", 1)


async def test_of_a_flood_the_newest_are_taken(workers: Workers) -> None:
    """A sitemap says nothing by its order, so the newest of too many stay."""
    old = "".join(NEWS.format(n=n).replace("2026-01-26", "2025-01-26") for n in range(5_000))
    parsed = await workers.parse((SITEMAP + old + NEWS.format(n="new") + "</urlset>").encode())
    assert parsed.entries[0].title == "Visit & talks new"
    assert "5001 entries" in parsed.message


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (INDEX, "sitemap_index", "take https://agency.example/news-2.xml"),
        (INDEX.replace("news", "part"), "sitemap_index", "take https://agency.example/partletters.xml"),
        ("<sitemapindex/>", "sitemap_index", "news sitemap"),
        (SITEMAP + "<url><loc>https://agency.example/1</loc></url></urlset>", "not_a_feed", "headlines"),
        (SITEMAP + "</urlset>", "empty_feed", "without addresses"),
        (SITEMAP + "<ur", "malformed_no_entries", "before its first address"),
    ],
)
async def test_other_sitemaps_say_what_they_are(workers: Workers, body: str, kind: str, says: str) -> None:
    """An index names the sitemap to take; one without headlines is no feed."""
    parsed = await workers.parse(body.encode(), url=URL)
    assert (parsed.kind, parsed.entries) == (kind, ())
    assert says in parsed.message


@pytest.mark.parametrize(
    ("item_of_json", "entry"),
    [
        (
            '{"id": 7.5, "url": "/7", "content_text": "a < b & <i> stay"}',
            ("guid:7.5", "", "a < b & <i> stay"),
        ),
        ('{"id": true, "external_url": "/8", "title": "T"}', ("link:https://agency.example/8", "T", "")),
        ('{"id": "9", "title": "T", "summary": "S"}', ("guid:9", "T", "S")),
    ],
)
async def test_json_feeds_in_their_lesser_forms(
    workers: Workers, item_of_json: str, entry: tuple[str, str, str]
) -> None:
    """Numbers as identifiers, plain text, a link elsewhere and the old version are all read."""
    body = f'{{"version": "https://jsonfeed.org/version/1", "title": "A", "items": [{item_of_json}]}}'
    found = await entry_of(workers, body)
    assert (found.names[0], found.title, found.summary) == entry


async def test_a_json_feed_that_has_ended_says_so(workers: Workers) -> None:
    """An expired feed is read, and the operator is told to look for another."""
    version = "https://jsonfeed.org/version/1.1"
    body = f'{{"version": "{version}", "expired": true, "items": [{{"id": "1", "title": "T"}}]}}'
    parsed = await workers.parse(body.encode())
    assert (parsed.kind, len(parsed.entries)) == ("ok", 1)
    assert "ended" in parsed.message


@pytest.mark.parametrize("kind", ["rss", "discovery"])
async def test_an_aggregators_entry_names_its_publisher(workers: Workers, kind: str) -> None:
    """The name behind the headline goes where the publisher belongs."""
    source = '<source url="https://trend.example">Trend</source>'
    found_ = await entry_of(workers, rss(found(f"{TALKS} - Trend", source)), kind)
    assert (found_.title, found_.publisher) == (TALKS, "Trend")


@pytest.mark.parametrize(
    ("body", "publisher"),
    [
        (
            found(
                TALKS, '<source url="https://wire.example/rss">Wire</source>', "https://www.wire.example/1"
            ),
            "Wire",
        ),
        (found(TALKS, '<source url="https://wire.example/rss">Wire</source>'), None),
        (found(TALKS, '<source url="https://agency.example/rss">Agency</source>'), None),
        (found("Baku - Manama", '<source url="https://wire.example">Wire</source>'), None),
        (found("- Wire", '<source url="https://wire.example">Wire</source>'), None),
        (found(TALKS, more="<author>x@wire.example (Wire)</author>"), None),
    ],
)
async def test_a_publisher_is_named_only_where_that_is_sure(
    workers: Workers, body: str, publisher: str | None
) -> None:
    """Another's name counts when the link leads to that other's own site, or the headline ends in it."""
    assert (await entry_of(workers, rss(body))).publisher == publisher


async def test_discovery_leads_to_the_article_itself(workers: Workers) -> None:
    """A link that carries the article's address is undone, and a list of headlines is no text."""
    link = "http://bing.example/click?tid=1&amp;url=https%3a%2f%2fwire.example%2f1%3fa%3d2"
    bing = 'xmlns:News="https://www.bing.example/search"><News:Source>Wire</News:Source'
    body = rss(
        found(
            TALKS,
            f"<x {bing}></x>",
            link,
            f"<description>&lt;ol&gt;&lt;li&gt;{TALKS}&lt;li&gt;Others</description>",
        )
    )
    entry = await entry_of(workers, body, "discovery")
    assert (entry.url, entry.summary, entry.publisher) == ("https://wire.example/1?a=2", "", "Wire")


@pytest.mark.parametrize(
    ("canonical", "text", "url"),
    [
        ("https://wire.example/1", "The page.", "https://wire.example/1"),
        ("https://news.google.example/x", "", "https://news.google.example/rss/articles/x"),
        (None, "", "https://news.google.example/rss/articles/x"),
    ],
)
def test_an_aggregators_own_page_is_not_the_story(canonical: str | None, text: str, url: str) -> None:
    """What an aggregator shows before it leads on is not read; where it led is the article's address."""
    feed = Feed("Search", "https://news.google.example/rss/search?q=x", country="AZ", kind="discovery")
    entry = Entry("k", TALKS, "", "https://news.google.example/rss/articles/x", None, "Wire")
    article = candidates.article_of(feed, entry, Page(None, "The page.", canonical_url=canonical))
    assert (article.text, article.url) == (text, url)
    assert (article.publisher, article.publisher_country) == ("Wire", None)


SY = "<sy:updatePeriod>{}</sy:updatePeriod><sy:updateFrequency>{}</sy:updateFrequency>"
HOURS = "<skipHours>{}</skipHours>".format("".join(f"<hour>{hour}</hour>" for hour in range(8, 14)))


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("", None),
        ("<ttl>60</ttl>", 3_600),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl><ttl>x</ttl>", None),
        ("<ttl>525600</ttl>", 86_400),
        (SY.format("daily", 4), 21_600),
        (SY.format("weekly", ""), 86_400),
        (SY.format("hourly", 1), None),
        (SY.format("hourly", 2), 1_800),
        ("<ttl>5</ttl>" + SY.format("daily", 1), 300),
        (HOURS, 3.5 * 3_600),
        ("<ttl>600</ttl>" + HOURS, 36_000),
        ("<skipHours><hour>3</hour></skipHours>", None),
        ("<skipDays><day>Wednesday</day></skipDays>", 13.5 * 3_600),
        ("<skipDays><day>Wednesday</day><day>Thursday</day></skipDays>", 86_400),
        ("<item><ttl>60</ttl></item>", None),
    ],
)
def test_a_feed_says_how_long_to_rest(head: str, seconds: float | None) -> None:
    """Lifetime, rhythm and hours to skip become one number; what every WordPress says unasked is none."""
    assert rests_for(f"<rss><channel>{head}<item/></channel></rss>", NOW) == seconds


def test_a_feed_that_skips_every_hour_asks_for_nothing() -> None:
    """Nobody is believed who never wants to be asked."""
    every = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    assert rests_for(f"<channel><skipHours>{every}</skipHours>", NOW) is None


async def test_the_rest_is_told_with_the_feed(workers: Workers) -> None:
    """What a feed asks for comes out of the worker."""
    parsed: Parsed = await workers.parse(rss(item(), head="<ttl>15</ttl>").encode())
    assert parsed.rests_for == 900


OLD_RSS = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">
<rss version="{}"><channel><title>Agency</title><link>https://agency.example/</link>
<item><title>Visit</title><link>/1</link></item></channel></rss>"""
OLD_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{}">
<channel><title>Agency</title></channel><item><title>Visit</title><link>/1</link></item></rdf:RDF>"""
OLD_ATOM = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Agency</title>
<entry><title>Visit</title><link rel="alternate" href="/1"/></entry></feed>"""


@pytest.mark.parametrize(
    "body",
    [OLD_RSS.format(version) for version in ("0.91", "0.92", "0.93", "0.94", "2.0", "2.0.1")]
    + [OLD_RDF.format(f"http://{one}") for one in ("my.netscape.com/rdf/simple/0.9/", "purl.org/rss/1.0/")]
    + [OLD_ATOM],
)
async def test_old_versions_are_read(workers: Workers, body: str) -> None:
    """RSS from 0.90 on, RDF and Atom 0.3 give the same entry."""
    entry = await entry_of(workers, body)
    assert (entry.title, entry.url) == ("Visit", "https://agency.example/1")
