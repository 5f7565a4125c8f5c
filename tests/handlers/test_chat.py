"""Greeting, language, privacy and the bot's own standing, as conversations."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

import handlers
from bot.languages.speech import ui_codes
from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store, chats
from bot.wishes import Chat
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")


async def kept(store: Store, chat_id: int) -> Chat | None:
    async with store.reading() as tx:
        return await chats.get(tx, chat_id)


async def test_the_greeting_speaks_the_readers_language(sandbox: Sandbox) -> None:
    """/start answers in the language of the reader's app, and in English where we do not speak it."""
    boris = sandbox.world.user("Boris", language_code="ru-RU")
    boris.say("/start")
    greeting = await boris.hears("генеральный прокурор едет с визитом")
    assert "🌍 Страны" in [button["text"] for button in buttons(greeting)]
    chiyo = sandbox.world.user("Chiyo", language_code="ja")
    chiyo.say("/start")
    await chiyo.hears("reads the news of the world")


async def test_the_greetings_buttons_leave_it_standing(ada: Person, happened: Happened) -> None:
    """What the greeting offers comes as a message of its own."""
    await happened()
    ada.say("/start")
    greeting = await ada.hears("Visitwire")
    ada.tap("Latest visits")
    listed = await ada.hears("Latest visits")
    assert listed["message_id"] != greeting["message_id"]


async def test_links_lead_to_a_visit_a_country_a_subscription(
    ada: Person, happened: Happened, store: Store
) -> None:
    """Each kind of deep link does at once what it was made for."""
    visit = await happened()
    ada.say(f"/start v_{visit.id}")
    await ada.hears("Attorney General of Bahrain")
    ada.say("/start c_BH")
    await ada.hears("Bahrain · 1 visit")
    ada.say("/start s_BH")
    await ada.hears("Subscribed")
    async with store.reading() as tx:
        assert [one.subject.countries for one in await chats.subscriptions(tx, ada.id)] == [("BH",)]


@pytest.mark.parametrize("payload", ["v_zzzzzzz", "c_QQ", "s_", "x_BH", "v_" + "a" * 80])
async def test_a_link_to_nothing_greets(ada: Person, payload: str) -> None:
    """A broken link is no reason to leave its reader without an answer."""
    ada.say(f"/start {payload}")
    await ada.hears("Visitwire")


async def test_the_language_switches_at_once(ada: Person) -> None:
    """/language ru is answered in Russian, and so is everything after it."""
    ada.say("/language ru")
    await ada.hears("Теперь я пишу по-русски")
    ada.say("/help")
    await ada.hears("Посмотреть визиты")


async def test_the_language_is_chosen_by_a_tap(ada: Person) -> None:
    """/language alone offers every language under its own name."""
    ada.say("/language")
    offered = await ada.hears("Choose a language")
    assert len(buttons(offered)) == len(ui_codes())
    ada.tap("Русский")
    await ada.hears("Выберите язык")
    ada.say("/language klingon")
    await ada.hears("Языка «klingon» я пока не знаю")


async def test_deleteme_forgets_after_a_yes(ada: Person, store: Store) -> None:
    """Nothing about the chat is left in the store, and only after the question."""
    ada.say("/subscribe BH")
    await ada.hears("Subscribed")
    ada.say("/deleteme")
    await ada.hears("Erase everything")
    assert await kept(store, ada.id) is not None
    ada.tap("Yes")
    await ada.hears("has been erased")
    assert await kept(store, ada.id) is None


async def test_blocking_pauses_and_unblocking_resumes(ada: Person, store: Store) -> None:
    """A chat that blocks the bot is paused with its subscriptions kept."""
    ada.say("/subscribe BH")
    await ada.hears("Subscribed")
    ada.blocks_bot()
    assert await eventually(lambda: paused(store, ada.id)) == "blocked"
    ada.unblocks_bot()
    assert await eventually(lambda: paused(store, ada.id), wanted=None) is None
    async with store.reading() as tx:
        assert len(await chats.subscriptions(tx, ada.id)) == 1


async def paused(store: Store, chat_id: int) -> str | None:
    chat = await kept(store, chat_id)
    return chat.paused if chat else None


async def eventually(ask: Callable[[], Awaitable[object]], wanted: object = ...) -> object:
    """Ask until the answer is the wanted one (any but None by default), for at most three seconds."""
    for _ in range(300):
        got = await ask()
        if (got is not None) if wanted is ... else got == wanted:
            return got
        await asyncio.sleep(0.01)
    return await ask()


async def test_an_unknown_command_points_to_help(ada: Person) -> None:
    """In a private chat an unknown command is answered."""
    ada.say("/frobnicate")
    await ada.hears("/help")


async def test_twenty_questions_a_minute_then_one_warning(ada: Person, sandbox: Sandbox) -> None:
    """Who asks too much is told so once and then not answered; others are."""
    ada.say("/help")
    await ada.hears("See visits")
    greeting = ada.private.bot_messages[-1]
    for _ in range(19):
        await ada.answered(ada.press("1n", greeting))
    ada.say("/help")
    ada.say("/help")
    await ada.hears("a lot at once")
    bela = sandbox.world.user("Bela")
    bela.say("/help")
    await bela.hears("See visits")
    assert len(ada.private.bot_messages) == 2
    assert "a lot" in (await ada.answered(ada.press("1n", greeting)))["text"]


async def test_a_store_out_of_reach_is_said_politely(ada: Person, store: Store) -> None:
    """When the store fails, messages and taps get one line that says so, and the bot goes on."""
    ada.say("/help")
    await ada.hears("See visits")
    async with store.writing() as tx:
        await tx.exec_driver_sql("ALTER TABLE chats RENAME TO hidden")
    ada.say("/help")
    await ada.hears("store cannot be reached")
    toast = await ada.answered(ada.tap("Countries"))
    assert "store cannot be reached" in toast["text"]
    async with store.writing() as tx:
        await tx.exec_driver_sql("ALTER TABLE hidden RENAME TO chats")
    ada.say("/help")
    await ada.hears("See visits")


async def test_the_menus_are_set_for_each_scope_and_language(sandbox: Sandbox) -> None:
    """Private chats, groups, admins and the operator see their commands, in each language we speak."""
    wanted = 4 * len(ui_codes())

    async def enough() -> object:
        return sum(call.method == "setMyCommands" for call in sandbox.calls)

    assert await eventually(enough, wanted=wanted) == wanted


def test_no_two_subjects_share_a_command_or_a_button() -> None:
    """Each command and each verb of a button belongs to one subject; a second would silence the first."""
    assert sum(len(subject.COMMANDS) for subject in handlers._SUBJECTS) == len(handlers.commands())
    assert sum(len(subject.DEEDS) for subject in handlers._SUBJECTS) == len(handlers.deeds())
