"""The line to Telegram: opened with patience, nothing lost on it, ended when nobody wants it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.errors import AlreadyRunning, TokenRefused
from bot.outputs.line import Line, build
from bot.sandbox import Fault, Sandbox
from tests.oracles import Oracles

Handler = Callable[[Update], Awaitable[None]]


@asynccontextmanager
async def listening(sandbox: Sandbox, handler: Handler) -> AsyncIterator[asyncio.Task[None]]:
    application = build(sandbox.token, sandbox.base_url)

    async def handle(update: Update, _: object) -> None:
        await handler(update)

    application.add_handler(TypeHandler(Update, handle))
    line = Line(application)
    await line.open()
    task = asyncio.create_task(line.listen())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await line.close()


def text_of(update: Update) -> str:
    return (update.message.text if update.message else None) or ""


async def until(is_true: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not is_true():  # noqa: ASYNC110 - whatever is waited for rings no bell
            await asyncio.sleep(0.01)


async def test_updates_reach_the_handlers_in_order(sandbox: Sandbox) -> None:
    """What one person writes is handled in the order of writing, however long each takes."""
    heard: list[str] = []

    async def handler(update: Update) -> None:
        await asyncio.sleep(0.05 if text_of(update) == "one" else 0)
        heard.append(text_of(update))

    async with listening(sandbox, handler):
        ada = sandbox.world.user("Ada")
        for word in ("one", "two", "three"):
            ada.say(word)
        await until(lambda: len(heard) == 3)
    assert heard == ["one", "two", "three"]


async def test_one_slow_chat_does_not_hold_up_another(sandbox: Sandbox) -> None:
    """While one chat's command takes its time, another chat is answered."""
    heard: list[str] = []
    gate = asyncio.Event()

    async def handler(update: Update) -> None:
        if text_of(update) == "slow":
            await gate.wait()
        heard.append(text_of(update))

    async with listening(sandbox, handler):
        ada, bob = sandbox.world.user("Ada"), sandbox.world.user("Bob")
        ada.say("slow")
        bob.say("quick")
        await until(lambda: heard == ["quick"])
        gate.set()
        await until(lambda: heard == ["quick", "slow"])


async def test_an_update_that_was_not_handled_comes_again(sandbox: Sandbox) -> None:
    """A process that dies in the middle of a command finds the command again at its next start."""
    ada = sandbox.world.user("Ada")
    application = build(sandbox.token, sandbox.base_url)
    started = asyncio.Event()

    async def dies(update: Update, _: object) -> None:
        started.set()
        await asyncio.sleep(60)

    application.add_handler(TypeHandler(Update, dies))
    line = Line(application)
    await line.open()
    task = asyncio.create_task(line.listen())
    ada.say("/visits")
    await asyncio.wait_for(started.wait(), 5)
    task.cancel()  # and no close: as if killed
    heard: list[str] = []

    async def handler(update: Update) -> None:
        heard.append(text_of(update))

    async with listening(sandbox, handler):
        await until(lambda: heard == ["/visits"])
    await application.bot.shutdown()


async def test_nobody_waits_for_a_chat_that_is_held_to_its_pace(sandbox: Sandbox) -> None:
    """Who asks too much has to wait for Telegram's pace; the next person is answered meanwhile, at once."""
    ada, bob = sandbox.world.user("Ada"), sandbox.world.user("Bob")

    async def echo(update: Update) -> None:
        assert update.effective_chat is not None
        await update.effective_chat.send_message(text_of(update))

    async with listening(sandbox, echo):
        for number in range(8):
            ada.say(f"{number}")
        await ada.hears("2")  # after three at once the fourth has to wait for a second
        bob.say("me too")
        await bob.hears("me too")
        assert [message["text"] for message in ada.private.bot_messages] == ["0", "1", "2"]


async def test_what_is_held_has_been_confirmed(sandbox: Sandbox) -> None:
    """A bot killed while a chat is held forgets what waits there; what nobody has begun comes again."""
    ada, bob = sandbox.world.user("Ada"), sandbox.world.user("Bob")
    application = build(sandbox.token, sandbox.base_url)
    reached = asyncio.Event()

    async def echo(update: Update, _: object) -> None:
        if text_of(update) == "me too":
            reached.set()
            await asyncio.sleep(60)
        assert update.effective_chat is not None
        await update.effective_chat.send_message(text_of(update))

    application.add_handler(TypeHandler(Update, echo))
    line = Line(application)
    await line.open()
    task = asyncio.create_task(line.listen())
    for number in range(5):
        ada.say(f"{number}")
    await ada.hears("2")
    bob.say("me too")
    await asyncio.wait_for(reached.wait(), 5)
    task.cancel()  # and no close: as if killed
    heard: list[str] = []

    async def handler(update: Update) -> None:
        heard.append(text_of(update))

    async with listening(sandbox, handler):
        await until(lambda: bool(heard))
    assert heard == ["me too"]
    await application.bot.shutdown()


