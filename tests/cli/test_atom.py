"""Visits as an Atom feed, read back by a reader of feeds."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser

from bot.commands.formats import WRITERS
from bot.model import Host, Visit
from tests.renderer.samples import visit as a_visit

_ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _fed(*visits: Visit) -> feedparser.FeedParserDict:
    return feedparser.parse(io.BytesIO(_written(*visits)), sanitize_html=False)


def _written(*visits: Visit) -> bytes:
    out = io.StringIO()
    writer = WRITERS["atom"](out)
    for visit in visits:
        writer.visit(visit)
    writer.end()
    return out.getvalue().encode()


def test_a_feed_has_what_rfc_4287_asks_for() -> None:
    """Ids, titles, times and an author; an entry a visit, linked to its first source."""
    feed = _fed(a_visit("bbbbbbb"), a_visit("ccccccc", host=Host("TR", "Ankara")))
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.id and feed.feed.title
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)
    # Not asked of feedparser: where our own driver is loaded it leaves people out.
    author = ElementTree.fromstring(_written(a_visit("bbbbbbb"))).find("a:author/a:name", _ATOM)
    assert author is not None and author.text == "Visitwire"
    first, second = feed.entries
    assert first.id.endswith("bbbbbbb") and second.id.endswith("ccccccc")
    assert "Azerbaijan → Bahrain" in first.title and "Manama" in first.content[0].value
    assert first.link.startswith("https://") and first.published and first.updated


def test_no_text_breaks_the_feed() -> None:
    """Markup and signs that XML has no place for are text or left out; an empty feed is a feed."""
    name = "A <b>&amp; \x00\x0b\ud800 ]]> B"
    visit = a_visit("bbbbbbb")
    hostile = replace(visit, record=replace(visit.record, visitor=replace(visit.record.visitor, name=name)))
    (entry,) = _fed(hostile).entries
    assert "A <b>&amp;  ]]> B" in entry.title
    empty = _fed()
    assert not empty.bozo and empty.version == "atom10" and empty.entries == []
    assert datetime.fromisoformat(empty.feed.updated) == datetime.fromtimestamp(0, UTC)
