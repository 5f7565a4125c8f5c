"""Reading again in the store: tried out and taken back, or kept, on both databases."""

from __future__ import annotations

from datetime import date

from bot.correcting import Corrector
from bot.model import Sighting, Verdict, Visit
from bot.rederiving import Anew, rederive
from bot.storage import Store, chats, rereads, visits
from tests.storage.sending import claim, shown_in
from tests.storage.situations import NOW, one_taken_in, sighting


async def anew(store: Store, *told: Sighting) -> list[Anew]:
    """Every stored article, read anew as telling this."""
    async with store.reading() as tx:
        known = await rereads.stored(tx)
    verdict = Verdict("visit" if told else "not_visit", 0.9, "en", visits=told)
    return [(one, verdict, frozenset()) for one in known]


async def shown(store: Store) -> list[Visit]:
    async with store.reading() as tx:
        return await visits.query(tx)


async def test_a_trial_leaves_no_trace(store: Store) -> None:
    """Without `apply` the differences are told, and the store is what it was."""
    await one_taken_in(store, "https://a.example/1", sighting(city="Riffa"))
    before = await shown(store)
    found = await rederive(store, await anew(store, sighting(city="Manama")), apply=False, now=NOW)
    assert [one.fields for one in found] == [{"host.city": ("Riffa", "Manama")}]
    assert await shown(store) == before


async def test_a_wrong_country_is_corrected_in_place(store: Store) -> None:
    """The visit of an article that was misunderstood keeps its id under the right flags."""
    _, visit = await one_taken_in(store, "https://a.example/1", sighting(host="GE"))
    await rederive(store, await anew(store, sighting(host="BH")), apply=True, now=NOW)
    (after,) = await shown(store)
    assert (after.id, after.record.host.country) == (visit.id, "BH")
    assert after.revision > visit.revision


async def test_a_leg_that_was_missed_becomes_a_visit_of_its_own(store: Store) -> None:
    """A second sighting in an article that had one is a new visit, and the first stays as it is."""
    _, visit = await one_taken_in(store, "https://a.example/1", sighting(host="BH"))
    found = await rederive(
        store, await anew(store, sighting(host="QA"), sighting(host="BH")), apply=True, now=NOW
    )
    assert [one.kind for one in found] == ["new"]
    assert {one.record.host.country: one.id == visit.id for one in await shown(store)} == {
        "BH": True,
        "QA": False,
    }


async def test_one_report_less_is_no_visit_less(store: Store) -> None:
    """A visit of which another article tells goes on without the one that was misread."""
    await one_taken_in(store, "https://a.example/1", sighting())
    _, visit = await one_taken_in(store, "https://b.example/2", sighting(topics=("extradition",)))
    first, second = await anew(store)
    found = await rederive(store, [second], apply=True, now=NOW)
    assert [(one.kind, list(one.fields)) for one in found] == [("changed", ["topics"])]
    (after,) = await shown(store)
    assert (after.id, [source.url for source in after.sources]) == (visit.id, ["https://a.example/1"])
    await rederive(store, [first], apply=True, now=NOW)
    assert await shown(store) == []


async def test_what_a_reading_rejected_a_better_one_brings_back(store: Store) -> None:
    """A visit that one version did not see any more is itself again when the next one sees it."""
    _, visit = await one_taken_in(store, "https://a.example/1", sighting())
    assert [one.kind for one in await rederive(store, await anew(store), apply=True, now=NOW)] == ["dropped"]
    again = await rederive(store, await anew(store, sighting()), apply=True, now=NOW)
    assert [(one.kind, one.visit.id) for one in again] == [("new", visit.id)]
    assert [one.id for one in await shown(store)] == [visit.id]


async def test_an_operator_has_the_last_word(store: Store) -> None:
    """Whatever an operator took back of what a reading rejected is not rejected again."""
    _, visit = await one_taken_in(store, "https://a.example/1", sighting())
    await rederive(store, await anew(store), apply=True, now=NOW)
    await Corrector(store, clock=lambda: NOW).undo(visit.id)
    assert await rederive(store, await anew(store), apply=True, now=NOW) == []
    assert [one.id for one in await shown(store)] == [visit.id]


async def test_a_wrong_alert_is_struck_through(store: Store) -> None:
    """Who has the card of a visit that is none any more sees it struck through, and hears nothing."""
    _, visit = await one_taken_in(store, "https://a.example/1", sighting())
    async with store.writing() as tx:
        await chats.ensure(tx, 1, "private", "en")
    await shown_in(store, visit.id, 1)
    await rederive(store, await anew(store), apply=True, now=NOW)
    assert [due.notice.kind for due in await claim(store)] == ["edit"]


async def test_stored_articles_are_listed_by_day(store: Store) -> None:
    """Those before the day and those of the feed that is left out are not among them."""
    await one_taken_in(store, "https://a.example/old", sighting(), day=date(2025, 1, 1))
    await one_taken_in(store, "https://a.example/new", sighting())
    async with store.reading() as tx:
        everything = await rereads.stored(tx)
        recent = await rereads.stored(tx, since=date(2026, 1, 1))
    assert [one.article.url for one in everything] == ["https://a.example/old", "https://a.example/new"]
    assert [one.article.url for one in recent] == ["https://a.example/new"]
