"""Plans in the store: the ones that are over are found, marked once, and their cards edited in silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.lapsing import lapse
from bot.model import Visit
from bot.storage import Store, chats, visits
from tests.storage.sending import claim, shown_in
from tests.storage.situations import NOW, one_taken_in, sighting

DAY = timedelta(days=1)
READER = 7


async def planned(store: Store, **changes: Any) -> Visit:
    """A visit planned for 28 to 30 January, two days before it begins; one chat has its card."""
    dates = {"start": "2026-01-28", "end": "2026-01-30", "status": "planned"}
    _, visit = await one_taken_in(store, "https://a.example/plan", sighting(**(dates | changes)))
    async with store.writing() as tx:
        await chats.ensure(tx, READER, "private", "en")
    await shown_in(store, visit.id, READER)
    return visit


async def found(store: Store, visit_id: str) -> Visit:
    async with store.reading() as tx:
        visit = await visits.get(tx, visit_id)
    assert visit is not None
    return visit


async def test_a_plan_lapses_once_and_its_card_is_edited_in_silence(store: Store) -> None:
    """Two weeks after its end a plan is not confirmed, as one revision more; nobody is woken."""
    visit = await planned(store)
    assert await lapse(store, NOW + 17 * DAY) == 0
    then = NOW + 18 * DAY
    assert [await lapse(store, then), await lapse(store, then)] == [1, 0]
    lapsed = await found(store, visit.id)
    assert (lapsed.record.status, lapsed.revision) == ("not_confirmed", visit.revision + 1)
    edits = [due.notice for due in await claim(store, then)]
    assert [(notice.kind, notice.silent, notice.revision) for notice in edits] == [("edit", True, 2)]
    async with store.reading() as tx:
        asked = visits.Filter(statuses=("not_confirmed",))
        assert [one.id for one in await visits.query(tx, asked)] == [visit.id]


async def test_a_card_out_of_reach_is_left_alone(store: Store) -> None:
    """A bot that was away for weeks marks the plan and edits nothing any more."""
    visit = await planned(store)
    late = NOW + 60 * DAY
    assert await lapse(store, late) == 1
    assert (await found(store, visit.id)).record.status == "not_confirmed"
    assert await claim(store, late) == []


@pytest.mark.parametrize("status", ["ongoing", "completed", "cancelled"])
async def test_only_plans_lapse(store: Store, status: str) -> None:
    """What a report saw or called off stays so for ever."""
    visit = await planned(store, status=status)
    assert await lapse(store, NOW + 400 * DAY) == 0
    assert (await found(store, visit.id)).record.status == status


async def test_a_plan_without_days_is_waited_for(store: Store) -> None:
    """Without days a plan has four weeks from its last report: two in which it was to be, and two more."""
    visit = await planned(store, start=None, end=None, date_precision="unknown")
    assert await lapse(store, NOW + 27 * DAY) == 0
    assert await lapse(store, NOW + 28 * DAY) == 1
    assert (await found(store, visit.id)).record.status == "not_confirmed"
