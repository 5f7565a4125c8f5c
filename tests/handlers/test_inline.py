"""Cards in any chat, and lists as files, as conversations."""

from __future__ import annotations

import csv
import io
import json

import pytest

from bot.model import Host
from bot.sandbox import Sandbox
from bot.sandbox.people import Person
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")


async def offered(person: Person, query: str, offset: str = "") -> dict:  # type: ignore[type-arg]
    return await person.answered(person.asks_inline(query, offset))


async def test_a_country_typed_anywhere_offers_its_cards(sandbox: Sandbox, happened: Happened) -> None:
    """The card is whole, in the language of whoever asks, and leads to the bot."""
    visit = await happened()
    await happened(host=Host("TR", "Ankara"), start="2025-03-01", end=None)
    boris = sandbox.world.user("Boris", language_code="ru")
    (card,) = (await offered(boris, "Бахрейн"))["results"]
    assert card["title"] == "🇦🇿 → 🇧🇭 Азербайджан → Бахрейн" and "24–26 янв" in card["description"]
    assert "генерального прокурора" in card["input_message_content"]["text"]
    assert card["reply_markup"]["inline_keyboard"][0][0]["url"].endswith(f"?start=v_{visit.id}")
    assert [one["id"] for one in (await offered(boris, f"v_{visit.id}"))["results"]] == [visit.id]
    assert len((await offered(boris, ""))["results"]) == 2
    assert (await offered(boris, "nobody at all"))["results"] == []


async def test_many_cards_come_page_by_page(ada: Person, happened: Happened) -> None:
    """The offset is the last card that was offered, so nothing comes twice or is left out."""
    for day in range(1, 14):
        await happened(start=f"2026-01-{day:02}", end=None)
    first = await offered(ada, "BH")
    second = await offered(ada, "BH", first["next_offset"])
    ids = [one["id"] for one in (*first["results"], *second["results"])]
    assert len(first["results"]) == 10 and len(set(ids)) == 13 and second["next_offset"] == ""


async def test_only_what_everybody_may_see_is_offered(ada: Person, happened: Happened) -> None:
    """A visit that waits for the editors is in no list, also not by its id."""
    held = await happened(state="held")
    for query in ("BH", "", f"v_{held.id}", "Kamran"):
        assert (await offered(ada, query))["results"] == []


async def test_a_list_is_saved_as_a_file(ada: Person, sandbox: Sandbox, happened: Happened) -> None:
    """A tap asks for the kind, another sends the document with what the list holds, and no more."""
    visit = await happened()
    await happened(host=Host("TR", "Ankara"), start="2025-03-01", end=None)
    ada.say("/visits BH")
    await ada.hears("1 visit")
    files = {}
    for kind in ("CSV", "JSON", "ICS"):
        ada.tap("Save as a file")
        await ada.hears("Which kind")
        ada.tap(kind)
        sent = (await ada.hears("Visits: 1"))["document"]
        files[sent["file_name"]] = sandbox.world.files[sent["file_id"]].content.decode()
    (row,) = csv.DictReader(io.StringIO(files["visits.csv"]))
    assert row["id"] == visit.id and row["host_country"] == "BH"
    assert json.loads(files["visits.jsonl"])["id"] == visit.id
    assert files["visits.ics"].count("BEGIN:VEVENT") == 1


async def test_what_was_found_is_saved_too(ada: Person, sandbox: Sandbox, happened: Happened) -> None:
    """Searches and persons give files as lists of countries do."""
    await happened(topics=("extradition",))
    for asked in ("/search extradition", "/person Kamran Aliyev"):
        ada.say(asked)
        await ada.hears("24–26 Jan 2026")
        ada.tap("Save as a file")
        await ada.hears("Which kind")
        ada.tap("CSV")
        await ada.hears("Visits: 1")
