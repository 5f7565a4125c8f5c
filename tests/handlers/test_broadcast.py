"""/broadcast, as conversations."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.broadcasting import queue_broadcasts
from bot.sandbox import Sandbox
from bot.sandbox.people import Person, buttons
from bot.sandbox.wire import Json
from bot.storage import Store, chats, outbox
from tests.renderer.samples import NOW

pytestmark = pytest.mark.usefixtures("bot")

BOLD = [{"type": "bot_command", "offset": 0, "length": 10}, {"type": "bold", "offset": 14, "length": 4}]


@pytest.fixture
async def known(store: Store) -> None:
    """Three chats, one of them in Russian, and one that has shut the bot out."""
    async with store.writing() as tx:
        for chat, lang in ((1, "en"), (2, "en"), (3, "ru"), (4, "en")):
            await chats.ensure(tx, chat, "private", lang)
        await chats.pause(tx, 4, "blocked")


async def queued(store: Store) -> list[int]:
    """Let the program queue what was let go, and list the chats in the outbox."""
    await queue_broadcasts(store, NOW)
    async with store.writing() as tx:
        return sorted(due.chat.id for due in await outbox.claim(tx, 99, NOW))


async def asked(operator: Person, text: str) -> Json:
    operator.say(text)
    return await operator.hears("This is how it will look")


@pytest.mark.usefixtures("known")
async def test_a_broadcast_is_seen_before_it_goes(operator: Person, store: Store) -> None:
    """The preview stands as it will, then the number of chats; a tap sends it, to each chat once."""
    question = await asked(operator, "/broadcast Maintenance tonight & tomorrow")
    assert operator.private.texts()[-2] == "Maintenance tonight & tomorrow"
    assert "to this many chats: 4" in question["text"]  # the operator's own among them
    assert await queued(store) == []
    operator.tap("Send to all")
    await operator.hears("On its way to this many chats: 4")
    assert await queued(store) == [1, 2, 3, operator.id]
    assert await queued(store) == []


@pytest.mark.usefixtures("known")
async def test_a_broadcast_in_one_language_goes_to_its_chats(operator: Person, store: Store) -> None:
    """The code of a language in front of the text means the chats that speak it."""
    assert "chats in русский: 1" in (await asked(operator, "/broadcast ru Привет"))["text"].lower()
    assert operator.private.texts()[-2] == "Привет"
    operator.tap("Send to all")
    await operator.hears("On its way")
    assert await queued(store) == [3]


async def test_formatting_is_kept(operator: Person, sandbox: Sandbox) -> None:
    """What is bold in the command is bold in the preview, at its place behind letters of two units."""
    sandbox.world.post(
        operator.private, sender=operator.user, text="/broadcast 😀 bold <b>plain</b>", entities=BOLD
    )
    await operator.hears("This is how it will look")
    preview = operator.private.bot_messages[-2]
    assert preview["text"] == "😀 bold <b>plain</b>"
    assert preview["entities"] == [{"type": "bold", "offset": 3, "length": 4}]


@pytest.mark.usefixtures("known")
async def test_a_cancelled_broadcast_is_gone(operator: Person, store: Store) -> None:
    """Cancelled, nothing is sent, and its keys are out of date."""
    question = await asked(operator, "/broadcast Hello")
    operator.tap("Cancel")
    await operator.hears("Nothing was sent")
    late = operator.press(buttons(question)[0]["callback_data"], question)
    assert "out of date" in (await operator.answered(late))["text"]
    assert await queued(store) == []


@pytest.mark.usefixtures("known")
async def test_two_taps_send_once(operator: Person, store: Store) -> None:
    """A second tap before the keys are gone does nothing."""
    question = await asked(operator, "/broadcast Hello")
    send = buttons(question)[0]["callback_data"]
    answers = [await operator.answered(operator.press(send, question)) for _ in range(2)]
    assert ["out of date" in answer.get("text", "") for answer in answers] == [False, True]
    assert len(await queued(store)) == 4


@pytest.mark.usefixtures("known")
async def test_only_who_wrote_it_may_send_it(operator: Person, ada: Person, store: Store) -> None:
    """A stranger has no such command, and a forged key of a draft does nothing."""
    ada.say("/broadcast Hello")
    await ada.hears("do not know this command")
    question = await asked(operator, "/broadcast Hello")
    forged = ada.press(buttons(question)[0]["callback_data"], ada.private.bot_messages[-1])
    assert "out of date" in (await ada.answered(forged))["text"]
    assert await queued(store) == []


async def test_a_draft_expires(operator: Person, store: Store) -> None:
    """An hour later the keys of a draft do nothing."""
    question = await asked(operator, "/broadcast Hello")
    async with store.writing() as tx:
        made = (NOW - timedelta(minutes=61)).strftime("%Y-%m-%d %H:%M:%S.000000")
        await tx.exec_driver_sql("UPDATE broadcasts SET made_at = ?", (made,))
    tap = operator.press(buttons(question)[0]["callback_data"], question)
    assert "out of date" in (await operator.answered(tap))["text"]


@pytest.mark.usefixtures("known")
async def test_an_operator_sees_how_far_it_is(operator: Person, store: Store) -> None:
    """Without a text the command tells its use, and of the last broadcast what was sent and what waits."""
    operator.say("/broadcast")
    assert "Last broadcast" not in (await operator.hears("/broadcast TEXT"))["text"]
    await asked(operator, "/broadcast Hello")
    operator.tap("Send to all")
    await operator.hears("On its way")
    operator.say("/broadcast")
    await operator.hears("0 sent, 4 waiting, 0 not arrived")
    await queue_broadcasts(store, NOW)
    async with store.writing() as tx:
        await chats.pause(tx, 1, "blocked")
    operator.say("/broadcast")
    await operator.hears("0 sent, 3 waiting, 1 not arrived")
