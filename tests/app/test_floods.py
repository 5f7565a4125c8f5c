"""Floods are bounded and told of; what is met for the first time, or after long, is taken in silently."""

from __future__ import annotations

from tests.app.chronicle import DAY, HOUR, Chronicle, stories, story, titles


async def test_a_flood_is_bounded_and_said(feed: Chronicle) -> None:
    """Two thousand items at once: the newest are news, some more are read, a note tells of the rest."""
    await feed.shows(stories(range(20)))
    flood = [story(number, hours_ago=-1, link=f"https://news.example/s/{number}") for number in range(2_000)]
    news = await feed.shows(flood, after=2 * HOUR)
    assert (len(news), len(feed.silent)) == (180, 320)
    assert feed.note is not None
    assert "left out" in feed.note
    assert await feed.shows(flood) == []
    assert feed.silent == ()
    assert await feed.shows([story(2_000, hours_ago=-4), *flood]) == titles(2_000)


async def test_what_was_odd_is_told_for_a_week(feed: Chronicle) -> None:
    """An operator who looks days later still finds what was odd, and in the end it is forgotten."""
    await feed.shows(stories(range(20)))
    await feed.shows(stories(range(-40, -20)))
    said = feed.state.odd
    assert said is not None
    assert feed.state.odd_at == feed.now
    await feed.shows(stories(range(-40, -19)), after=6 * DAY)
    assert feed.state.odd == said
    await feed.shows(stories(range(-40, -18)), after=2 * DAY)
    assert (feed.state.odd, feed.state.odd_at) == (None, None)


async def test_three_hundred_where_there_are_five_a_day(feed: Chronicle) -> None:
    """News beyond what an hour can bring is taken in silently, the newest are news."""
    await feed.shows(stories(range(20)))
    many = [story(number, hours_ago=-number / 1000) for number in range(1000, 1300)]
    news = await feed.shows([*reversed(many), *stories(range(20))])
    assert news == titles(*range(1180, 1300))
    assert len(feed.silent) == 180
    assert feed.note is not None
    assert "a flood of news: 180" in feed.note


async def test_a_new_feed_and_one_that_comes_back_after_months(feed: Chronicle) -> None:
    """What a feed shows first is silent, and so is what it shows when it was not read for a month."""
    assert await feed.shows(stories(range(10))) == []
    assert len(feed.silent) == 10
    assert await feed.shows(stories(range(5, 15)), after=40 * DAY) == []
    assert feed.silent == tuple(titles(*range(10, 15)))
    assert feed.note is not None
    assert "not read for 40 days" in feed.note
    assert await feed.shows(stories(range(5, 16))) == titles(15)


async def test_a_week_of_silence_is_no_new_beginning(feed: Chronicle) -> None:
    """A feed that was dead for a week brings its news, dated or not."""
    await feed.shows(stories(range(10)))
    assert await feed.shows(stories(range(11)), after=7 * DAY) == titles(10)
    assert await feed.shows([story(11, published=None), *stories(range(11))], after=7 * DAY) == titles(11)
