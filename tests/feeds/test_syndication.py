"""Whatever a feed's body is, it ends in a named class; what is in it comes out clean."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.charset import decode
from bot.feeds.entries import Item
from bot.feeds.publishers import Named
from bot.feeds.recall import Recall
from bot.feeds.workers import Workers
from tests.feeds.conftest import item, rss

FEED = rss(item(1), item(2))
TITLE = "Генеральный прокурор прибыл с рабочим визитом в Манаму"
CYRILLIC = rss(f"<item><title>{TITLE}</title><link>https://news.example/1</link></item>" * 1)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title><entry><title>Visit</title><id>urn:1</id>
<link href="/1"/><updated>2026-01-26T10:00:00+04:00</updated><summary>Short</summary>
<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Agency</title></channel>
<item rdf:about="https://news.example/1"><title>Visit</title><link>https://news.example/1</link>
<dc:date>2026-01-26T10:00:00+04:00</dc:date></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Agency", "language": "en", "items": [
{"id": 1, "url": "/1", "title": "Visit", "content_html": "<p>One.</p><p>Two &amp; three.</p>",
 "date_published": "2026-01-26T10:00:00+04:00"}]}"""
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">'
    ']><rss version="2.0"><channel><title>x</title><item><title>&b;&c;visit</title></item></channel></rss>'
)


@pytest.mark.parametrize("body", [ATOM, RDF, JSON])
async def test_every_kind_gives_the_same_entry(workers: Workers, body: str) -> None:
    """Atom, RDF and JSON Feed say the same in other words."""
    parsed = await workers.parse(body.encode(), url="https://news.example/feed")
    assert (parsed.kind, parsed.title) == ("ok", "Agency")
    (entry,) = parsed.entries
    assert (entry.title, entry.url) == ("Visit", "https://news.example/1")
    assert entry.published == "2026-01-26T06:00:00Z"
    assert entry.summary in ("", "One.\nTwo & three.")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (FEED, "ok"),
        ("\n\n  " + FEED, "ok"),
        ("Warning: something on line 3<br/>" + FEED, "ok_malformed"),
        (FEED.replace("country 1", "country & one"), "ok_malformed"),
        (FEED[:-60], "ok_malformed"),
        (rss(), "empty_feed"),
        ("", "not_a_feed"),
        (" \n ", "not_a_feed"),
        ("/etc/passwd", "not_a_feed"),
        ("http://127.0.0.1/", "not_a_feed"),
        ("<!DOCTYPE html><html><body>rss</body></html>", "not_a_feed"),
        ("<opml><body/></opml>", "not_a_feed"),
        ('{"error": "forbidden"}', "not_a_feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "empty_feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "malformed_no_entries"),
        ('{"items":' + "[" * 100_000, "malformed_no_entries"),
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>A', "malformed_no_entries"),
        ("<!-- " + "x" * 20_000 + "-->" + FEED, "rejected"),
        (rss("<a>" * 70 + "</a>" * 70), "rejected"),
        (rss("<item><b " + " ".join(f'a{n}="1"' for n in range(300)) + "/></item>"), "rejected"),
        (rss(item(text="x" * 2_000_000)), "rejected"),
        (FEED + " " * (8 * 2**20), "too_big"),
        (LAUGHS, "ok_malformed"),
        (rss("<item><title>a &#99999999999; &#xD800; &#x110000; &bad;</title></item>"), "ok_malformed"),
        (FEED.replace('"utf-8"', '"punycode"'), "ok"),
    ],
)
async def test_every_body_has_a_class(workers: Workers, body: str, kind: str) -> None:
    """A body is a feed, a broken feed, an empty one, no feed, or an attack; never an exception."""
    parsed = await workers.parse(body.encode())
    assert parsed.kind == kind
    assert parsed.is_usable == kind.startswith(("ok", "empty"))
    assert bool(parsed.entries) == kind.startswith("ok")
    assert parsed.message or kind == "ok"


async def test_entities_of_a_document_are_not_expanded(workers: Workers) -> None:
    """A document's own entities are dropped: nothing is multiplied and no file is read."""
    (entry,) = (await workers.parse(LAUGHS.encode())).entries
    assert "root:" not in entry.title
    assert "haha" not in entry.title
    assert entry.title.endswith("visit")


