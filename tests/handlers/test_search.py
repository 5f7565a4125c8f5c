"""Looking for words and people, as conversations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Host, Official, Visitor
from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store, chats
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")

KRASNOV = Visitor("Игорь Краснов", "Igor Krasnov", "prosecutor_general", None, "RU", "head")


async def test_words_find_visits_whatever_the_language(sandbox: Sandbox, happened: Happened) -> None:
    """A topic in the reader's language and a city find what an article in another language told."""
    await happened(topics=("extradition",))
    await happened(visitor=KRASNOV, host=Host("VN", "Hanoi"), start="2025-03-01", end=None)
    boris = sandbox.world.user("Boris", language_code="ru")
    boris.say("/search экстрадиция манама")
    listed = await boris.hears("«экстрадиция манама» · 1 визит")
    assert "Kamran Aliyev" in listed["text"]
    boris.tap("24–26 янв")
    await boris.hears("Бахрейн")
    boris.tap("Назад")
    assert (await boris.hears("«экстрадиция манама»"))["text"] == listed["text"]


async def test_a_person_is_told_with_part_office_and_countries(ada: Person, happened: Happened) -> None:
    """Who somebody is, how often they travelled and to where, and each visit a tap away."""
    await happened()
    await happened(host=Host("TR", "Ankara"), start="2025-03-01", end="2025-03-02")
    await happened(
        visitor=KRASNOV, host=Host("AZ", "Baku"), start="2025-05-01", end=None,
        inviter=Official("Камран Алиев", "Kamran Aliyev", None, "AZ"),
    )  # fmt: skip
    ada.say("/person алиев камран")
    told = (await ada.hears("👤 Kamran Aliyev"))["text"]
    assert "Prosecutor General of Azerbaijan" in told and "Journeys: 2 · Invitations: 1" in told
    assert "🇧🇭 1 🇹🇷 1" in told and "Igor Krasnov" in told
    ada.tap("1–2 Mar 2025")
    await ada.hears("Ankara")


async def test_namesakes_are_told_apart(ada: Person, happened: Happened) -> None:
    """Whoever asks for a surname sees whose it is, in which country."""
    await happened()
    await happened(visitor=replace(KRASNOV, name="Berdi Aliev", name_latin="Berdi Aliev"), start="2025-03-01")
    ada.say("/person Aliyev")
    told = (await ada.hears("👤"))["text"].splitlines()
    assert told[:3] == [
        "👤 Kamran Aliyev, Prosecutor General of Azerbaijan",
        "👤 Berdi Aliev, Prosecutor General of Russia",
        "Journeys: 2",
    ]


async def test_a_person_is_followed_with_a_tap(ada: Person, happened: Happened, store: Store) -> None:
    """The key under the page subscribes to the person, whatever script was typed."""
    await happened()
    ada.say("/person Алиев")
    await ada.hears("👤")
    assert "Kamran Aliyev" in (await ada.answered(ada.tap("This person")))["text"]
    async with store.reading() as tx:
        assert [one.subject.person for one in await chats.subscriptions(tx, ada.id)] == ["Kamran Aliyev"]


async def test_long_lists_of_somebodys_visits_page_in_place(ada: Person, happened: Happened) -> None:
    """Pages of a person and of words turn as those of a country do."""
    for day in range(1, 13):
        await happened(start=f"2026-01-{day:02}", end=None)
    for command in ("/person Kamran Aliyev", "/search Kamran Bahrain"):
        ada.say(command)
        first = await ada.hears("12 Jan 2026")
        ada.tap("▸")
        second = await ada.hears("7 Jan 2026")
        assert second["message_id"] == first["message_id"] and "2/3" in str(buttons(second))
        ada.tap("◂")
        assert (await ada.hears("12 Jan 2026"))["text"] == first["text"]


async def test_a_name_without_a_command_is_understood(ada: Person, happened: Happened) -> None:
    """What is no country is looked for among people, then among words."""
    await happened(topics=("extradition",))
    ada.say("Kamran Aliyev")
    await ada.hears("👤 Kamran Aliyev")
    ada.say("extradition")
    await ada.hears("“extradition” · 1 visit")
    ada.say("Bahrian")
    await ada.hears("Did you mean")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/search", "Write what to look for"),
        ("/person", "Write a name"),
        ("/search xyzzy", "Nothing found for “xyzzy”"),
        ("/person Nobody Nowhere", "anybody called “Nobody Nowhere”"),
        ('/search " OR (', "Nothing found"),
        ("/search " + "x" * 3000, "Nothing found"),
        ("/search /start @everyone:*", "Nothing found"),
    ],
)
async def test_what_finds_nothing_gets_an_answer_that_helps(
    ada: Person, happened: Happened, typed: str, answer: str
) -> None:
    """Empty, unknown or hostile: one line, and the way to the countries."""
    await happened()
    ada.say(typed)
    await ada.hears(answer)
