"""How a chat is told: digest, hours, sound and time zone, as conversations."""

from __future__ import annotations

import pytest

from bot.renderer.settings import zone_label, zones_page
from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store, chats, digests
from bot.text import fold
from bot.wishes import Habits
from handlers.zones import zones_named
from tests.handlers.conftest import Happened
from tests.renderer.samples import NOW

pytestmark = pytest.mark.usefixtures("bot")


async def habits(store: Store, chat_id: int) -> Habits:
    async with store.reading() as tx:
        chat = await chats.get(tx, chat_id)
    assert chat is not None
    return chat.habits


async def test_everything_is_set_in_one_message(ada: Person, store: Store) -> None:
    """Each button says what is set; a tap sets the next or opens a choice in place."""
    ada.say("/settings")
    await ada.hears("How this chat is told")
    for label in (
        "Each visit at once", "One digest a day", "At 09:00", "18:00", "Monday", "With sound",
        "No quiet hours", "22:00–07:00", "quiet week: no",
        "Time zone: UTC", "Asia", "▸", "Back", "Europe", "Amsterdam",
    ):  # fmt: skip
        await ada.answered(ada.tap(label))
    wanted = Habits("weekly", 18, 1, (22, 7), "Europe/Amsterdam", silent=True, alive=True)
    assert await habits(store, ada.id) == wanted
    shown = [button["text"] for button in buttons(ada.private.bot_messages[-1])]
    assert {"📰 One digest a week", "🕘 At 18:00", "📅 Tuesday", "🌍 Time zone: Amsterdam"} <= {*shown}
    assert len(ada.private.bot_messages) == 1


async def test_the_hours_of_a_digest_show_only_where_there_is_one(ada: Person) -> None:
    """Who is told at once is not asked at which hour."""
    ada.say("/settings")
    shown = [button["text"] for button in buttons(await ada.hears("How this chat is told"))]
    assert not [text for text in shown if text.startswith(("🕘", "📅"))]


async def test_a_time_zone_is_named_by_a_city(ada: Person, store: Store) -> None:
    """A city in any language, a country with one zone, and an offset are understood at once."""
    for typed, name in (("Баку", "Asia/Baku"), ("Türkiye", "Europe/Istanbul"), ("+5:30", "UTC+0530")):
        ada.say(f"/timezone {typed}")
        await ada.hears("Time zone:")
        assert (await habits(store, ada.id)).zone == name


async def test_a_country_of_many_zones_is_asked_about(ada: Person, store: Store) -> None:
    """A guess would be wrong by hours."""
    ada.say("/timezone Kazakhstan")
    await ada.hears("Choose your time zone")
    await ada.answered(ada.tap("Almaty"))
    assert (await habits(store, ada.id)).zone == "Asia/Almaty"


@pytest.mark.parametrize(
    ("zone", "lang", "name"),
    [
        ("Asia/Kolkata", "en", "Kolkata"), ("Asia/Kolkata", "ru", "Калькутта"), ("Europe/Kyiv", "uk", "Київ"),
        ("Asia/Baku", "az", "Bakı"), ("UTC+0400", "en", "UTC+04:00"),
    ],
)  # fmt: skip
def test_a_zone_is_called_as_the_language_calls_its_city(zone: str, lang: str, name: str) -> None:
    """Also a zone that has been renamed since CLDR named it."""
    assert zone_label(zone, lang) == name


def test_zones_stand_in_the_order_of_their_names() -> None:
    """Whoever looks for a city finds it by its first letter, in any alphabet."""
    pages = [zones_page("Europe", page, "ru") for page in range(3)]
    names = [key.text for page in pages for row in page.buttons[:-2] for key in row]
    assert len(names) > 50
    assert names == sorted(names, key=fold)


@pytest.mark.parametrize(
    ("typed", "names"),
    [("Москва", "Europe/Moscow"), ("new york", "America/New_York"), ("باكو", "Asia/Baku"), ("nowhere", "")],
)
def test_cities_have_zones(typed: str, names: str) -> None:
    """The gazetteer knows a city in many scripts, and the zone is that of its English name."""
    assert " ".join(zones_named(typed)) == names


@pytest.mark.parametrize(
    "data",
    [
        "1Z:mode:hourly",
        "1Z:hour:24",
        "1Z:hour:٣",
        "1Z:quiet:1-2",
        "1Z:zone:../etc",
        "1Z:id:1",
        "1S:zone:Mars:0",
        "1S:x",
    ],
)
async def test_made_up_settings_change_nothing(ada: Person, store: Store, data: str) -> None:
    """What no button of ours says is at most shown as what is set."""
    ada.say("/settings")
    page = await ada.hears("How this chat is told")
    await ada.answered(ada.press(data, page))
    assert await habits(store, ada.id) == Habits()


async def test_only_admins_set_what_a_group_is_told(ada: Person, sandbox: Sandbox, store: Store) -> None:
    """Everybody may look, each press is judged, and digests come to the topic where they were asked for."""
    bob = sandbox.world.user("Bob")
    forum = sandbox.world.supergroup("Desk", owner=ada, members=[bob], forum=True)
    topic = forum.topic("Visits")
    bob.say("/settings", forum, topic=topic)
    page = await bob.hears("How this chat is told", forum)
    assert "Only admins" in (await bob.answered(bob.tap("Each visit at once", forum)))["text"]
    bob.say("/timezone Baku", forum)
    await bob.hears("Only admins", forum)
    assert await habits(store, forum.id) == Habits()
    await ada.answered(ada.tap("Each visit at once", forum, message=page))
    assert await habits(store, forum.id) == Habits("daily", thread=topic)


async def test_what_waited_comes_at_once_when_digests_end(
    ada: Person, store: Store, happened: Happened
) -> None:
    """A chat that turns its digest off is looked at now, not never."""
    visit = await happened()
    ada.say("/settings")
    await ada.hears("How this chat is told")
    await ada.answered(ada.tap("Each visit at once"))
    async with store.writing() as tx:
        await digests.gather(tx, visit.id, [ada.id])
        assert not await digests.is_any_due(tx, NOW)
    await ada.answered(ada.tap("One digest a day"))
    await ada.answered(ada.tap("One digest a week"))
    async with store.reading() as tx:
        assert await digests.is_any_due(tx, NOW)
