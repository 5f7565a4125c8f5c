"""What is kept of a feed, and whose turn it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.model import Feed
from bot.storage import Store, feeds
from bot.storage.feeds import FeedState
from tests.storage.situations import NOW

FEEDS = [Feed("trend", "https://a.example/rss"), Feed("apa", "https://b.example/rss")]
NAMES = ["trend", "apa"]


async def test_a_state_is_kept_whole(store: Store) -> None:
    """Every field of a state comes back after it was saved."""
    state = FeedState(
        "trend", "https://a.example/rss", "etag", "Mon", "hash", NOW, NOW + timedelta(hours=1), NOW, 3,
        "timed out", "https://a.example/new",
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
        second = await feeds.claim_due(tx, NOW, 5, names=NAMES)
        assert {first[0].name, second[0].name} == set(NAMES)
        assert await feeds.claim_due(tx, NOW, 5, names=NAMES) == []
        assert len(await feeds.claim_due(tx, NOW + feeds.LEASE, 5, names=NAMES)) == 2


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
