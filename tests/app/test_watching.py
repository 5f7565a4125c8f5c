"""What operators hear of feeds: once, together, and not of each when the trouble is ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import opened_poller
from bot.chores import Chores
from bot.model import Feed
from bot.sandbox.people import Person
from bot.settings import Settings
from bot.storage import Store
from bot.storage import feeds as feed_states
from bot.storage.feeds import FeedState
from bot.watching import look
from tests.app.post import Post

NOW = datetime.now(UTC).replace(second=0, microsecond=0)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NAMES = [f"Gazette {number}" for number in range(8)]


def well(name: str) -> FeedState:
    return FeedState(name, "https://a.example/rss", last_ok_at=NOW, due_at=NOW, new_at=NOW)


def failing(name: str, since: timedelta = HOUR, failures: int = 3) -> FeedState:
    return replace(
        well(name), failures=failures, failing_since=NOW - since, last_error="refused", error_kind="connect",
        due_at=NOW + 6 * HOUR,
    )  # fmt: skip


async def saved(store: Store, *states: FeedState) -> None:
    async with store.writing() as tx:
        for state in states:
            await feed_states.save_state(tx, state)


@pytest.fixture
async def olga(post: Post) -> Person:
    """An operator who has written to the bot; all feeds do well."""
    await saved(post.store, *map(well, NAMES))
    post.clock.ahead = 3 * HOUR  # later than all that is looked at here
    return await post.subscriber("Olga", "BH")


async def looks(post: Post, olga: Person, now: datetime = NOW) -> None:
    await look(post.store, NAMES, [olga.id], now)


async def queued(post: Post) -> int:
    return sum((await post.tally()).values())


async def test_an_operator_hears_of_troubles_together_and_once(post: Post, olga: Person) -> None:
    """Feeds that fail, fall silent and end are in one message; another look says nothing more."""
    await saved(
        post.store,
        failing(NAMES[0]),
        replace(failing(NAMES[1]), stopped_at=NOW, error_kind="http_410"),
        replace(well(NAMES[2]), silent_at=NOW - DAY),
    )
    for _ in range(2):
        await looks(post, olga)
    async with post.working():
        told = await olga.hears("Failing again and again")
        await post.until("sent")
    assert "Gazette 0 · connect since" in told["text"]
    assert "Nothing to do, unless it stays so" in told["text"]
    assert "Ended by the publisher" in told["text"]
    assert "Gazette 2 · nothing new since" in told["text"]
    assert "Gazette 3" not in told["text"]
    assert await queued(post) == 1


async def test_what_follows_soon_after_waits_for_the_next_message(post: Post, olga: Person) -> None:
    """Feeds that fail one after the other make one message a quarter of an hour, and recovery is told too."""
    await saved(post.store, failing(NAMES[0]))
    await looks(post, olga)
    await saved(post.store, well(NAMES[0]), failing(NAMES[1], 2 * HOUR))
    await looks(post, olga, NOW + 10 * MINUTE)
    assert await queued(post) == 1
    await looks(post, olga, NOW + 16 * MINUTE)
    assert await queued(post) == 2
    async with post.working():
        told = await olga.hears("Well again")
    assert "Gazette 0" in told["text"].split("Well again")[1]


async def test_an_older_message_leaves_out_what_is_told_in_a_newer(post: Post, olga: Person) -> None:
    """While Telegram was away a feed failed and recovered: its failure is not told any more."""
    await saved(post.store, failing(NAMES[0]), failing(NAMES[1]))
    await looks(post, olga)
    await saved(post.store, well(NAMES[0]))
    await looks(post, olga, NOW + 2 * HOUR)
    async with post.working():
        first = await olga.hears("Failing again and again")
        await olga.hears("Well again")
    assert "Gazette 1" in first["text"] and "Gazette 0" not in first["text"]


async def test_an_outage_is_told_once_and_counted_against_nobody(post: Post, olga: Person) -> None:
    """More than half fail at once: one message, feeds are tried again soon, and at the end they are clean."""
    await saved(post.store, *(failing(name, 90 * MINUTE) for name in NAMES[:5]))
    asked_to_wait = replace(failing(NAMES[5]), error_kind="http_429")
    await saved(post.store, asked_to_wait)
    for minutes in (0, 5):
        await looks(post, olga, NOW + minutes * MINUTE)
    async with post.store.reading() as tx:
        due = {name: state.due_at for name, state in (await feed_states.states(tx)).items() if state.failures}
    assert due.pop(NAMES[5]) == asked_to_wait.due_at
    assert max(one for one in due.values() if one) <= NOW + 10 * MINUTE
    assert await queued(post) == 1

    await saved(post.store, *map(well, NAMES[:4]))
    for minutes in (10, 15):
        await looks(post, olga, NOW + minutes * MINUTE)
    async with post.store.reading() as tx:
        assert {state.failures for state in (await feed_states.states(tx)).values()} == {0}
    async with post.working():
        await olga.hears("Most feeds have failed at once")
        await olga.hears("Most feeds can be read again")
    assert await queued(post) == 2


async def test_a_feed_that_stays_broken_after_an_outage_is_told_of(post: Post, olga: Person) -> None:
    """What was forgiven and fails on is a failure of its own."""
    await saved(post.store, *(failing(name, 90 * MINUTE) for name in NAMES[:5]))
    await looks(post, olga)
    await saved(post.store, *map(well, NAMES[:4]))
    await looks(post, olga, NOW + 5 * MINUTE)
    later = replace(failing(NAMES[4]), failing_since=NOW + 10 * MINUTE)
    await saved(post.store, later)
    await looks(post, olga, NOW + 71 * MINUTE)
    async with post.working():
        told = await olga.hears("Failing again and again")
    assert "Gazette 4" in told["text"]


async def test_without_operators_all_is_noted_the_same(post: Post, olga: Person) -> None:
    """Nobody is told, nothing waits for somebody who comes later, and what was noted stays noted."""
    await saved(post.store, failing(NAMES[0]))
    await look(post.store, NAMES, [], NOW)
    await looks(post, olga, NOW + 2 * HOUR)
    assert await queued(post) == 0


async def test_the_program_watches_the_feeds_that_it_polls(
    post: Post, olga: Person, settings: Settings, feeds: tuple[Feed, ...]
) -> None:
    """Trouble of a feed that is no longer configured is nobody's, that of the others the operators'."""
    await saved(post.store, failing(NAMES[0]), replace(failing(feeds[0].name), url=feeds[0].url))
    mine = replace(settings, telegram=replace(settings.telegram, operators=frozenset({olga.id})))
    async with opened_poller(mine, feeds, post.store) as poller:
        await Chores(post.store, mine, poller).watch()
    async with post.working():
        told = await olga.hears("Failing again and again")
    assert feeds[0].name in told["text"] and NAMES[0] not in told["text"]
