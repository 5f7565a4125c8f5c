"""Little histories of a feed: what it showed at each poll, and which of it was news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count, cycle

import pytest

from tests.app.chronicle import DAY, HOUR, START, Chronicle, Story, atom, stories, story, titles

ROUNDS = count()
HOSTS = cycle(["http://m.", "https://www.", "https://amp."])
SCHEMES = cycle(["http://", "https://www.", "http://www."])


# --- One story under many names

CHANGES: dict[str, Callable[[Story], Story]] = {
    "nothing": lambda one: one,
    "guids at every fetch": lambda one: replace(one, guid=f"{one.number}-{next(ROUNDS)}"),
    "guids, without links": lambda one: replace(one, guid=f"{one.number}-{next(ROUNDS)}", link=None),
    "guids, with one link for all": lambda one: replace(
        one, guid=f"{one.number}-{next(ROUNDS)}", link="https://news.example/"
    ),
    "scheme and www of guids": lambda one: replace(
        one, link=None, guid=next(SCHEMES) + f"news.example/?p={one.number}"
    ),
    "tracking parameters": lambda one: replace(
        one, guid=None, link=f"{one.link}?utm_source=rss&utm_campaign={next(ROUNDS)}#top"
    ),
    "session ids": lambda one: replace(one, guid=None, link=f"{one.link};jsessionid={next(ROUNDS)}?from=rss"),
    "hosts": lambda one: replace(
        one,
        guid=None,
        link=next(HOSTS) + f"news.example/story/{one.number}",
    ),
    "links, with guids": lambda one: replace(one, link=f"https://news.example/{next(ROUNDS)}/{one.number}"),
    "links, without guids": lambda one: replace(
        one, guid=None, link=f"https://news.example/{next(ROUNDS)}/{one.number}"
    ),
    "dates": lambda one: replace(one, published=START + (one.number + next(ROUNDS) / 60) * HOUR),
    "titles": lambda one: replace(one, title=f"{one.title} (updated {next(ROUNDS)})"),
}
BARE: dict[str, Callable[[Story], Story]] = {
    "the site's address as guid": lambda one: replace(one, guid="https://news.example/"),
    "one guid for all": lambda one: replace(one, guid="news"),
    "no guid": lambda one: replace(one, guid=None),
    "no guid and no link": lambda one: replace(one, guid=None, link=None),
    "no date": lambda one: replace(one, published=None),
    "no date, guid or link": lambda one: replace(one, published=None, guid=None, link=None),
    "no title": lambda one: replace(one, title=None, summary=one.title or ""),
    "nothing but a text": lambda one: replace(
        one, title=None, guid=None, link=None, published=None, summary=one.title or ""
    ),
}


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in CHANGES.items()])
async def test_what_changes_its_names_is_no_news_again(
    feed: Chronicle, change: Callable[[Story], Story]
) -> None:
    """Whatever changes from poll to poll, a story is news once, and a new one beside it is news."""
    assert await feed.shows(map(change, stories(range(10)))) == []
    assert await feed.shows(map(change, stories(range(10)))) == []
    news = await feed.shows(map(change, stories(range(2, 12))))
    assert [title.partition(" (")[0] for title in news] == titles(10, 11)
    assert await feed.shows(map(change, stories(range(2, 12)))) == []
    assert (feed.silent, feed.note) == ((), None)


@pytest.mark.parametrize("lack", [pytest.param(change, id=name) for name, change in BARE.items()])
async def test_what_lacks_names_is_told_apart_by_the_others(
    feed: Chronicle, lack: Callable[[Story], Story]
) -> None:
    """Whatever items lack or share, each of them is news once and none is swallowed."""
    await feed.shows(map(lack, stories(range(10))))
    assert len(await feed.shows(map(lack, stories(range(2, 13))))) == 3
    assert await feed.shows(map(lack, stories(range(2, 13)))) == []
    assert feed.silent == ()


RUBRICS = ["Press release", "Daily briefing", "Today's review of the prosecutor's work"]


@pytest.mark.parametrize("title", RUBRICS)
async def test_stories_under_one_title_are_all_news(feed: Chronicle, title: str) -> None:
    """A rubric that stands above another story each day is news each day, with and without other names."""
    days = [story(number, hours_ago=-24 * number, title=title) for number in range(6)]
    for lacking in ({}, {"guid": None}, {"link": "https://news.example/"}, {"guid": "x", "link": None}):
        feed.state = replace(feed.state, name=str(lacking), baseline_at=None)
        feed.now = START
        told = [replace(one, **lacking) for one in days]  # type: ignore[arg-type]
        await feed.shows([story(99), *told[1::-1]])
        for number in range(2, 6):
            assert await feed.shows([story(99), *told[number::-1]], after=DAY) == [title], lacking


async def test_two_press_releases_of_one_day_are_two(feed: Chronicle) -> None:
    """A short title twice on one day with other texts and links is two stories, and so is a third later."""
    first, second, third = (
        story(number, hours_ago=0, title="Press release", summary=f"About {number} things")
        for number in range(3)
    )
    await feed.shows(stories([90, 91]))
    assert len(await feed.shows([second, first, *stories([90, 91])])) == 2
    assert len(await feed.shows([third, second, first, *stories([90, 91])])) == 1


async def test_the_same_story_twice_in_a_feed_is_news_once(feed: Chronicle) -> None:
    """A link under two identifiers, a title and day under two links: read once, also when one copy goes."""
    await feed.shows(stories(range(3)))
    twin = story(3, guid="other-3")
    moved = story(4, guid="other-4", link="https://news.example/world/4")
    pairs = [moved, story(4), twin, story(3)]
    assert await feed.shows([*pairs, *stories(range(3))]) == titles(3, 4)
    assert await feed.shows([story(4), story(3), *stories(range(3))]) == []
    assert await feed.shows([moved, twin, *stories(range(3))]) == []


async def test_a_copy_that_comes_later_is_no_news(feed: Chronicle) -> None:
    """The same title on the same day under another link and identifier is the story again."""
    await feed.shows(stories(range(3)))
    await feed.shows(stories(range(4)))
    again = story(3, guid="other", link="https://news.example/other/3")
    assert await feed.shows([again, *stories(range(3))]) == []


async def test_a_live_page_is_many_stories(feed: Chronicle) -> None:
    """Several headlines that lead to one page are all news, and the page is not read for any of them."""
    await feed.shows(stories(range(3)))
    live = [story(number, guid=None, link="https://news.example/live") for number in range(3, 7)]
    assert await feed.shows([*reversed(live), *stories(range(3))]) == titles(3, 4, 5, 6)
    assert await feed.shows([*reversed(live), *stories(range(3))]) == []


# --- Older items that slide in


@pytest.mark.parametrize("dated", [True, False])
async def test_an_older_item_that_slides_in_is_no_news(feed: Chronicle, dated: bool) -> None:
    """When items are deleted, those that come up from below are silent; new ones on top are news."""

    def window(*numbers: int) -> list[Story]:
        return stories(numbers) if dated else stories(numbers, published=None)

    await feed.shows(window(*range(10, 20)))
    assert await feed.shows(window(*range(9, 15), *range(16, 20))) == []
    assert feed.silent == tuple(titles(9))
    assert await feed.shows(window(*range(7, 15), 18, 19, 20)) == titles(20)
    assert feed.silent == tuple(titles(7, 8))


async def test_a_window_that_grows_is_no_news(feed: Chronicle) -> None:
    """A feed that shows fifty items where it showed twenty brings nothing new."""
    await feed.shows(stories(range(30, 50)))
    assert await feed.shows(stories(range(50))) == []
    assert len(feed.silent) == 30


async def test_a_late_item_is_news(feed: Chronicle) -> None:
    """What was published hours before it is shown is news, on top and between the others."""
    await feed.shows(stories(range(80, 100), guid=None))
    late = story(200, hours_ago=7.5)
    assert await feed.shows([*stories(range(93, 100)), late, *stories(range(81, 93))]) == titles(200)
    old = story(201, hours_ago=30)
    assert await feed.shows([old, *stories(range(93, 100)), late, *stories(range(82, 93))]) == titles(201)


async def test_a_feed_with_the_newest_below(feed: Chronicle) -> None:
    """A feed that puts the newest at the end is read as well, by its dates."""
    await feed.shows(stories(range(10))[::-1])
    assert await feed.shows(stories(range(12))[::-1]) == titles(10, 11)
    assert await feed.shows(stories(range(-2, 12))[::-1]) == []
    assert len(feed.silent) == 2


async def test_a_feed_goes_back_in_time(feed: Chronicle) -> None:
    """An old copy brings no news, and neither does the new one after it, but for what is new in it."""
    await feed.shows(stories(range(20, 40)))
    await feed.shows(stories(range(30, 50)))
    assert await feed.shows(stories(range(10, 30))) == []
    assert await feed.shows(stories(range(30, 51))) == titles(50)
    assert await feed.shows(stories(range(-10, 0))) == []
    assert await feed.shows(stories(range(31, 52))) == titles(51)


async def test_a_feed_empties_and_comes_back(feed: Chronicle) -> None:
    """What was there before the feed was empty is no news after it."""
    await feed.shows(stories(range(10)))
    assert await feed.shows([]) == []
    assert await feed.shows(stories(range(11)), after=3 * DAY) == titles(10)


@pytest.mark.parametrize("dated", [True, False])
async def test_a_feed_changes_its_format(feed: Chronicle, dated: bool) -> None:
    """From RSS to Atom, with other identifiers and other links: only what is new is news."""
    when = {} if dated else {"published": None}
    await feed.shows(stories(range(10), **when))
    moved = [replace(one, link=f"https://new.example/{one.number}") for one in stories(range(1, 11), **when)]
    moved[0] = replace(moved[0], published=feed.now) if dated else moved[0]
    assert await feed.shows(moved, written=atom) == titles(10)
    assert await feed.shows(moved, written=atom) == []


async def test_old_items_come_again_under_other_names_and_dates(feed: Chronicle) -> None:
    """When all is stamped anew, identifiers, links and dates, the titles tell; twice in a row."""
    await feed.shows(stories(range(10)))
    for round_ in range(2):
        anew = stories(range(10), published=feed.now)
        anew = [
            replace(one, guid=f"{round_}{one.number}", link=f"https://b.example/{round_}/{one.number}")
            for one in anew
        ]
        assert await feed.shows(anew, after=DAY) == []


async def test_everything_is_other_at_once(feed: Chronicle) -> None:
    """A feed that was read an hour ago and shows nothing that it had is taken in silently, and says so."""
    await feed.shows(stories(range(20)))
    others = [
        replace(
            one,
            title=f"Another story about item number {one.number}",
            guid=f"n{one.number}",
            link=f"https://b.example/{one.number}",
        )
        for one in stories(range(30))
    ]
    others[0] = replace(others[0], published=feed.now)
    assert await feed.shows(others) == ["Another story about item number 29"]
    assert len(feed.silent) == 29
    assert feed.note is not None
    assert "30 of 30 entries were new at once" in feed.note
    assert await feed.shows(others) == []


async def test_a_busy_feed_after_a_night(feed: Chronicle) -> None:
    """A window that has turned over while nobody looked is news, as far as its dates say so."""
    await feed.shows(stories(range(100, 120)))
    assert await feed.shows(stories(range(130, 150)), after=40 * HOUR) == titles(*range(130, 150))


async def test_a_feed_of_one_item(feed: Chronicle) -> None:
    """A feed that shows nothing but its newest item brings each of them as news."""
    for when in (START, None):
        feed.state = replace(feed.state, name=str(when), baseline_at=None)
        feed.now = START
        await feed.shows([story(100, published=when)])
        for number in range(101, 104):
            assert await feed.shows(stories([number])) == titles(number)
