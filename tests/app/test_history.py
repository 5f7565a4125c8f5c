"""Day one is not empty: the visits of past years are there at once, in silence, and are ordinary visits."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from bot import countries, days, gazetteer, history
from bot.app import remember
from bot.intake import Intake
from bot.languages import pack
from bot.model import Article
from bot.sandbox import Sandbox
from bot.settings import History, Settings
from bot.storage import Store, chats, outbox, visits
from bot.wishes import Subject
from tests.app.conftest import Running
from tests.app.paper import BAHRAIN

ROWS = [
    json.loads(line) for line in (files(history) / "visits.jsonl").read_text(encoding="utf-8").splitlines()
]
TOLD = [(row, told) for row in ROWS for told in row["visits"]]


async def everything(store: Store) -> list[visits.Visit]:
    async with store.reading() as tx:
        return await visits.query(tx, limit=1000)


async def test_the_starter_history_is_taken_in_at_once_and_in_silence(store: Store) -> None:
    """It takes less than two seconds of work, alerts nobody, and a second time changes nothing."""
    async with store.writing() as tx:
        await chats.ensure(tx, 7, "private", "en")
        await chats.subscribe(tx, 7, Subject())
    began = time.process_time()
    assert await remember(store, only_first=True) == len(ROWS)
    assert time.process_time() - began < 2
    before = await everything(store)
    assert await remember(store, only_first=False) == 0
    assert await everything(store) == before
    async with store.reading() as tx:
        assert await outbox.tally(tx) == {}


async def test_reports_of_one_group_are_one_visit(store: Store) -> None:
    """Merging makes of the history exactly the visits that its groups name."""
    await remember(store, only_first=True)
    groups: dict[tuple[str, str], str] = {}
    for row, told in TOLD:
        groups[row["url"], told["visitor"]["country"]] = (
            f"{row['group']} {told['visitor']['country']} {row['label']}"
        )
    found = defaultdict(set)
    for visit in await everything(store):
        country = visit.record.visitor.country
        found[visit.id] = {groups[source.url or "", country] for source in visit.sources}
    assert all(len(names) == 1 for names in found.values())
    assert len(found) == len(set(groups.values()))


async def test_a_store_with_something_in_it_is_left_alone(store: Store) -> None:
    """Only the first of all runs begins with the history; an operator's own store stays as it is."""
    await Intake(store).take_in(Article(*BAHRAIN, url="https://e.org/1"))
    assert await remember(store, only_first=True) == 0
    assert len(await everything(store)) == 1
    assert await remember(store, only_first=False) == len(ROWS)


async def test_a_later_article_joins_a_visit_of_the_history(store: Store) -> None:
    """An article about a visit of the history is one source more of it."""
    await remember(store, only_first=True)
    known = len(await everything(store))
    late = Article(*BAHRAIN, url="https://e.org/late", published="2026-01-26T09:00:00Z")
    ((id_, change),) = (await Intake(store).take_in(late)).visits
    assert change != "new"
    assert id_ is not None
    async with store.reading() as tx:
        visit = await visits.get(tx, id_)
    assert visit is not None
    assert visit.record.start == "2026-01-24"
    assert len(await everything(store)) == known


async def test_no_old_plan_of_the_history_is_still_planned(store: Store) -> None:
    """What was planned years ago and never confirmed says so."""
    await remember(store, only_first=True)
    statuses = {visit.record.status for visit in await everything(store)}
    assert "planned" not in statuses
    assert "not_confirmed" in statuses


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """As an operator has them who changes nothing: the history is on."""
    return replace(settings, history=History())


async def test_visits_answers_on_the_first_day(running: Running, sandbox: Sandbox) -> None:
    """A person who writes to a bot that has just been set up finds the visits of past years."""
    async with running():
        ada = sandbox.world.user("Ada")
        ada.say("/visits Bahrain")
        await ada.hears("24–26 Jan 2026", seconds=20)
        ada.say("/visits AZ TR")
        await ada.hears("2023")


@pytest.mark.parametrize(
    ("row", "told"), TOLD, ids=[f"{row['group']}-{n}" for n, (row, _) in enumerate(TOLD)]
)
def test_the_facts_are_plausible(row: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    """Countries exist and differ, cities lie in them, days are in order, and no text of others is kept."""
    visitor, host = told["visitor"]["country"], told["host"]["country"]
    assert {visitor, host} <= set(countries.codes())
    assert visitor != host
    if city := told["host"].get("city"):
        assert host in {found.country for found in gazetteer.named(city)}
    begin, end = days.span(told["start"])[0], days.span(told.get("end", told["start"]))[1]
    first, last = days.span(row["published"])
    assert begin <= end
    assert told["status"] == "planned" or begin <= last
    assert (first - end).days < 62
    assert row["url"].startswith(("http://", "https://"))
    assert not {"title", "text"} & set(row)
    assert set(told.get("topics", ())) <= set(pack("en")["ui"]["topic"])
    assert {paper["kind"] for paper in told.get("agreements", ())} <= set(pack("en")["ui"]["agreement"])
    for person in (told["visitor"], *told.get("meetings", ())):
        assert not any(letter in person.get("name", "") for letter in "();")