@pytest.mark.parametrize(
    ("codec", "declared", "content_type"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "windows-1251", "text/xml; charset=iso-8859-1"),
        ("cp1251", "windows-1251", ""),
        ("cp1251", "utf-8", "application/rss+xml; charset=windows-1251"),
        ("cp1251", "utf-8", ""),
        ("koi8-r", "koi8-r", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-8", ""),
        ("utf-8-sig", "utf-8", ""),
    ],
)
async def test_wrong_charsets_are_read_right(
    workers: Workers, codec: str, declared: str, content_type: str
) -> None:
    """Whatever header and declaration claim, the title comes out as it was written."""
    body = CYRILLIC.replace('"utf-8"', f'"{declared}"').encode(codec)
    parsed = await workers.parse(body, content_type=content_type)
    assert parsed.entries[0].title == TITLE


def test_turkish_and_truncated_text() -> None:
    """Latin-5 under its old name is read, and one broken character does not call for a guess."""
    assert (
        decode("Başsavcı İğdır'da".encode("cp1254"), "text/xml; charset=iso-8859-9")[0] == "Başsavcı İğdır'da"
    )
    text, clean = decode((TITLE * 20).encode()[:-1])
    assert (text[: len(TITLE)], clean) == (TITLE, False)
    assert decode(codecs.BOM_UTF8 + b"<rss/>") == ("<rss/>", True)


async def test_one_guid_for_all_is_not_trusted(workers: Workers) -> None:
    """Where one identifier stands for all items, their links tell them apart."""
    parsed = await workers.parse(rss(*(item(n, guid="same") for n in range(5))).encode())
    assert [entry.names[0] for entry in parsed.entries] == [
        f"link:https://news.example/{n}" for n in range(5)
    ]
    assert (parsed.with_guid, parsed.guids) == (5, 1)


async def test_names_without_guid_and_link(workers: Workers) -> None:
    """Without an identifier the link and the title name an entry, without a link the title alone."""
    bare = "<item><title>Visit  to Manama</title><pubDate>Mon, 26 Jan 2026 10:00:00 GMT</pubDate></item>"
    parsed = await workers.parse(rss(item(1, guid=None), bare).encode())
    assert [entry.names for entry in parsed.entries] == [
        ("link:https://news.example/1", "title:prosecutor general visits country 1"),
        ("title:visit to manama",),
    ]


async def test_guids_that_flip_their_scheme_are_one(workers: Workers) -> None:
    """An identifier that is an address counts the same with http and https."""
    names = [
        (await workers.parse(rss(item(1, guid=f"{scheme}://news.example/?p=1#a")).encode())).entries[0].names
        for scheme in ("http", "https")
    ]
    assert names[0] == names[1]


async def test_the_same_story_twice_is_one_entry(workers: Workers) -> None:
    """A story that stands twice in a feed is one entry with all its names; another title makes another."""
    other = item(1, guid=None).replace("visits", "leaves")
    parsed = await workers.parse(rss(item(1), item(1), item(1, guid=None), other).encode())
    assert [entry.names for entry in parsed.entries] == [
        ("guid:id-1", "title:prosecutor general visits country 1"),
        ("title:prosecutor general leaves country 1",),
    ]


async def test_dates_from_the_future_and_the_past_are_dropped(workers: Workers) -> None:
    """A date more than two days ahead or before the web is none; tomorrow is a time zone."""
    now = datetime.now(UTC)
    dates = [now + timedelta(days=1), now + timedelta(days=3), datetime(1970, 1, 1, tzinfo=UTC)]
    items = (item(n, date=date.strftime("%a, %d %b %Y %H:%M:%S +0000")) for n, date in enumerate(dates))
    parsed = await workers.parse(rss(*items, item(9, date="yesterday")).encode())
    assert [entry.published is not None for entry in parsed.entries] == [True, False, False, False]


