"""Lists of feeds travel as OPML: ours come back whole, others' as far as they can be read."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import countries
from bot.feeds.catalogue import from_values
from bot.feeds.kinds import KINDS
from bot.feeds.opml import read, write
from bot.feeds.outline import Refused
from bot.model import Carried, Feed

printable = st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable() and text == text.strip())
names = printable.map(lambda text: " ".join(text.split())).filter(bool)
feeds = st.builds(
    Feed,
    name=names,
    url=st.from_regex(r"https?://[a-z]{1,9}\.example/[a-z0-9/?&=%~;'+.-]{0,40}", fullmatch=True),
    country=st.none() | st.sampled_from(countries.codes()),
    language=st.none() | st.sampled_from(["az", "en", "und"]),
    kind=st.sampled_from(sorted(KINDS)),
    interval=st.none() | st.floats(1, 1e6),
    user_agent=st.none() | st.from_regex(r"[!-~]{1,20}( [!-~]{1,20})?", fullmatch=True),
    tier=st.sampled_from([1, 2, 3]),
    enabled=st.booleans(),
    window=st.none() | st.floats(0.1, 10_000),
    text=st.none() | st.sampled_from(get_args(Carried)),
    obey_robots=st.booleans(),
    timezone=st.none() | st.sampled_from(["Asia/Baku", "UTC"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(feeds, max_size=4))
def test_what_is_written_is_read(some: list[Feed]) -> None:
    """Every list that we write comes back with every setting, in its order."""
    outlines = read(write(some).encode())
    assert outlines.broken == ""
    assert [from_values(outline.settings) for outline in outlines.found] == some


FOREIGN = b"""<?xml version="1.0" encoding="windows-1251"?>
<!DOCTYPE opml [<!ENTITY x "y">]>

<opml version="1.0"><head><title>Mine</title></head><body>
  <outline text="\xcd\xee\xe2\xee\xf1\xf2\xe8">
    <outline title="Deep"><outline text="A\tB
C" xmlurl="https://a.example/rss" LANGUAGE="en-US" htmlUrl="https://a.example/"/></outline>
    <outline type="rss" xmlUrl="http://www.b.example/feed"/>
  </outline>
  <outline text="a link" type="link" url="https://c.example/"/>
  <outline text="no address" type="rss"/>
</body></opml>"""


def test_other_readers_lists() -> None:
    """Folders, old encodings, odd spellings and missing names are no hindrance; each has its line."""
    found = read(FOREIGN).found
    assert [outline.line for outline in found] == [6, 8, 11]
    assert [outline.settings for outline in found] == [
        {"name": "A B C", "url": "https://a.example/rss", "language": "en"},
        {"name": "b.example", "url": "http://www.b.example/feed"},
        {"name": "no address", "url": ""},
    ]


def test_a_folder_speaks_for_what_is_in_it() -> None:
    """Our own attributes on a folder hold for its feeds, nearer ones stand above farther ones."""
    body = b"""<opml xmlns:v="urn:visitwire:feeds"><body>
    <outline text="f" v:country="AZ" v:tier="1"><outline text="a" xmlUrl="https://a.example/"/>
    <outline text="b" xmlUrl="https://b.example/" v:country="GE"/></outline>
    <outline text="c" xmlUrl="https://c.example/"/></body></opml>"""
    made = [from_values(outline.settings) for outline in read(body).found]
    assert made == [
        Feed("a", "https://a.example/", "AZ", tier=1),
        Feed("b", "https://b.example/", "GE", tier=1),
        Feed("c", "https://c.example/"),
    ]


def test_a_broken_list_is_read_to_where_it_breaks() -> None:
    """What stands before the break is there, and the break has a line."""
    outlines = read(b'<opml><body>\n<outline text="a" xmlUrl="https://a.example/"/>\n<outline text="b"\n')
    assert [outline.settings["name"] for outline in outlines.found] == ["a"]
    assert outlines.broken.startswith("line 3: ")


LAUGHS = b"<!DOCTYPE l [%s]><opml><body><outline text='&e9;' xmlUrl='https://a.example/'/></body></opml>" % (
    b"".join(b"<!ENTITY e%d '%s'>" % (n, b"&e%d;" % (n - 1) * 10 if n else b"ha") for n in range(10))
)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"<opml>" + b" " * (8 * 2**20), "8 MiB"),
        (b"<opml><body>" + b"<outline>" * 100_000, "inside each other"),
        (b"<opml><body>" + b"<outline/>" * 250_000, "elements"),
        (b"<opml><outline " + b"".join(b"a%d='' " % n for n in range(300)) + b"/></opml>", "attributes"),
        (b"<opml><body>" + b"x" * 2**21, "characters"),
        (b"<rss><channel/></rss>", "no OPML"),
        (b'{"feeds": []}', "no OPML"),
        (b"<html><body>x</body></html>", "web page"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "no XML"),
    ],
)
def test_hostile_lists_are_refused(body: bytes, word: str) -> None:
    """What is too large, too deep or no list at all is refused at once, and said why."""
    began = time.process_time()
    with pytest.raises(Refused, match=word):
        read(body)
    assert time.process_time() - began < 5


def test_entities_are_never_expanded() -> None:
    """A bomb of entities is a list that breaks at the first of them."""
    outlines = read(LAUGHS)
    assert (outlines.found, outlines.broken) == ((), "line 1: undefined entity")


def test_a_long_list_is_quick() -> None:
    """Ten thousand feeds are written and read in seconds."""
    some = [
        replace(
            Feed("n", "u", "AZ", "az", interval=900.0, tier=1),
            name=f"Feed {n}",
            url=f"https://{n}.example/rss",
        )
        for n in range(10_000)
    ]
    began = time.process_time()
    outlines = read(write(some).encode())
    assert [from_values(outline.settings) for outline in outlines.found] == some
    assert time.process_time() - began < 10
