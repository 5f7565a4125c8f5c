"""What a store holds is a function of what was taken in, not of its order, and not of restarts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bot.model import Sighting, Visitor
from bot.storage import Store, outbox, visits
from tests.storage.conftest import Places
from tests.storage.situations import NOW, chat_subscribed, sighting, taken_in

WORDS = " ".join(f"word{number}" for number in range(60))
Report = tuple[str, Sighting, date, str]  # link, what it says, day of publication, text


def _report(number: int, chance: random.Random) -> Report:
    """Of three heads who travel between three countries within three months."""
    visitor, host = chance.sample(["AZ", "BH", "TR"], 2)
    day = date(2025, 11, 1) + timedelta(days=chance.randrange(90))
    start = day + timedelta(days=chance.randrange(-7, 8))
    dates: dict[str, Any] = chance.choice(
        [
            {"start": f"{start}", "date_precision": "day"},
            {"start": f"{start}", "end": f"{start + timedelta(days=2)}", "date_precision": "day"},
            {"start": None, "date_precision": "unknown"},
        ]
    )
    status = chance.choice(["planned", "ongoing", "completed"])
    name = chance.choice(["Kamran Aliyev", "K. Aliyev", None])
    who = Visitor(name, name, "prosecutor_general", None, visitor, "head")
    occasion = chance.choice([None, "a conference on law"])
    seen = sighting(visitor, host, who=who, status=status, occasion=occasion, **dates)
    return f"https://{number}.example/", seen, day, chance.choice(["", "", WORDS, WORDS + " more"])


async def _stored(store: Store, reports: Sequence[Report], restarts: int = 0) -> set[Any]:
    """Take reports in, closing and opening the store now and then, and give its visits without their ids."""
    for number, (url, seen, day, text) in enumerate(reports):
        if restarts and number % restarts == 0:
            await store.close()
        async with store.writing() as tx:
            await taken_in(tx, url, seen, day=day, text=text, now=NOW)
    async with store.reading() as tx:
        found = {visit.id: visit for visit in await visits.query(tx)}
    links = {id_: frozenset(one.url for one in visit.sources) for id_, visit in found.items()}
    return {
        (
            tuple((one.url, one.copied) for one in visit.sources),
            repr(visit.record),
            visit.conflicts,
            frozenset(links[other] for other in visit.related),
        )
        for visit in found.values()
    }


async def test_the_store_does_not_depend_on_the_order_of_arrival(places: Places) -> None:
    """Sixty reports in three orders, one of them with restarts, give the same visits, copies and links."""
    chance = random.Random(11)
    reports = [_report(number, chance) for number in range(60)]
    outcomes = []
    for restarts in (0, 0, 13):
        store = Store.at(places.ready())
        outcomes.append(await _stored(store, reports, restarts))
        await store.close()
        chance.shuffle(reports)
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert 10 < len(outcomes[0]) < 60


async def test_a_visit_that_lost_its_reports_leads_to_the_one_that_has_them(store: Store) -> None:
    """Of two alerts for what turns out to be one visit one is taken back, and links lead to the other."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
        days = ("2026-01-20", "2026-01-25")
        ids = [(await taken_in(tx, start, sighting(start=start)))[1].id for start in days]
        assert (await outbox.tally(tx))["queued"] == 2
        _, whole = await taken_in(tx, "c", sighting(start="2026-01-20", end="2026-01-25"))
        (part,) = {*ids} - {whole.id}
        gone = await visits.get(tx, part)
        assert gone is not None
        assert (gone.state, gone.into, gone.sources) == ("merged", whole.id, ())
        assert await visits.followed(tx, part) == await visits.get(tx, whole.id)
        assert [one.id for one in await visits.query(tx)] == [whole.id]
        assert await outbox.tally(tx) == {"queued": 1, "cancelled": 1}
