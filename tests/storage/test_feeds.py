"""What is kept of a feed, and whose turn it is."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.model import Feed
from bot.storage import Store, feeds
from bot.storage.feeds import FeedState
from tests.storage.situations import NOW

FEEDS = [Feed("trend", "https://a.example/rss"), Feed("apa", "https://b.example/rss")]
NAMES = ["trend", "apa"]
OVER = timedelta(seconds=-1)  # a lease that has run out already


async def test_a_state_is_kept_whole(store: Store) -> None:
    """Every field of a state comes back after it was saved."""
    state = FeedState(
        "trend", "https://a.example/rss", "etag", "Mon", "hash", NOW, NOW + timedelta(hours=1), NOW, 3,
        "timed out", "https://a.example/new", "timeout", NOW, NOW, "odd", NOW, 60.0, 3600.0, 24.5, 90.0,
        7200.0, NOW, 3600.0, "a flood", NOW,
    )  # fmt: skip
    async with store.writing() as tx:
        await feeds.save_state(tx, state)
        assert await feeds.states(tx) == {"trend": state}


async def test_configured_feeds_keep_their_state_until_their_address_changes(store: Store) -> None:
    """A new address is a new feed: it has to make its baseline, or old news would alert."""
    async with store.writing() as tx:
        await feeds.ensure(tx, FEEDS)
        known = replace((await feeds.states(tx))["trend"], baseline_at=NOW, etag="e")
        await feeds.save_state(tx, known)
        await feeds.ensure(tx, FEEDS)
        assert (await feeds.states(tx))["trend"] == known
        await feeds.ensure(tx, [Feed("trend", "https://c.example/rss")])
        assert (await feeds.states(tx))["trend"] == FeedState("trend", "https://c.example/rss")


async def test_a_due_feed_is_given_to_one(store: Store) -> None:
    """Nobody else gets a claimed feed until it is saved or its lease is over."""
    async with store.writing() as tx:
        await feeds.ensure(tx, FEEDS)
        first = await feeds.claim_due(tx, NOW, 1, names=NAMES)
        second = await feeds.claim_due(tx, NOW, 5, names=NAMES, lease=OVER)
        assert {first[0].name, second[0].name} == set(NAMES)
        assert [one.name for one in await feeds.claim_due(tx, NOW, 5, names=NAMES)] == [second[0].name]
        assert await feeds.claim_due(tx, NOW, 5, names=NAMES) == []
        assert await feeds.save_state(tx, replace(first[0], etag="e"))
        [again] = await feeds.claim_due(tx, NOW, 5, names=NAMES)
        assert (again.name, again.etag) == (first[0].name, "e")


async def test_who_was_too_slow_with_a_feed_changes_nothing(store: Store) -> None:
    """After its lease another has the feed, and only that one may save it."""
    async with store.writing() as tx:
        await feeds.ensure(tx, FEEDS[:1])
        [slow] = await feeds.claim_due(tx, NOW, 1, names=NAMES, lease=OVER)
        [quick] = await feeds.claim_due(tx, NOW, 1, names=NAMES)
        assert not await feeds.save_state(tx, replace(slow, etag="old"))
        assert await feeds.claim_due(tx, NOW, 1, names=NAMES) == []
        assert await feeds.save_state(tx, replace(quick, etag="new"))
        assert not await feeds.save_state(tx, replace(quick, etag="again"))
        assert (await feeds.states(tx))["trend"].etag == "new"


async def test_processes_that_claim_at_once_share_the_feeds(url: str) -> None:
    """However many ask at the same moment, each feed is given to one of them."""
    names = [f"feed {number}" for number in range(40)]
    store = Store.at(url)
    async with store.writing() as tx:
        await feeds.ensure(tx, [Feed(name, "https://a.example/rss") for name in names])
    stores = [Store.at(url) for _ in range(4)]

    async def claims(one: Store) -> list[str]:
        got = []
        for _ in range(10):
            async with one.writing() as tx:
                got += [state.name for state in await feeds.claim_due(tx, NOW, 3, names=names)]
        return got

    got = [name for some in await asyncio.gather(*map(claims, stores)) for name in some]
    assert sorted(got) == sorted(names)
    for one in (store, *stores):
        await one.close()


async def test_the_longest_due_goes_first_and_the_others_wait(store: Store) -> None:
    """A feed that was never read precedes all; one that is not due or not named is left."""
    hour = timedelta(hours=1)
    async with store.writing() as tx:
        for name, due_at in (("late", NOW - hour), ("later", NOW), ("future", NOW + hour), ("off", None)):
            await feeds.save_state(tx, FeedState(name, "https://a.example", due_at=due_at))
        await feeds.save_state(tx, FeedState("never", "https://a.example"))
        names = ["later", "late", "future", "never"]
        assert [one.name for one in await feeds.claim_due(tx, NOW, 2, names=names)] == ["never", "late"]
        assert [one.name for one in await feeds.claim_due(tx, NOW, 2, names=names)] == ["later"]


async def test_a_feed_that_was_stopped_waits_for_the_operator(store: Store) -> None:
    """Neither time nor a clock set anew brings back what its publisher has ended; the operator does."""
    async with store.writing() as tx:
        gone = FeedState("trend", "https://a.example/rss", failures=1, stopped_at=NOW, due_at=NOW)
        await feeds.save_state(tx, gone)
        assert await feeds.claim_due(tx, NOW + timedelta(days=9), 5, names=NAMES) == []
        await feeds.resume(tx, "trend")
        [again] = await feeds.claim_due(tx, NOW, 5, names=NAMES)
        assert (again.stopped_at, again.failures) == (None, 0)
