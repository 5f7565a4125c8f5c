"""What is noted of feeds for operators, beside what polls write."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.alarms import Watched
from bot.feedstate import FeedState
from bot.model import Feed
from bot.storage import Store, Tx, alarms, feeds
from tests.storage.situations import NOW

HOUR = timedelta(hours=1)
WELL = FeedState("well", "u", last_ok_at=NOW)
FAILING = FeedState("failing", "u", failures=2, failing_since=NOW - HOUR, error_kind="dns", due_at=NOW + HOUR)
SILENT = FeedState("silent", "u", silent_at=NOW - HOUR)
NAMES = ["well", "failing", "silent"]


async def given(tx: Tx) -> None:
    await feeds.save_states(tx, [WELL, FAILING, SILENT, replace(FAILING, name="not configured")])


async def told(tx: Tx) -> dict[str, str | None]:
    return {one.state.name: one.told for one in await alarms.in_question(tx, NAMES, NOW)}


async def test_only_feeds_that_may_be_in_trouble_are_looked_at(store: Store) -> None:
    """Neither those that do well nor those that nobody polls, but for one whose recovery was not told."""
    async with store.writing() as tx:
        await given(tx)
        assert await told(tx) == {"failing": None, "silent": None}
        await alarms.note(tx, {"well": "silent"}, NOW)
        assert (await told(tx))["well"] == "silent"


async def test_a_poll_leaves_alone_what_was_told(store: Store) -> None:
    """A state that was read before operators were told, and is written after it, takes nothing back."""
    async with store.writing() as tx:
        await given(tx)
        await alarms.note(tx, {"failing": "failing", "silent": None}, NOW)
        await feeds.save_states(tx, [FAILING, SILENT])
        found = await alarms.told_in(tx, NOW)
        assert found == [Watched(FAILING, "failing", NOW), Watched(SILENT, None, NOW)]
        assert await alarms.last_told(tx) == NOW


async def test_a_feed_with_a_new_address_begins_anew(store: Store) -> None:
    """What was told of the old address is forgotten with all else."""
    async with store.writing() as tx:
        await given(tx)
        await alarms.note(tx, {"failing": "day"}, NOW)
        await feeds.ensure(tx, [Feed("failing", "w")])
        assert "failing" not in await told(tx)


async def test_an_outage_spares_and_forgives_its_own(store: Store) -> None:
    """Feeds that fail since it began are tried soon and clean at its end; what was told of any stays told."""
    older = replace(FAILING, name="well", failing_since=NOW - 9 * HOUR)
    async with store.writing() as tx:
        await feeds.save_states(tx, [FAILING, replace(FAILING, name="silent"), older])
        await alarms.note(tx, {"well": "day", "silent": "silent"}, NOW - HOUR)
        await alarms.spare(tx, NOW - HOUR, NOW, timedelta(minutes=5))
        assert await told(tx) == {"failing": "outage", "silent": "silent", "well": "day"}
        states = await feeds.states(tx)
        assert states["failing"].due_at == NOW + timedelta(minutes=5)
        assert states["well"].due_at == NOW + HOUR
        await alarms.forgive(tx, NOW - HOUR)
        assert await told(tx) == {"silent": "silent", "well": "day"}
        assert [state.failures for _, state in sorted((await feeds.states(tx)).items())] == [0, 0, 2]
