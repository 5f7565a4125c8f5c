"""Asking for visits, as conversations."""

from __future__ import annotations

import pytest

from bot.model import Host, Visitor
from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")

TURKIYE = {"host": Host("TR", "Ankara")}


def labels(message: dict) -> list[str]:  # type: ignore[type-arg]
    return [button["text"] for button in buttons(message)]


async def test_a_country_gives_its_list_and_a_tap_the_card(ada: Person, happened: Happened) -> None:
    """A visit is one tap away from its country's list, and the list one tap away from the card."""
    await happened()
    ada.say("/visits Bahrain")
    listed = await ada.hears("Bahrain · 1 visit")
    assert "24–26 Jan 2026" in listed["text"] and "Kamran Aliyev" in listed["text"]
    tap = ada.tap("24–26 Jan 2026")
    card = await ada.hears("Attorney General of Bahrain")
    assert card["message_id"] == listed["message_id"]
    assert (await ada.answered(tap)).get("text", "") == ""
    ada.tap("Back")
    assert (await ada.hears("Bahrain · 1 visit"))["text"] == listed["text"]


@pytest.mark.parametrize("name", ["bahrein", "BH", "🇧🇭", "Бахрейн", "البحرين", "Bəhreyn", "Bahraini"])
async def test_a_country_is_understood_by_any_name(ada: Person, happened: Happened, name: str) -> None:
    """A country answers to its names in other languages, its code, its flag and its adjective."""
    await happened()
    ada.say(f"/visits {name}")
    assert "1 visit" in (await ada.hears("🇧🇭 Bahrain"))["text"]


async def test_a_plain_text_in_a_private_chat_is_a_question(ada: Person, happened: Happened) -> None:
    """In a private chat the command may be left out."""
    await happened()
    ada.say("Bahrain")
    await ada.hears("Bahrain · 1 visit")


async def test_a_pair_gives_the_visits_between_the_two(ada: Person, happened: Happened) -> None:
    """Two countries mean the visits between them, in either direction."""
    await happened()
    await happened(**TURKIYE)
    back = Visitor("Muhsin Şentürk", None, "prosecutor_general", None, "TR", "head")
    await happened(visitor=back, host=Host("AZ", "Baku"), start="2025-05-01", end="2025-05-02")
    ada.say("/visits az tr")
    listed = await ada.hears("2 visits")
    assert "Bahrain" not in listed["text"]


async def test_a_year_narrows_the_list(ada: Person, happened: Happened) -> None:
    """A year beside a country leaves the visits of that year."""
    await happened()
    await happened(start="2025-03-01", end="2025-03-02")
    ada.say("/visits Bahrain 2025")
    assert "1–2 Mar 2025" in (await ada.hears("Bahrain, 2025 · 1 visit"))["text"]


async def test_a_typing_error_is_asked_about(ada: Person, happened: Happened) -> None:
    """A misspelt country is never taken silently; the guess is a button that opens the list."""
    await happened()
    ada.say("/visits Bahrian")
    asked = await ada.hears("Did you mean")
    assert "🇧🇭 Bahrain" in labels(asked)
    ada.tap("Bahrain")
    await ada.hears("Bahrain · 1 visit")


async def test_without_a_country_the_countries_come_with_their_counts(
    ada: Person, happened: Happened
) -> None:
    """`/visits` alone offers the countries, those with most visits first."""
    await happened()
    await happened(**TURKIYE)
    ada.say("/visits")
    offered = await ada.hears("3 countries")
    assert labels(offered) == ["🇦🇿 Azerbaijan · 2", "🇧🇭 Bahrain · 1", "🇹🇷 Türkiye · 1"]
    ada.tap("Türkiye")
    await ada.hears("Türkiye · 1 visit")


async def test_a_long_list_pages_in_place_and_does_not_shift(ada: Person, happened: Happened) -> None:
    """Turning pages edits one message, and a visit that arrives meanwhile moves nothing under the reader."""
    for day in range(1, 13):
        await happened(start=f"2026-01-{day:02}", end=None)
    ada.say("/visits BH")
    first = await ada.hears("12 visits")
    assert next(label for label in labels(first) if "Jan" in label).endswith("12 Jan 2026")
    await happened(start="2026-01-20", end=None)
    ada.tap("▸")
    second = await ada.hears("13 visits")
    assert second["message_id"] == first["message_id"]
    days = [label.rpartition("· ")[2] for label in labels(second) if "Jan" in label]
    assert days == [f"{day} Jan 2026" for day in (7, 6, 5, 4, 3)]
    ada.tap("▸")
    third = await ada.hears("13 visits")
    assert "3/3" in labels(third) and "▸" not in labels(third)
    ada.tap("◂")
    back = await ada.hears("13 visits")
    assert "2/3" in labels(back) and back["text"] == second["text"]