async def test_what_was_handled_does_not_come_again(sandbox: Sandbox) -> None:
    """After a good end the next start hears only what is new."""
    heard: list[str] = []

    async def handler(update: Update) -> None:
        heard.append(text_of(update))

    ada = sandbox.world.user("Ada")
    async with listening(sandbox, handler):
        ada.say("one")
        await until(lambda: heard == ["one"])
    async with listening(sandbox, handler):
        ada.say("two")
        await until(lambda: len(heard) == 2)
    assert heard == ["one", "two"]


async def test_an_unreachable_telegram_is_waited_for(sandbox: Sandbox) -> None:
    """Opening goes on trying while the server is in trouble."""
    sandbox.faults.add(Fault(code=502, method="getMe"))
    line = Line(build(sandbox.token, sandbox.base_url))
    await asyncio.wait_for(line.open(), 5)
    assert len([call for call in sandbox.calls if call.method.lower() == "getme"]) >= 2
    await line.close()


async def test_a_wrong_token_ends_the_opening(sandbox: Sandbox) -> None:
    """A token that Telegram does not know is told at once, without showing it."""
    line = Line(build("42:not-the-one", sandbox.base_url))
    with pytest.raises(TokenRefused) as caught:
        await line.open()
    assert "42:" not in str(caught.value)
    await line.close()


async def test_a_token_revoked_later_ends_the_listening(sandbox: Sandbox) -> None:
    """A token that is revoked while the bot runs ends it instead of leaving a deaf process behind."""

    async def handler(update: Update) -> None: ...

    sandbox.faults.add(Fault(code=401, method="getUpdates"))
    async with listening(sandbox, handler) as task:
        with pytest.raises(TokenRefused):
            await asyncio.wait_for(task, 5)


async def test_a_newcomer_leaves_the_line_to_who_was_there(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bot that is thrown out again and again in its first minute says that another one is running."""
    monkeypatch.setattr("bot.outputs.line._CONFLICT_PAUSE", 0.1)

    async def handler(update: Update) -> None: ...

    sandbox.faults.add(Fault(code=409, description="Conflict: terminated", times=3, method="getUpdates"))
    async with listening(sandbox, handler) as task:
        with pytest.raises(AlreadyRunning) as caught:
            await asyncio.wait_for(task, 10)
    assert caught.value.exit_status == 75


async def test_of_two_pollers_the_newcomer_leaves(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two bots with one token throw each other out until the one that came later ends; the other stays."""
    monkeypatch.setattr("bot.outputs.line._CONFLICT_PAUSE", 0.1)
    monkeypatch.setattr("bot.outputs.line._SECONDS_A_CONFLICT", 0.5)

    async def handler(update: Update) -> None: ...

    async with listening(sandbox, handler) as first:
        await asyncio.sleep(1)
        async with listening(sandbox, handler) as second:
            with pytest.raises(AlreadyRunning):
                await asyncio.wait_for(second, 10)
        assert not first.done()


async def test_an_update_that_cannot_be_read_blocks_nothing(sandbox: Sandbox, oracles: Oracles) -> None:
    """A malformed update is left out and those behind it are handled."""
    heard: list[str] = []

    async def handler(update: Update) -> None:
        heard.append(text_of(update))

    async with listening(sandbox, handler):
        ada = sandbox.world.user("Ada")
        sandbox.world.updates.push("callback_query", {"id": "1", "data": "x"})
        ada.say("after it")
        await until(lambda: "after it" in heard)
    assert oracles.complaints
    oracles.complaints.clear()  # they object to the malformed update, which was the point


async def test_silence_is_said_out_loud_once(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When getUpdates brings no answer for long, the log says so one time, and says when it is over."""
    monkeypatch.setattr("bot.outputs.line._SILENCE", 0.5)
    heard: list[str] = []

    async def handler(update: Update) -> None:
        heard.append(text_of(update))

    sandbox.faults.add(Fault(code=502, times=3, method="getUpdates"))
    async with listening(sandbox, handler):
        sandbox.world.user("Ada").say("hello")
        await until(lambda: heard == ["hello"], 12)
    told = [record.getMessage() for record in caplog.records]
    assert sum("the bot is deaf" in line for line in told) == 1
    assert sum("answers again" in line for line in told) == 1
