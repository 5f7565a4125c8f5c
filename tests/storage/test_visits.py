"""Saving visits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from bot.model import Agreement, Official, Told, Visitor
from bot.storage import Store, revisions, sightings, visits
from tests.storage.situations import NOW, one_taken_in, sighting

LATER = NOW + timedelta(hours=5)


async def test_a_first_report_makes_a_visit_that_can_be_found_again(store: Store) -> None:
    """What was saved is what is read, sources and times included."""
    seen = sighting(
        city="Manama",
        end="2026-01-26",
        meetings=(Official("Nawaf", "Nawaf", "Minister", "BH"),),
        agreements=(Agreement("memorandum", None, True),),
    )
    change, visit = await one_taken_in(store, "https://a.example/1", seen)
    async with store.reading() as tx:
        again = await visits.get(tx, visit.id)
        assert await visits.get(tx, "nothing") is None
    assert change == "new"
    assert again == visit
    assert again is not None
    assert (again.record, again.revision, again.created_at) == (seen, 1, NOW)
    assert [source.url for source in again.sources] == ["https://a.example/1"]


async def test_ids_are_short_and_tell_nothing(store: Store) -> None:
    """An id is seven letters and digits that fit a link, and says nothing of how many visits there are."""
    made = [
        (await one_taken_in(store, f"https://a.example/{host}", sighting(host=host)))[1].id
        for host in ("BH", "TR", "KZ", "GE")
    ]
    assert len(set(made)) == 4
    assert all(len(one) == 7 and one.isalnum() and one.islower() for one in made)


async def test_a_second_report_grows_the_visit(store: Store) -> None:
    """The record, the revision and the sources grow; the id and the first time stay."""
    _, first = await one_taken_in(store, "https://a.example/1", sighting(status="ongoing"))
    change, second = await one_taken_in(
        store, "https://a.example/2", sighting(end="2026-01-26", status="completed"), now=LATER
    )
    async with store.reading() as tx:
        stored = await visits.get(tx, first.id)
    assert change == "material"
    assert stored == second
    assert (second.id, second.revision, second.created_at, second.updated_at) == (first.id, 2, NOW, LATER)
    assert (second.record.status, second.record.end) == ("completed", "2026-01-26")
    assert len(second.sources) == 2


async def test_a_report_with_nothing_new_is_a_source_more(store: Store) -> None:
    """Neither revision nor time of change moves."""
    await one_taken_in(store, "https://a.example/1", sighting())
    change, visit = await one_taken_in(store, "https://a.example/2", sighting(), now=LATER)
    async with store.reading() as tx:
        stored = await visits.get(tx, visit.id)
    assert change == "none"
    assert stored == visit
    assert (visit.revision, visit.updated_at, len(visit.sources)) == (1, NOW, 2)


async def test_a_syndicated_copy_is_a_source_more(store: Store) -> None:
    """The same words under another link change nothing, whatever date the copy claims."""
    words = " ".join(f"word{number}" for number in range(60))
    await one_taken_in(store, "https://a.example/1", sighting(), text=words)
    change, visit = await one_taken_in(
        store, "https://b.example/1", sighting(start="2026-01-10"), text=words + " extra"
    )
    assert (change, visit.revision, visit.record.start, len(visit.sources)) == ("copy", 1, "2026-01-24", 2)


async def test_near_gives_what_was_told_and_nothing_far(store: Store) -> None:
    """Candidates share countries and office and lie within weeks."""
    _, close = await one_taken_in(store, "https://a.example/1", sighting())
    await one_taken_in(store, "https://a.example/2", sighting(start="2025-06-01"), day=date(2025, 6, 2))
    await one_taken_in(store, "https://a.example/3", sighting(host="TR"))
    await one_taken_in(store, "https://a.example/4", sighting("BH", "AZ"))
    deputy = Visitor("A B", "A B", "deputy_prosecutor_general", None, "AZ", "deputy")
    await one_taken_in(store, "https://a.example/5", sighting(who=deputy))
    async with store.reading() as tx:
        report = Told(sighting(start="2026-01-25"), close.sources[0], NOW.date())
        found = await sightings.near(tx, report)
    assert [known.visit for known in found] == [close]
    assert [told.sighting for told in found[0].told] == [sighting()]
    assert found[0].told[0].source == close.sources[0]


async def test_dates_at_the_end_of_time_are_no_trouble(store: Store) -> None:
    """A visit in the year 9999 or 1 is looked up like any other."""
    for start in ("9999-12-31", "0001-01-01"):
        await one_taken_in(store, f"https://a.example/{start}", sighting(start=start))
    async with store.reading() as tx:
        assert await visits.count(tx) == 2


async def test_legs_of_a_tour_know_each_other(store: Store) -> None:
    """Related visits are linked both ways; one that is rejected is nobody's relation."""
    made = [
        (await one_taken_in(store, f"https://a.example/{host}", sighting(host=host)))[1].id
        for host in ("CU", "VE", "NI")
    ]
    async with store.writing() as tx:
        found = await visits.many(tx, [*made, "unknown"])
        await tx.execute(text("UPDATE visits SET state = 'rejected' WHERE id = :id"), {"id": made[0]})
        assert (await visits.many(tx, made))[made[1]].related == (made[2],)
    assert {one: set(visit.related) for one, visit in found.items()} == {
        one: set(made) - {one} for one in made
    }


async def test_times_come_back_in_utc(store: Store) -> None:
    """Whatever zone a time was given in, the store answers in UTC; a time without zone is refused."""
    zoned = datetime.fromisoformat("2026-01-26T15:00:00+04:00")
    _, visit = await one_taken_in(store, "https://a.example/1", sighting(), now=zoned)
    async with store.reading() as tx:
        stored = await visits.get(tx, visit.id)
    assert stored is not None
    assert stored.created_at == datetime(2026, 1, 26, 11, tzinfo=UTC)
    assert stored.created_at.tzinfo is UTC


async def test_what_a_visit_said_before_is_kept_where_it_mattered(store: Store) -> None:
    """A change that matters leaves the state before it behind, a detail does not."""
    plan = sighting(status="planned")
    await one_taken_in(store, "https://a.example/1", plan, day=date(2026, 1, 20))
    change, visit = await one_taken_in(store, "https://a.example/2", sighting(status="completed"))
    assert change == "material"
    change, _ = await one_taken_in(store, "https://a.example/3", sighting(topics=("corruption",)))
    assert change == "minor"
    async with store.reading() as tx:
        before = await revisions.get(tx, visit.id, 1)
        assert before is not None
        assert (before.status, before.start) == ("planned", "2026-01-24")
        assert await revisions.get(tx, visit.id, 2) is None
