"""What a report costs, however much is stored: things are looked up, and looking has an end."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bot.intake import Intake
from bot.model import Source, Told
from bot.storage import Store, relations, sightings
from tests.app.paper import BAHRAIN, BAHRAIN_SIGNED, KAZAKHSTAN
from tests.app.test_intake import article
from tests.bench_taking_in import Rows, add, put
from tests.storage.conftest import Files, path
from tests.storage.situations import chat_subscribed, sighting, taken_in

GROWING = ("articles", "visits", "sightings", "related", "revisions")


async def test_nothing_that_grows_is_gone_through(files: Files) -> None:
    """SQLite finds by an index whatever the taking in of reports, edits, tours and conferences asks for."""
    address = files.ready()
    store = Store.at(address)
    asked: dict[str, Any] = {}

    def note(_: Connection, __: object, statement: str, values: Any, ___: object, many: bool) -> None:
        asked[statement] = values[0] if many else values

    event.listen(store._engine.sync_engine, "before_cursor_execute", note)
    await _all_kinds(store)
    await store.close()
    with closing(sqlite3.connect(path(address))) as database:
        plans = [
            (plan[3], statement)
            for statement, values in asked.items()
            if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
            for plan in database.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    for part in ("ix_sightings_near", "ix_visits_visitor", "ix_visits_host"):
        assert any(part in plan for plan, _ in plans)
    assert any("DELETE FROM related" in statement for _, statement in plans)
    assert [one for one in plans if one[0].startswith(tuple(f"SCAN {name}" for name in GROWING))] == []


async def _all_kinds(store: Store) -> None:
    intake = Intake(store)
    async with store.writing() as tx:
        await chat_subscribed(tx, 7)
        await taken_in(tx, "https://a.example/tour", sighting("AZ", "QA", start="2026-01-26"))
        forum = {"occasion": "Forum of Prosecutors", "start": "2026-01-24"}
        for visitor in ("KZ", "UZ"):
            _, visit = await taken_in(tx, f"https://a.example/{visitor}", sighting(visitor, "BH", **forum))
        await relations.renew(tx, visit, lambda *_: False)  # takes a link away
    for story in (BAHRAIN, BAHRAIN_SIGNED, KAZAKHSTAN, BAHRAIN):
        await intake.take_in(article(story))  # under one link: each is an edit of the one before
    await intake.take_in(article(BAHRAIN_SIGNED, url="https://e.org/b"))
    async with store.writing() as tx:
        await taken_in(
            tx, "https://a.example/later", sighting("AZ", "QA", start="2026-02", date_precision="month")
        )


@pytest.mark.parametrize("apart", [5, 24])
async def test_a_busy_pair_is_looked_at_in_part(store: Store, apart: int) -> None:
    """Of 300 visits between two countries a report is compared with those about its days, not with all."""
    rows: Rows = {"articles": [], "visits": [], "sightings": []}
    first, chance = date(2006, 1, 2), random.Random(7)
    days = [first + timedelta(days=number * apart) for number in range(300)]
    for number, day in enumerate(days):
        add(rows, number, ("AZ", "BH"), day, reports=3, chance=chance)
    await put(store, rows)
    day = days[150]
    source = Source("https://a.example/new", "Trend", "en", day.isoformat(), "A title")
    async with store.reading() as tx:
        known = await sightings.near(tx, Told(sighting(start=day.isoformat()), source, day))
    assert f"{150:07d}" in {one.visit.id for one in known}
    assert sum(len(one.told) for one in known) <= 300
