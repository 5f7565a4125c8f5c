"""The sample newsroom is a feed like an agency's, with dates that always lie around today."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import aiohttp
import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
import trafilatura

from bot.sandbox import Sandbox
from bot.sandbox.newsroom import Newsroom, Story, stories

NOW = datetime(2027, 1, 2, 23, 50, tzinfo=UTC)


async def test_the_feed_carries_headlines_and_the_pages_carry_the_text(sandbox: Sandbox) -> None:
    """Entries have no text; each page gives its article back without what surrounds it."""
    async with aiohttp.ClientSession() as http:
        async with http.get(sandbox.feed_url) as answer:
            feed = feedparser.parse(await answer.read())
        assert not feed.bozo and len(feed.entries) == len(sandbox.newsroom.out)
        for entry, issue in zip(feed.entries, sandbox.newsroom.newest(), strict=True):
            assert (entry.title, entry.get("summary", "")) == (issue.story.title, "")
            async with http.get(entry.link) as answer:
                text = trafilatura.extract(await answer.text(), favor_precision=True)
            assert text is not None
            assert issue.story.paragraphs[0] in text and issue.story.paragraphs[-1] in text
            assert "newsletter" not in text


async def test_unchanged_news_is_304(sandbox: Sandbox) -> None:
    """Tag and date are honoured, and both change with the next story."""
    async with aiohttp.ClientSession() as http:
        async with http.get(sandbox.feed_url) as answer:
            tag, date = answer.headers["ETag"], answer.headers["Last-Modified"]
        for headers in (
            {"If-None-Match": tag},
            {"If-Modified-Since": date},
            {"If-None-Match": f'"x", {tag}'},
        ):
            async with http.get(sandbox.feed_url, headers=headers) as answer:
                assert answer.status == 304
        sandbox.newsroom.publish_next()
        for headers in (
            {"If-None-Match": tag},
            {"If-Modified-Since": date},
            {"If-Modified-Since": "nonsense"},
        ):
            async with http.get(sandbox.feed_url, headers=headers) as answer:
                assert answer.status == 200 and answer.headers["ETag"] != tag
        async with http.get(f"{sandbox.page_url}news/nothing") as answer:
            assert answer.status == 404


@pytest.mark.parametrize("name", ["published", "upcoming"])
def test_stories_are_complete(name: str) -> None:
    """Each has its own address, 90 to 350 words, and no template left when it is out."""
    loaded = stories.load(name)
    assert len({story.slug for story in loaded}) == len(loaded) >= 9
    for story in loaded:
        out = story.on(NOW)
        assert "{" not in out.title + out.text
        assert 90 <= len(out.text.split()) <= 350, story.slug


def test_dates_follow_the_day_of_publication() -> None:
    """Days are counted back over the turn of the year, in the story's language."""
    english = Story("a", "t", "{day:-2} {day:0} {date:-2} {month:-5} {year:+365}", "World").on(NOW)
    russian = Story("b", "t", "{day:-2} {date:0}", "World", lang="ru").on(NOW)
    assert english.text == "December 31 January 2 December 31, 2026 December 2028"
    assert russian.text == "31 декабря 2 января 2027 года"


def test_the_first_stories_play_the_readme() -> None:
    """Bahrain comes first, Türkiye second, then the end of the Bahrain visit, and at last none."""
    newsroom = Newsroom(lambda: NOW)
    before = newsroom.newest(1)[0]
    titles = []
    while issue := newsroom.publish_next():
        titles.append(issue.story.title)
        assert issue.published == NOW
    assert ["Bahrain" in title for title in titles[:3]] == [True, False, True]
    assert "Türkiye" in titles[1]
    assert before.published < NOW - timedelta(days=2)
    assert newsroom.waiting == []


SAMPLES = re.compile(
    r"mi[sz]al|mysal|misol|mithal|esempio|modello|prototipo|campione|örnek|numun|nümun|namudh|ulg|nimush"
    r"|exemplu|andoz|magalit|timsol",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"(?:Prosecutor General|Attorney General|Minister of Justice|counterpart|Ambassador of \w+ to \w+)"
    r"(?: of \w+)?,? ((?!Attorney)[A-Z]\w+ (?:bin |Al )?[A-ZÖ]\w+)"
)


def test_every_named_official_is_an_example() -> None:
    """Whoever holds an office has a surname that means "example", so that nobody real is named."""
    told = [story.text for story in (*stories.load("published"), *stories.load("upcoming"))]
    named = {name for text in told for name in OFFICE.findall(" ".join(text.split()))}
    assert len(named) > 15
    assert [name for name in named if not SAMPLES.search(name)] == []
