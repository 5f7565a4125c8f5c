"""Asking the store for visits: filters, pages, histories."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.model import History
from bot.storage import Store, visits
from tests.storage.situations import NOW, one_taken_in, sighting

LATER = NOW + timedelta(hours=5)


def _ids(found: list[visits.Visit]) -> list[str]:
    return [visit.id for visit in found]


@pytest.fixture
async def five(store: Store) -> dict[str, str]:
    """Five visits by name: two of AZ to BH, one back, one of AZ to TR, one planned of KZ to TR."""
    made = {}
    for name, visitor, host, start, status in (
        ("first", "AZ", "BH", "2025-03-01", "completed"),
        ("second", "AZ", "BH", "2026-01-24", "ongoing"),
        ("back", "BH", "AZ", "2025-09-10", "completed"),
        ("other", "AZ", "TR", "2025-07-22", "completed"),
        ("plan", "KZ", "TR", "2026-03-01", "planned"),
    ):
        seen = sighting(visitor, host, start=start, status=status, end=start)
        made[name] = (await one_taken_in(store, f"https://a.example/{name}", seen))[1].id
    return made


def _split(asked: dict[str, Any]) -> tuple[visits.Filter, dict[str, Any]]:
    page = {name: value for name, value in asked.items() if name in ("order", "limit")}
    given = {name: value for name, value in asked.items() if name not in page}
    return visits.Filter(**given), page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["plan", "second", "back", "other", "first"]),
        ({"order": "upcoming"}, ["first", "other", "back", "second", "plan"]),
        ({"countries": ["BH"]}, ["second", "back", "first"]),
        ({"countries": ["BH", "TR"]}, ["plan", "second", "back", "other", "first"]),
        ({"countries": ["AZ", "BH"], "pair": True}, ["second", "back", "first"]),
        ({"countries": ["TR", "BH"], "pair": True}, []),
        ({"statuses": ["planned", "ongoing"]}, ["plan", "second"]),
        ({"start": date(2025, 7, 22), "end": date(2025, 9, 10)}, ["back", "other"]),
        ({"start": date(2026, 1, 24)}, ["plan", "second"]),
        ({"end": date(2025, 3, 1)}, ["first"]),
        ({"grades": ["deputy"]}, []),
        ({"limit": 2}, ["plan", "second"]),
        ({"countries": ["ZZ"]}, []),
    ],
)
async def test_a_query_means_what_it_says(
    store: Store, five: dict[str, str], asked: dict[str, object], names: list[str]
) -> None:
    """Each filter keeps exactly what it names, and `count` agrees with `query`."""
    async with store.reading() as tx:
        wanted, page = _split(asked)
        found = await visits.query(tx, wanted, **page)
        number = await visits.count(tx, wanted)
    assert _ids(found) == [five[name] for name in names]
    assert number == len(names) or "limit" in asked


@pytest.mark.parametrize("order", ["newest", "upcoming"])
async def test_pages_join_without_gap_or_overlap(
    store: Store, five: dict[str, str], order: visits.Order
) -> None:
    """Paging forwards and backwards walks the same list, also where visits share a day."""
    for host in ("GE", "UZ", "FR"):
        await one_taken_in(store, f"https://a.example/{host}", sighting("KZ", host, start="2026-01-24"))
    async with store.reading() as tx:
        everything = _ids(await visits.query(tx, order=order))
        pages, last = [], None
        while page := _ids(await visits.query(tx, order=order, limit=3, after=last)):
            pages.append(page)
            last = page[-1]
        assert [one for page in pages for one in page] == everything
        for page, following in pairwise(pages):
            before = await visits.query(tx, order=order, limit=3, before=following[0])
            assert _ids(before) == page
        assert await visits.query(tx, order=order, before=everything[0]) == []
        for unknown in ({"after": "gone"}, {"before": "gone"}):
            assert _ids(await visits.query(tx, order=order, limit=3, **unknown)) == pages[0]


async def test_a_new_visit_shifts_no_page(store: Store, five: dict[str, str]) -> None:
    """Between two pages of a list, news does not repeat or hide a visit."""
    async with store.reading() as tx:
        first = _ids(await visits.query(tx, limit=2))
    await one_taken_in(store, "https://a.example/new", sighting("GE", "UZ", start="2026-05-01"))
    async with store.reading() as tx:
        second = _ids(await visits.query(tx, limit=2, after=first[-1]))
    assert second == [five["back"], five["other"]]


async def test_countries_are_counted_in_either_role(store: Store, five: dict[str, str]) -> None:
    """The keyboard of countries shows the busiest first."""
    async with store.reading() as tx:
        assert await visits.counts(tx) == [("AZ", 4), ("BH", 3), ("TR", 2), ("KZ", 1)]
        assert await visits.counts(tx, grades=["deputy"]) == []


async def test_the_history_of_a_pair_goes_both_ways(store: Store, five: dict[str, str]) -> None:
    """What came before is counted in both directions; the first of a pair has no history."""
    async with store.reading() as tx:
        known = await visits.many(tx, list(five.values()))
        told = {name: await visits.before(tx, known[id_], date(2026, 3, 1)) for name, id_ in five.items()}
    assert told["first"] is None and told["other"] is None
    back, second = told["back"], told["second"]
    assert back is not None and second is not None
    assert (back.number, second.number) == (1, 2) and back.since == second.since
    assert second.last == known[five["back"]].record.start


async def test_what_did_not_take_place_is_no_history(store: Store) -> None:
    """Visits called off, and plans whose days have passed, are not counted; plans to come are."""
    for number, changes in enumerate(
        (
            {"start": "2023-05-01"},
            {"start": None, "end": None, "date_precision": "unknown"},  # stands at its report
            {"start": "2024-11-03", "status": "cancelled"},
            {"start": "2025-02-03", "status": "planned"},
            {"start": "2026-05-01", "status": "planned"},
        )
    ):
        await one_taken_in(store, f"https://a.example/{number}", sighting(**changes), day=date(2025, 6, 4))
    _, last = await one_taken_in(store, "https://a.example/last", sighting(start="2026-06-01"))
    async with store.reading() as tx:
        assert await visits.before(tx, last, date(2026, 4, 1)) == History(3, 2023, "2026-05-01")
        assert await visits.before(tx, last, date(2026, 5, 2)) == History(2, 2023, "2025-06-04")


async def test_a_history_within_one_year_is_known_as_such(store: Store) -> None:
    """It is told by that year instead of since when."""
    await one_taken_in(store, "https://a.example/1", sighting(start="2026-01-03"))
    _, last = await one_taken_in(store, "https://a.example/2", sighting(start="2026-06-01"))
    async with store.reading() as tx:
        assert await visits.before(tx, last, date(2026, 7, 1)) == History(
            1, 2026, "2026-01-03", is_recent=True
        )


async def test_what_waits_for_review_is_shown_to_nobody(store: Store) -> None:
    """A visit of a country to itself is kept, and in no list."""
    change, visit = await one_taken_in(store, "https://a.example/1", sighting("AZ", "AZ"))
    async with store.reading() as tx:
        assert change == "held"
        assert await visits.query(tx) == []
        assert await visits.counts(tx) == []
        assert await visits.get(tx, visit.id) == visit


async def test_a_visit_without_dates_stands_at_its_first_report(store: Store) -> None:
    """Undated visits keep a place in the list that later reports do not move forward."""
    bare = {"start": None, "date_precision": "unknown"}
    await one_taken_in(store, "https://a.example/1", sighting(**bare), day=date(2026, 1, 20))
    await one_taken_in(store, "https://a.example/2", sighting(**bare), day=date(2026, 1, 23))
    async with store.reading() as tx:
        assert await visits.count(tx) == 1
        assert await visits.count(tx, visits.Filter(end=date(2026, 1, 20))) == 1
        assert await visits.count(tx, visits.Filter(start=date(2026, 1, 23))) == 1
        assert await visits.count(tx, visits.Filter(start=date(2026, 1, 24))) == 0


@pytest.mark.parametrize("wanted", [visits.ALL, visits.Filter(("AZ",)), visits.Filter(("AZ",), role="to")])
async def test_a_page_of_a_list_is_read_off_an_index(store: Store, wanted: visits.Filter) -> None:
    """Neither database reads all visits, nor sorts what it has found, to show the newest."""
    await one_taken_in(store, "https://a.example/1", sighting())
    word = "EXPLAIN QUERY PLAN" if not store.is_shared else "EXPLAIN"
    async with store.reading() as tx:
        if store.is_shared:  # the server would read a table of one row whole
            await tx.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for part in visits.by_role(wanted):
            asked = (
                visits.keys(part).limit(5).compile(dialect=tx.dialect, compile_kwargs={"literal_binds": True})
            )
            plan = str((await tx.exec_driver_sql(f"{word} {asked}")).all())
            assert "ix_visits_" in plan and "TEMP B-TREE" not in plan and "Seq Scan" not in plan, plan