async def test_text_is_plain(workers: Workers) -> None:
    """Markup, scripts, entities and control characters are gone, and titles are one line."""
    dirty = (
        "<item><title>A <![CDATA[<b>bold</b>\n]]> &amp;amp; visit\u0085</title>"
        "<link>javascript:alert(1)</link>"
        "<description><![CDATA[<p>One<br>two</p><script>var x = '<p>';</script>"
        "<style>p {}</style>5 < 6 &nbsp;&#8211;]]>"
        "</description></item>"
    )
    (entry,) = (await workers.parse(rss(dirty).encode())).entries
    assert entry.title == "A bold & visit"
    assert entry.summary == "One\ntwo\n5 < 6 –"
    assert entry.url is None


async def test_a_flood_is_bounded(workers: Workers) -> None:
    """Of ten thousand items five thousand are taken, and the message says so."""
    parsed = await workers.parse(
        rss("".join(f"<item><title>t{n}</title></item>" for n in range(10_000))).encode()
    )
    assert (parsed.kind, len(parsed.entries)) == ("ok", 5_000)
    assert "10000 entries" in parsed.message


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("Mon, 26 Jan 2026 10:00:00 GMT", 6),
        ("Mon, 26 Jan 2026 10:00:00", 6),
        ("2026-01-26 10:00:00", 6),
        ("Mon, 26 Jan 2026 10:00:00 +0000", 6),
        ("Mon, 26 Jan 2026 10:00:00 +0300", 7),
        ("Mon, 26 Jan 2026 10:00:00 EST", 15),
    ],
)
async def test_local_time_that_calls_itself_utc(workers: Workers, date: str, hour: int) -> None:
    """Where the feed's zone is known, a time called UTC or without a zone is of it, and others stay."""
    body = rss(item(1, date=date)).encode()
    (entry,) = (await workers.parse(body, timezone="Asia/Baku")).entries
    assert entry.published == f"2026-01-26T{hour:02}:00:00Z"


async def test_local_time_in_a_json_feed(workers: Workers) -> None:
    """A JSON Feed's times called UTC are of the feed's zone too."""
    items = '{"id": "1", "title": "a", "date_published": "2026-01-26T10:00:00Z"}'
    body = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{items}]}}'.encode()
    (entry,) = (await workers.parse(body, timezone="Asia/Baku")).entries
    assert entry.published == "2026-01-26T06:00:00Z"


async def test_items_parsed_before_come_out_the_same(workers: Workers) -> None:
    """What is known of a feed's items is put back between the new ones, in the feed's order."""
    items = [item(number, text=f"<p>One &amp;amp; {number}") for number in range(6)]
    for kept in ([1, 4], [0, 1, 2, 3, 4, 5], [5, 0], [1, 1, 2]):
        body = rss(*(items[number] for number in kept)).encode()
        parsed = await workers.parse(body)
        async with Workers() as fresh:
            assert parsed == await fresh.parse(body)


LINKED = "<item><title>A</title><link>b</link></item>"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ATOM, ATOM.replace('">', '" xml:base="https://other.example/a/">', 1)),
        (RDF, RDF.replace('xmlns="http://purl.org/rss/1.0/"', 'xmlns="urn:none"')),
        (FEED, FEED.replace("<rss", '<rss xmlns="urn:none"')),
        (FEED, FEED.replace("</item>", "</item><!--")),
        (rss(LINKED), rss(f'<item xml:base="https://b.example/a/"/>{LINKED}')),
    ],
)
async def test_an_item_is_known_only_where_the_same_is_in_force(
    workers: Workers, one: str, other: str
) -> None:
    """The same bytes under other namespaces, another base or in a broken feed are another item."""
    await workers.parse(one.encode())
    async with Workers() as fresh:
        assert await workers.parse(other.encode()) == await fresh.parse(other.encode())


def test_what_is_kept_of_items_has_an_end() -> None:
    """The items that were not seen for longest go first, and those that come again stay."""
    recall = Recall(room=1_000)
    found = (Item("1", None, "a" * 90, "", None), Named("", ""))
    for number in range(10):
        recall.keep(bytes([number]), found)
        recall.known([b"\0"])
    assert list(recall.known([bytes([number]) for number in range(10)])) == [0, 8, 9]
