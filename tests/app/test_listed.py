"""What may befall a feed, met by the whole pipeline over HTTP, and what `feeds list` then says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import opened_poller
from bot.commands.feedhealth import in_all, listing
from bot.health import health
from bot.model import Feed
from bot.settings import Settings
from bot.storage import Store, outbox
from bot.storage import feeds as feed_states
from tests.app.chronicle import Story, atom, rss, story
from tests.app.conftest import Poll
from tests.app.paper import BAHRAIN, Paper

NOW = datetime.now(UTC)
VISIT = "Prosecutor General of Azerbaijan visits Bahrain, part {}"


def items(numbers: Iterable[int], title: str = "Story {} of the day", **parts: object) -> list[Story]:
    """Make items of the last hours, the highest number on top and latest."""
    made = (story(number, published=NOW - timedelta(hours=50 - number)) for number in numbers)
    whole = [replace(one, title=title.format(one.number), **parts) for one in made]  # type: ignore[arg-type]
    return sorted(whole, key=lambda one: -one.number)


async def listed(store: Store, feeds: Sequence[Feed]) -> str:
    """Give what `feeds list` prints, in one line."""
    async with store.reading() as tx:
        states = await feed_states.states(tx)
    now = datetime.now(UTC)
    lines = [health(feed, states.get(feed.name), now) for feed in feeds]
    return " ".join(" ".join((*listing(lines, now, 200), *in_all(lines))).split())


async def queued(store: Store) -> int:
    async with store.reading() as tx:
        return sum((await outbox.tally(tx)).values())


async def test_another_format_is_no_news(
    poll: Poll, paper: Paper, store: Store, feeds: tuple[Feed, ...]
) -> None:
    """RSS that becomes Atom with other identifiers and links brings only what is new, and needs no word."""
    paper.body = rss(items(range(30, 40))).encode()
    await poll()
    paper.body = atom(items(range(30, 41), link="https://elsewhere.example/")).encode()
    report = await poll()
    assert (report.entries, report.silent) == (1, 0)
    assert "ok 1" in await listed(store, feeds)


async def test_another_format_with_other_titles_is_said(
    poll: Poll, paper: Paper, store: Store, feeds: tuple[Feed, ...]
) -> None:
    """When nothing can be known again, visits among it alert nobody, and the list says what happened."""
    paper.body = rss(items(range(30, 40))).encode()
    await poll()
    paper.body = atom(items(range(20, 40), VISIT, link=None)).encode()
    report = await poll()
    assert (report.entries, report.silent) == (20, 20)
    assert "20 of 20 entries were new at once: taken in silently" in await listed(store, feeds)
    assert await queued(store) == 0


async def test_an_old_copy_is_no_news(
    poll: Poll, paper: Paper, store: Store, feeds: tuple[Feed, ...]
) -> None:
    """A feed that goes back in time brings nothing to the chat, and the list says so."""
    paper.body = rss(items(range(30, 50))).encode()
    await poll()
    paper.body = rss(items(range(20), VISIT, link=None)).encode()
    assert (await poll()).silent == 20
    assert "20 of 20 entries were new at once" in await listed(store, feeds)
    assert await queued(store) == 0


async def test_old_items_with_new_dates_are_known(poll: Poll, paper: Paper, store: Store) -> None:
    """A feed that stamps its old items with the hour of reading brings nothing new."""
    paper.body = rss(items(range(30, 40), VISIT, link=None)).encode()
    await poll()
    anew = items(range(30, 40), VISIT, link=None, published=datetime.now(UTC))
    paper.body = rss(replace(one, guid=f"new-{one.number}") for one in anew).encode()
    assert (await poll()).entries == 0
    assert await queued(store) == 0


async def test_a_feed_that_empties_is_said(
    poll: Poll, paper: Paper, store: Store, feeds: tuple[Feed, ...]
) -> None:
    """A feed that was not empty before is looked at by somebody."""
    paper.body = rss(items(range(30, 40))).encode()
    await poll()
    paper.body = rss([]).encode()
    await poll()
    assert "it is empty, and was not before" in await listed(store, feeds)


async def test_ten_thousand_items_at_once_are_bounded(
    poll: Poll, paper: Paper, store: Store, feeds: tuple[Feed, ...]
) -> None:
    """Of a flood the newest sixty are news, five hundred are held against the gate, and the list tells."""
    paper.body = rss(items(range(10))).encode()
    await poll()
    flood = [replace(story(n), title=f"Flood item {n} of a long list", published=NOW) for n in range(10_000)]
    paper.body = rss(flood).encode()
    report = await poll()
    assert (report.entries, report.silent) == (500, 440)
    told = await listed(store, feeds)
    assert "a flood of news" in told
    assert "are looked at" in told
    assert (await poll()).entries == 0


async def test_a_move_is_remembered(settings: Settings, paper: Paper, store: Store) -> None:
    """After a 301 the new address is asked at once, and the list says that it should be written down."""
    paper.publish(BAHRAIN)
    asked = 0

    async def moved(request: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        return web.Response(status=301, headers={"Location": paper.feed_url})

    app = web.Application()
    app.router.add_get("/old.xml", moved)
    async with TestServer(app) as server:
        feed = Feed("Gazette", str(server.make_url("/old.xml")))
        async with opened_poller(settings, [feed], store) as poller:
            for _ in range(3):
                await poller.once([feed.name])
    assert (asked, paper.asked["/feed.xml"]) == (1, 3)
    assert f"has moved for good to {paper.feed_url}: write that into feeds.toml" in await listed(
        store, [feed]
    )


async def test_a_window_that_the_interval_misses_is_said(
    settings: Settings, paper: Paper, store: Store
) -> None:
    """A feed that shows some hours, and is polled once a day because somebody wants it so, loses news."""
    paper.body = rss(items(range(45, 50))).encode()
    feed = Feed("Gazette", paper.feed_url, interval=86_400.0)
    async with opened_poller(settings, [feed], store) as poller:
        await poller.once([feed.name])
    assert "what comes and goes in between is missed" in await listed(store, [feed])
    assert "is missed" not in await listed(store, [replace(feed, interval=None)])


async def test_silence_against_its_own_rhythm_is_said(
    poll: Poll, paper: Paper, store: Store, feeds: tuple[Feed, ...]
) -> None:
    """A feed that answers well and has brought nothing for much longer than it rests is called silent."""
    paper.body = rss(items(range(30, 40))).encode()
    await poll()
    async with store.writing() as tx:
        (state,) = (await feed_states.states(tx)).values()
        long_ago = {"new_at": NOW - timedelta(days=9), "silent_at": NOW - timedelta(hours=1)}
        await feed_states.save_state(tx, replace(state, **long_ago))  # type: ignore[arg-type]
    await poll()
    told = await listed(store, feeds)
    assert "silent 9 d" in told
    assert "nothing new, against its own rhythm" in told


@pytest.mark.parametrize(("failing", "is_ours"), [(4, True), (1, False)])
async def test_our_own_outage_is_said(
    settings: Settings, paper: Paper, store: Store, failing: int, is_ours: bool
) -> None:
    """When most feeds that worked begin to fail at once, the list does not blame each of them alone."""
    paper.publish(BAHRAIN)
    feeds = [Feed(f"Gazette {n}", f"{paper.feed_url}?{n}") for n in range(4)]
    async with opened_poller(settings, feeds, store) as poller:
        await poller.once([feed.name for feed in feeds])
        paper.failing["/feed.xml"] = 502
        await poller.once([feed.name for feed in feeds[:failing]])
    told = await listed(store, feeds)
    assert f"failing {failing}" in told
    assert ("the trouble is probably ours" in told) == is_ours