async def test_the_way_back_reaches_what_is_new(ada: Person, happened: Happened) -> None:
    """Before the page that was the first there may be a newer one by now."""
    for day in range(1, 7):
        await happened(start=f"2026-01-{day:02}", end=None)
    ada.say("/visits BH")
    await ada.hears("6 visits")
    await happened(start="2026-01-20", end=None)
    ada.tap("▸")
    await ada.hears("7 visits")
    ada.tap("◂")
    assert "20 Jan" not in (await ada.hears("7 visits"))["text"]
    ada.tap("◂")
    assert "20 Jan" in (await ada.hears("7 visits"))["text"]


async def test_no_visit_known_offers_the_subscription(ada: Person) -> None:
    """Where nothing is known the next step is offered instead of an empty list."""
    ada.say("/visits Peru")
    assert labels(await ada.hears("No visits known")) == ["🔔 🇵🇪 Peru"]


async def test_latest_and_upcoming_part_what_was_from_what_will_be(ada: Person, happened: Happened) -> None:
    """`/latest` tells what has happened and `/upcoming` what is planned."""
    await happened()
    await happened(host=Host("TR"), start="2026-02-10", end=None, status="planned")
    ada.say("/latest")
    latest = await ada.hears("Latest visits")
    assert "🇧🇭" in latest["text"] and "🇹🇷" not in latest["text"]
    ada.say("/upcoming")
    upcoming = await ada.hears("Upcoming visits")
    assert "🇹🇷" in upcoming["text"] and "🇧🇭" not in upcoming["text"]


async def test_a_card_that_is_gone_is_said_in_the_toast(ada: Person, happened: Happened) -> None:
    """A button of a visit that the store no longer has is answered and leaves the list alone."""
    await happened()
    ada.say("/visits BH")
    listed = await ada.hears("1 visit")
    tap = ada.press("1v:zzzzzzz:vBH::1", listed)
    assert "no longer on record" in (await ada.answered(tap))["text"]


@pytest.mark.parametrize(
    "data", ["0v:abc", "1q:abc", "junk", "1p:vbh::1", "1v", "1p:v:::::", "1t:QQ:0", "1c:x"]
)
async def test_every_callback_is_answered_once(ada: Person, sandbox: Sandbox, data: str) -> None:
    """Whatever a button carries, made up or out of date, the tap gets exactly one answer."""
    ada.say("/start")
    greeting = await ada.hears("Visitwire")
    tap = ada.press(data, greeting)
    await ada.answered(tap)
    answers = [call for call in sandbox.calls if call.method == "answerCallbackQuery"]
    assert len(answers) == 1


async def test_an_edited_command_is_not_run_again(ada: Person, happened: Happened) -> None:
    """Correcting a sent message asks nothing twice."""
    await happened()
    said = ada.say("/latest")
    await ada.hears("Latest visits")
    ada.edits(said, "/upcoming")
    ada.say("/help")
    heard = await ada.hears()
    assert "See visits" in heard["text"]


async def test_from_and_to_part_the_travellers_from_their_hosts(ada: Person, happened: Happened) -> None:
    """A role narrows the list to one direction, and a tap widens it again."""
    await happened()
    await happened(**TURKIYE)
    back = Visitor("Muhsin Şentürk", None, "prosecutor_general", None, "TR", "head")
    await happened(visitor=back, host=Host("AZ", "Baku"), start="2025-05-01", end="2025-05-02")
    ada.say("/visits to Türkiye")
    assert "Kamran Aliyev" in (await ada.hears("🌍 → 🇹🇷 Türkiye · 1 visit"))["text"]
    ada.say("/visits from Türkiye to Azerbaijan")
    await ada.hears("🇹🇷 Türkiye → 🇦🇿 Azerbaijan · 1 visit")
    ada.tap("🇹🇷 ⇄ 🇦🇿")
    await ada.hears("🇹🇷 Türkiye – 🇦🇿 Azerbaijan · 2 visits")


async def test_a_period_may_be_said_as_people_say_it(sandbox: Sandbox, happened: Happened) -> None:
    """Last month, in the reader's language; the sandbox's clock stands in January 2026."""
    await happened(start="2025-12-08", end="2025-12-09")
    await happened(start="2026-01-20", end=None)
    boris = sandbox.world.user("Boris", language_code="ru")
    boris.say("Бахрейн в прошлом месяце")
    listed = await boris.hears("Бахрейн, декабрь 2025")
    assert "8–9 дек" in listed["text"] and "янв" not in listed["text"]


async def test_a_guess_keeps_the_period(ada: Person, happened: Happened) -> None:
    """A tap on what was meant asks the whole question again."""
    await happened(start="2025-03-01", end="2025-03-02")
    await happened()
    ada.say("to Bahrian 2025")
    await ada.hears("Did you mean")
    ada.tap("Bahrain")
    await ada.hears("Bahrain, 2025 · 1 visit")
